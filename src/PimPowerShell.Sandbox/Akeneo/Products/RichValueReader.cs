using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>Reads the data of values of the types that the Community Edition lacks (11.2).</summary>
internal static class RichValueReader
{
    private const int RowsMaximum = 100;

    public static object? Read(AttributeDefinition attribute, JsonElement data, Action<string> violate) => attribute.Type switch
    {
        AttributeTypes.ReferenceData or AttributeTypes.ReferenceEntity => Code(attribute, data),
        AttributeTypes.ReferenceDataList or AttributeTypes.ReferenceEntityList or AttributeTypes.AssetCollection => Codes(attribute, data, violate),
        AttributeTypes.ProductLink => Link(attribute, data, violate),
        AttributeTypes.Table => Table(attribute, data, violate),
        _ => throw new InvalidOperationException("No reader for attribute type " + attribute.Type),
    };

    private static string Code(AttributeDefinition attribute, JsonElement data) =>
        PhpJson.StringOrNull(data) ?? throw ApiException.WrongType(attribute.Code, "a string", PhpJson.TypeName(data));

    private static string[] Codes(AttributeDefinition attribute, JsonElement data, Action<string> violate)
    {
        string[] codes = [.. Array(attribute, data).Select(entry => PhpJson.StringOrNull(entry) ?? throw ApiException.Documented(
            $"Property \"{attribute.Code}\" expects an array with valid data, one of the \"{attribute.Code}\" values is not a string, \"{PhpJson.TypeName(entry)}\" given."))];
        if (codes.Length > attribute.ItemsMaximum)
        {
            violate($"The {attribute.Code} attribute can have {attribute.ItemsMaximum} assets at most.");
        }

        return [.. codes.Distinct()];
    }

    private static JsonNode? Link(AttributeDefinition attribute, JsonElement data, Action<string> violate)
    {
        _ = Array(attribute, data);
        PhpJson.TryGet(data, "type", out JsonElement type);
        bool hasTarget = PhpJson.TryGet(data, "id", out JsonElement target) || PhpJson.TryGet(data, "identifier", out target);
        if (PhpJson.StringOrNull(type) is not ("product" or "product_model") || !hasTarget || target.ValueKind != JsonValueKind.String)
        {
            violate($"The {attribute.Code} attribute requires a link with a type, product or product_model, and an id or identifier.");
            return null;
        }

        return PhpJson.ToNode(data);
    }

    /// <summary>Rows of cells by column; the first column names the row, so every row has it and no two the same.</summary>
    private static JsonNode? Table(AttributeDefinition attribute, JsonElement data, Action<string> violate)
    {
        JsonArray rows = [];
        string first = TableColumns.CodeOf(attribute.Columns[0]);
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonElement sent in Array(attribute, data))
        {
            if (sent.ValueKind != JsonValueKind.Object)
            {
                throw ApiException.Documented($"Property \"{attribute.Code}\" expects an array of objects as data.");
            }

            JsonObject row = Row(attribute, sent, violate);
            string name = row[first]?.ToString() ?? "";
            if (name.Length == 0)
            {
                violate($"The \"{first}\" column is mandatory in every row of the {attribute.Code} attribute.");
            }
            else if (!names.Add(name))
            {
                violate($"The {attribute.Code} attribute has the row \"{name}\" more than once.");
            }

            rows.Add(row);
        }

        if (rows.Count > RowsMaximum)
        {
            violate($"The {attribute.Code} attribute can have {RowsMaximum} rows at most.");
        }

        return rows;
    }

    private static JsonObject Row(AttributeDefinition attribute, JsonElement sent, Action<string> violate)
    {
        JsonObject row = [];
        foreach (KeyValuePair<string, JsonElement> cell in PhpJson.Entries(sent))
        {
            JsonObject? column = attribute.Columns.FirstOrDefault(known => TableColumns.CodeOf(known).Equals(cell.Key, StringComparison.OrdinalIgnoreCase));
            if (column is null)
            {
                violate($"The \"{cell.Key}\" column does not exist in the {attribute.Code} attribute.");
            }
            else if (!PhpJson.IsNull(cell.Value))
            {
                row[TableColumns.CodeOf(column)] = Cell(attribute, column, cell.Value, violate);
            }
        }

        return row;
    }

    private static JsonNode? Cell(AttributeDefinition attribute, JsonObject column, JsonElement sent, Action<string> violate)
    {
        string type = TableColumns.TypeOf(column);
        JsonNode? kept = type switch
        {
            "boolean" => sent.ValueKind is JsonValueKind.True or JsonValueKind.False ? PhpJson.ToNode(sent) : null,
            "number" or "incremental_number" => Decimals.TryRead(PhpJson.Text(sent), out _) ? PhpJson.Text(sent) : null,
            "measurement" => PhpJson.TryGet(sent, "unit", out _) && PhpJson.TryGet(sent, "amount", out _) ? PhpJson.ToNode(sent) : null,
            "product_link" => sent.ValueKind == JsonValueKind.Object ? PhpJson.ToNode(sent) : null,
            _ => PhpJson.StringOrNull(sent),
        };
        if (kept is null)
        {
            violate($"The \"{TableColumns.CodeOf(column)}\" column of the {attribute.Code} attribute expects a {type}, a {PhpJson.TypeName(sent)} was detected.");
        }
        else if (type == "select" && !TableColumns.OptionsOf(column).Contains(kept.GetValue<string>()))
        {
            violate($"The {kept.GetValue<string>()} value is not in the option list of the \"{TableColumns.CodeOf(column)}\" column of the {attribute.Code} attribute.");
        }
        else
        {
            foreach (string fault in TableColumns.Faults(column, PhpJson.Text(sent)))
            {
                violate($"The \"{TableColumns.CodeOf(column)}\" column of the {attribute.Code} attribute {fault}");
            }
        }

        return kept;
    }

    private static IEnumerable<JsonElement> Array(AttributeDefinition attribute, JsonElement data) =>
        PhpJson.IsArray(data) ? PhpJson.Entries(data).Select(entry => entry.Value)
            : throw ApiException.WrongType(attribute.Code, "an array", PhpJson.TypeName(data));
}
