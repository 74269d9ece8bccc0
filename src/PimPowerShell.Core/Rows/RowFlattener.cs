using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Rows;

/// <summary>Takes the JSON of one item apart into cells.</summary>
/// <param name="resource">The kind of thing.</param>
/// <param name="fields">The fields that get cells.</param>
/// <param name="attributes">The attributes that are known; null for those that do not exist.</param>
/// <param name="wanted">The only attributes that get cells; null for all.</param>
/// <param name="identifier">The attribute that holds a product's identifier and gets no cell of its own; null for none.</param>
/// <param name="options">What rows are to have.</param>
internal sealed class RowFlattener(
    PimResource resource, IReadOnlyList<PimField> fields, IReadOnlyDictionary<string, AttributeDefinition?> attributes, HashSet<string>? wanted, string? identifier, RowOptions options)
{
    /// <summary>The place of the first field that is meant, from 1; -1 for none.</summary>
    public static int SectionOf(PimResource resource, Func<PimField, bool> isMeant)
    {
        int place = resource.RowFields.ToList().FindIndex(field => isMeant(field));
        return place < 0 ? -1 : place + 1;
    }

    /// <summary>What an item lies in, where that is no field of it.</summary>
    public static IEnumerable<string> OwnersOf(PimResource resource) =>
        resource.PathNames.Where(name => resource.RowFields.All(field => field.Name != name) && !resource.SecretKeys.Contains(name));

    public RowCells Read(JsonElement item, IReadOnlyDictionary<string, string> pathValues)
    {
        var cells = new RowCells();
        foreach (string owner in OwnersOf(resource).Where(pathValues.ContainsKey))
        {
            Set(cells, 0, owner, pathValues[owner]);
        }

        if (resource.Values is not null)
        {
            Set(cells, 0, resource.Key, Text(item, resource.Key));
            foreach (JsonProperty attribute in SameJson.Member(item, "attributes").Members())
            {
                if (attributes.TryGetValue(attribute.Name, out AttributeDefinition? definition) && definition?.IsComputed != true && wanted?.Contains(attribute.Name) != false)
                {
                    SetData(cells, 1, attribute.Name, null, attribute.Value);
                }
            }

            return cells;
        }

        for (int i = 0; i < fields.Count; i++)
        {
            PimField field = fields[i];
            if (item.TryGetProperty(field.Name, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
            {
                SetField(cells, i + 1, field, value);
            }
        }

        return cells;
    }

    public void Set(RowCells cells, int section, string column, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            cells.Cells[column] = new RowCell(section, options.DisarmsFormulas ? RowFormula.Disarm(text!) : text!);
        }
    }

    private void SetField(RowCells cells, int section, PimField field, JsonElement value)
    {
        string start = RowNames.Start(field);
        switch (field.Shape)
        {
            case FieldShape.Values when resource.AttributeNoun is null:
                SetValues(cells, section, value);
                break;
            case FieldShape.Labels or FieldShape.CodesByChannel:
                foreach (JsonProperty member in value.Members())
                {
                    SetData(cells, section, RowNames.Join(start, member.Name), null, member.Value);
                }

                break;
            case FieldShape.Associations or FieldShape.Quantities:
                foreach (JsonProperty type in value.Members())
                {
                    foreach (JsonProperty kind in type.Value.Members())
                    {
                        SetTargets(cells, section, RowNames.Join(type.Name, kind.Name), kind.Value, field.Shape == FieldShape.Quantities);
                    }
                }

                break;
            default:
                SetData(cells, section, field.Name, null, value);
                Label(cells, field.Name, field.Name switch { "family" => "Family", "categories" => "Category", _ => null }, null, value);
                break;
        }
    }

    private void SetTargets(RowCells cells, int section, string column, JsonElement targets, bool isQuantified)
    {
        if (!isQuantified)
        {
            SetData(cells, section, column, null, targets);
        }
        else if (targets.ValueKind == JsonValueKind.Array)
        {
            Set(cells, section, column, RowList.Join(targets.EnumerateArray().Select(target => Text(target, "uuid") ?? Text(target, "identifier") ?? "")));
            // no spreadsheet takes these for a number with decimals
            SetPlain(cells, section, RowNames.Join(column, RowNames.Quantity),
                string.Join("|", targets.EnumerateArray().Select(target => target.TryGetProperty("quantity", out JsonElement quantity) ? quantity.ToString() : "")));
        }
    }

    private void SetValues(RowCells cells, int section, JsonElement values)
    {
        if (identifier is not null && values.Members().Where(value => value.Name.Equals(identifier, StringComparison.OrdinalIgnoreCase))
            .SelectMany(value => value.Value.Items()).Select(entry => Text(entry, "data")).FirstOrDefault() is { } key)
        {
            Set(cells, SectionOf(resource, field => field.Name == "identifier"), "identifier", key);
        }

        foreach (JsonProperty value in values.Members().Where(value => wanted?.Contains(value.Name) != false && !value.Name.Equals(identifier, StringComparison.OrdinalIgnoreCase)))
        {
            attributes.TryGetValue(value.Name, out AttributeDefinition? attribute);
            foreach (JsonElement entry in value.Value.Items())
            {
                if (entry.TryGetProperty("data", out JsonElement data) && data.ValueKind != JsonValueKind.Null)
                {
                    string column = RowNames.Join(attribute?.Code ?? value.Name, Text(entry, "locale"), Text(entry, resource.ChannelField));
                    SetData(cells, section, column, attribute, data);
                    Label(cells, column, attribute?.HasOptions == true ? "AttributeOption" : null, attribute?.Code, data);
                }
            }
        }
    }

    private void SetData(RowCells cells, int section, string column, AttributeDefinition? attribute, JsonElement data)
    {
        switch (attribute?.Form ?? FormOf(data))
        {
            case var _ when data.ValueKind == JsonValueKind.Null:
                break;
            case ValueForm.Flag when data.ValueKind is JsonValueKind.True or JsonValueKind.False:
                cells.Cells[column] = new RowCell(section, data.GetBoolean());
                break;
            case ValueForm.Measure when data.ValueKind == JsonValueKind.Object:
                SetPlain(cells, section, column, Member(data, "amount"));
                if (cells.Cells.ContainsKey(column))
                {
                    Set(cells, section, RowNames.Join(column, RowNames.Unit), Text(data, "unit"));
                }

                break;
            case ValueForm.Prices when data.ValueKind == JsonValueKind.Array:
                foreach (JsonElement price in data.EnumerateArray())
                {
                    SetPlain(cells, section, RowNames.Join(column, Text(price, "currency")), Member(price, "amount"));
                }

                break;
            case ValueForm.Number:
                SetPlain(cells, section, column, data.ToString());
                break;
            case ValueForm.Day when data.ValueKind == JsonValueKind.String:
                SetPlain(cells, section, column, RowDate.DayOf(data.GetString()!));
                break;
            case ValueForm.List when data.ValueKind == JsonValueKind.Array && data.EnumerateArray().All(IsScalar):
                Set(cells, section, column, RowList.Join(data.EnumerateArray().Select(Scalar)));
                break;
            case ValueForm.Text or ValueForm.Day or ValueForm.List when IsScalar(data):
                Set(cells, section, column, Scalar(data));
                break;
            default:
                Set(cells, section, column, data.GetRawText());
                break;
        }
    }

    private void Label(RowCells cells, string column, string? noun, string? attribute, JsonElement data)
    {
        if (options.LabelLocale is not null && noun is not null && cells.Cells.ContainsKey(column))
        {
            bool isList = data.ValueKind == JsonValueKind.Array;
            cells.Labelled.Add(new LabelledCell(column, noun, attribute, isList ? [.. data.EnumerateArray().Select(code => code.ToString())] : [data.ToString()], isList));
        }
    }

    /// <summary>A number is no formula, also when it is less than 0.</summary>
    private static void SetPlain(RowCells cells, int section, string column, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            cells.Cells[column] = new RowCell(section, text!);
        }
    }

    /// <summary>The form of what no definition is known for.</summary>
    private static ValueForm FormOf(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => ValueForm.Flag,
        JsonValueKind.Number => ValueForm.Number,
        JsonValueKind.Array when data.GetArrayLength() == 0 || data.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => ValueForm.List,
        JsonValueKind.Object when data.GetPropertyCount() == 2 && data.TryGetProperty("amount", out _) && data.TryGetProperty("unit", out _) => ValueForm.Measure,
        JsonValueKind.Array when data.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("amount", out _) && item.TryGetProperty("currency", out _)) => ValueForm.Prices,
        JsonValueKind.String => ValueForm.Text,
        _ => ValueForm.Json,
    };

    private static bool IsScalar(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static string? Member(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    private static string? Text(JsonElement item, string name) => SameJson.Member(item, name).Text();
}
