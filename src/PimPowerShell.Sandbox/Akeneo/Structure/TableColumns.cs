using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PimPowerShell.Sandbox.Akeneo.Api;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>The columns of a table attribute (1.9, 5.7).</summary>
internal static class TableColumns
{
    private const string Property = "table_configuration";
    private const int Minimum = 2;
    private const int Maximum = 10;
    private const int AttributesMaximum = 50;

    private static readonly Regex _code = new("^[a-zA-Z0-9_]+$", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> _types =
        ["select", "text", "number", "boolean", "incremental_number", "reference_entity", "product_link", "measurement", "date"];

    /// <summary>The columns in full; what was not said of a stored column stays as it was.</summary>
    public static JsonArray Merge(JsonObject entity, JsonObject? stored)
    {
        Dictionary<string, JsonObject> known = stored is null ? [] : Of(stored).ToDictionary(CodeOf, StringComparer.OrdinalIgnoreCase);
        JsonArray columns = [];
        foreach (JsonObject sent in Of(entity))
        {
            JsonObject column = known.TryGetValue(CodeOf(sent), out JsonObject? before)
                ? (JsonObject)before.DeepClone()
                : new() { ["code"] = CodeOf(sent), ["data_type"] = null, ["labels"] = new JsonObject(), ["validations"] = new JsonObject() };
            foreach (KeyValuePair<string, JsonNode?> member in sent)
            {
                // an empty list is how PHP writes an empty object
                column[member.Key] = member.Value is JsonArray { Count: 0 } && member.Key is "labels" or "validations" ? new JsonObject() : member.Value?.DeepClone();
            }

            bool isRequired = column["is_required_for_completeness"] is JsonValue value && value.TryGetValue(out bool flag) && flag;
            column["is_required_for_completeness"] = columns.Count == 0 || isRequired;
            if (TypeOf(column) == "select")
            {
                column["options"] ??= new JsonArray();
            }

            columns.Add(column);
        }

        return columns;
    }

    public static JsonArray WithoutOptions(JsonObject entity)
    {
        JsonArray columns = [];
        foreach (JsonObject column in Of(entity))
        {
            JsonObject shown = (JsonObject)column.DeepClone();
            shown.Remove("options");
            columns.Add(shown);
        }

        return columns;
    }

    public static IEnumerable<Violation> Check(StructureStore store, JsonObject entity, JsonObject? stored)
    {
        List<JsonObject> columns = [.. Of(entity)];
        bool isTable = entity["type"]?.GetValue<string>() == AttributeTypes.Table;
        if (!isTable)
        {
            return columns.Count == 0 ? [] : [new(Property, "Only table attributes have columns.")];
        }

        if (columns.Count < Minimum)
        {
            return [new(Property, $"A table attribute should have {Minimum} columns or more.")];
        }

        if (columns.Count > Maximum)
        {
            return [new(Property, $"A table attribute should have {Maximum} columns or less.")];
        }

        if (stored is null && store[StructureKinds.Attributes].Of("").Count(attribute => attribute.Text("type") == AttributeTypes.Table) >= AttributesMaximum)
        {
            return [new("type", $"There can be {AttributesMaximum} table attributes or less.")];
        }

        return Columns(store, columns)
            .Concat(TypeOf(columns[0]) is "select" or "reference_entity" ? [] : [At(0, "data_type", "The first column should be of the type select or reference_entity.")])
            .Concat(stored is null ? [] : Changes(columns, [.. Of(stored)]));
    }

    public static IEnumerable<JsonObject> Of(JsonObject entity) => (entity[Property] as JsonArray ?? []).OfType<JsonObject>();

    public static string CodeOf(JsonObject column) => TextOf(column["code"]);

    public static string TypeOf(JsonObject column) => TextOf(column["data_type"]);

    public static HashSet<string> OptionsOf(JsonObject column) =>
        new((column["options"] as JsonArray ?? []).OfType<JsonObject>().Select(CodeOf), StringComparer.OrdinalIgnoreCase);

    /// <summary>What the validations of a column say against the text of a cell (1.25); the words are this sandbox's own.</summary>
    public static IEnumerable<string> Faults(JsonObject column, string text)
    {
        JsonNode? validations = column["validations"];
        if (validations?["max_length"] is JsonValue most && TextRules.Length(text) > NumberOf(most))
        {
            yield return $"must not contain more than {most} characters.";
        }

        if (TypeOf(column) != "number" || !Decimals.TryRead(text, out decimal number))
        {
            yield break;
        }

        if (validations?["decimals_allowed"] is JsonValue flag && !flag.GetValue<bool>() && number != decimal.Truncate(number))
        {
            yield return $"requires a non-decimal value, and {text} is not a valid value.";
        }

        if (validations?["min"] is JsonValue low && number < NumberOf(low))
        {
            yield return $"requires an equal or greater than {low} value.";
        }

        if (validations?["max"] is JsonValue high && number > NumberOf(high))
        {
            yield return $"requires an equal or lower than {high} value.";
        }
    }

    private static IEnumerable<Violation> Columns(StructureStore store, List<JsonObject> columns)
    {
        HashSet<string> codes = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < columns.Count; i++)
        {
            JsonObject column = columns[i];
            if (!_code.IsMatch(CodeOf(column)))
            {
                yield return At(i, "code", CodeOf(column).Length == 0 ? "This value should not be blank." : "Column code may contain only letters, numbers and underscores");
            }

            if (!codes.Add(CodeOf(column)))
            {
                yield return At(i, "code", "This value is already used.");
            }

            if (!_types.Contains(TypeOf(column)))
            {
                yield return At(i, "data_type", "The value you selected is not a valid choice.");
            }

            foreach (KeyValuePair<string, JsonNode?> label in column["labels"].Members().Where(label => store[StructureKinds.Locales].Find("", label.Key) is null))
            {
                yield return At(i, "labels", $"The locale \"{label.Key}\" does not exist.");
            }

            foreach (KeyValuePair<string, JsonNode?> validation in column["validations"].Members().Where(one => one.Value is not null && (one.Key == "max_length" ? "text" : "number") != TypeOf(column)))
            {
                yield return At(i, "validations", $"The validation \"{validation.Key}\" cannot be used with a column of the type \"{TypeOf(column)}\".");
            }

            foreach (KeyValuePair<string, JsonNode?> validation in column["validations"].Members().Where(one => one.Value is not null && !IsValidation(one.Key, one.Value)))
            {
                yield return At(i, "validations", $"The validation \"{validation.Key}\" is not valid.");
            }

            if (column["options"] is JsonArray options && !options.All(option => option is JsonObject named && _code.IsMatch(CodeOf(named))))
            {
                yield return At(i, "options", "Option code may contain only letters, numbers and underscores");
            }
        }
    }

    private static IEnumerable<Violation> Changes(List<JsonObject> columns, List<JsonObject> before)
    {
        if (before.Count > 0 && !CodeOf(before[0]).Equals(CodeOf(columns[0]), StringComparison.OrdinalIgnoreCase))
        {
            yield return At(0, "code", "This property cannot be changed.");
        }

        for (int i = 0; i < columns.Count; i++)
        {
            JsonObject? known = before.Find(column => CodeOf(column).Equals(CodeOf(columns[i]), StringComparison.OrdinalIgnoreCase));
            if (known is not null && TypeOf(known) != TypeOf(columns[i]))
            {
                yield return At(i, "data_type", "This property cannot be changed.");
            }
        }
    }

    /// <summary>Whether a validation is of its type: a flag, or a number that is one and no text.</summary>
    private static bool IsValidation(string name, JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => name == "decimals_allowed",
        JsonValueKind.Number => name is "min" or "max" || (name == "max_length" && NumberOf(value) is >= 0 and var length && length == decimal.Truncate(length)),
        _ => false,
    };

    private static decimal NumberOf(JsonNode number) => decimal.Parse(number.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static Violation At(int column, string member, string message) => new($"{Property}[{column}].{member}", message);

    private static string TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
