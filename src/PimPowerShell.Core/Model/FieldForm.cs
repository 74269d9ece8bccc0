using System;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model;

/// <summary>Whether a value has the form of its field: a table or a list, of tables, lists or texts.</summary>
internal static class FieldForm
{
    /// <summary>What is wrong with a value; null when nothing is, or nothing is known of the shape.</summary>
    public static string? Fault(FieldShape shape, JsonElement value) => shape switch
    {
        FieldShape.Labels => TableFault(value, "texts by locale", static label => JsonKind.IsContainer(label) ? "text" : null),
        FieldShape.CodesByChannel => TableFault(value, "lists of codes by channel", ListFault),
        FieldShape.ByAttribute => TableFault(value, "texts by attribute", static text => JsonKind.IsContainer(text) ? "text" : null),
        FieldShape.Units => TableFault(value, "units by code", static unit => JsonKind.IsTable(unit) ? null : "a table"),
        FieldShape.Levels or FieldShape.Columns => ListOfTablesFault(value),
        FieldShape.Values => TableFault(value, "lists of values by attribute", ListFault),
        FieldShape.ValueList => JsonKind.IsContainer(value) ? null : $"takes a list of values, not {JsonKind.Of(value)}",
        FieldShape.Associations => AssociationsFault(value, static item => item.ValueKind == JsonValueKind.String ? null : "text"),
        FieldShape.Quantities => AssociationsFault(value, static item => item.ValueKind == JsonValueKind.Object ? null : "a table"),
        _ => null,
    };

    private static string? AssociationsFault(JsonElement value, Func<JsonElement, string?> expected) => TableFault(value, "lists by association type", kinds =>
        !JsonKind.IsTable(kinds) ? "a table of lists"
        : JsonKind.Items(kinds).Any(static list => !JsonKind.IsContainer(list)) ? "lists"
        : JsonKind.Items(kinds).SelectMany(JsonKind.Items).Select(expected).FirstOrDefault(static words => words is not null) is { } words ? $"{words} in each list"
        : null);

    private static string? ListOfTablesFault(JsonElement value) =>
        !JsonKind.IsContainer(value) ? $"takes a list of tables, not {JsonKind.Of(value)}"
        : JsonKind.Items(value).Cast<JsonElement?>().FirstOrDefault(static item => item!.Value.ValueKind != JsonValueKind.Object) is { } item ? $"takes a list of tables, and has {JsonKind.Of(item)} in it"
        : null;

    private static string? ListFault(JsonElement value) => JsonKind.IsContainer(value) ? null : "a list";

    /// <summary>What is wrong with a table.</summary>
    /// <param name="value">The value.</param>
    /// <param name="words">What it is a table of.</param>
    /// <param name="expected">What one of its members has to be, where it is something else.</param>
    private static string? TableFault(JsonElement value, string words, Func<JsonElement, string?> expected)
    {
        if (!JsonKind.IsTable(value))
        {
            return $"takes {words}, not {JsonKind.Of(value)}";
        }

        foreach (JsonProperty member in value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : Enumerable.Empty<JsonProperty>())
        {
            if (expected(member.Value) is { } right)
            {
                return $"takes {words}; '{member.Name}' has to have {right}, not {JsonKind.Of(member.Value)}";
            }
        }

        return null;
    }
}
