using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>Shapes the values of attributes by their definitions: texts, and lists of texts for collections.</summary>
internal static class PimsValues
{
    /// <summary>What is said of an attribute that the key's view has not.</summary>
    public const string Unknown = "does not exist in this view";

    /// <summary>What is said of a list for an attribute that is no collection.</summary>
    public const string OneValue = "takes one value, not a list";

    public static async Task<ReadOnlyMemory<byte>> ShapeAsync(PimsMetadata metadata, IReadOnlyDictionary<string, object?> values, CallContext context)
    {
        IReadOnlyDictionary<string, AttributeDefinition> definitions = await metadata.GetAttributesAsync(values.Keys, context).ConfigureAwait(false);
        var shaped = new Dictionary<string, object?>();
        foreach (KeyValuePair<string, object?> value in values)
        {
            AttributeDefinition attribute = definitions.TryGetValue(value.Key, out AttributeDefinition? found)
                ? found
                : throw Bad(value.Key, Unknown);
            if (attribute.Type == PimsMetadata.ComputedType)
            {
                throw Bad(value.Key, "is the server's own and cannot be set");
            }

            shaped[attribute.Code] = Shape(attribute, value.Value);
        }

        return JsonBytes.Write(writer => JsonTree.Write(writer, shaped));
    }

    /// <summary>Checks values that are sent as they are: what a dropdown's dictionary lacks is an error here already.</summary>
    public static async Task CheckAsync(PimsMetadata metadata, ReadOnlyMemory<byte> body, CallContext context)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        JsonProperty[] attributes = [.. document.RootElement.GetProperty("attributes").EnumerateObject()];
        // deleting and bringing back need no definitions
        if (attributes.All(attribute => attribute.Name == "status"))
        {
            return;
        }

        IReadOnlyDictionary<string, AttributeDefinition> definitions = await metadata.GetAllAsync(context).ConfigureAwait(false);
        foreach (JsonProperty attribute in attributes)
        {
            if (definitions.TryGetValue(attribute.Name, out AttributeDefinition? definition) && DictionaryFault(definition, attribute.Value) is { } fault)
            {
                throw Bad(definition.Code, fault);
            }
        }
    }

    /// <summary>What of a value, or of the values of a list, a dropdown's dictionary lacks; null when it has them all.</summary>
    public static string? DictionaryFault(AttributeDefinition attribute, JsonElement value)
    {
        if (attribute.AllowedValues is not { Count: > 0 })
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return AllowedFault(attribute, value.ValueKind == JsonValueKind.Null ? "" : value.ToString());
        }

        foreach (JsonElement item in value.EnumerateArray())
        {
            if (AllowedFault(attribute, item.ValueKind == JsonValueKind.Null ? "" : item.ToString()) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Why an attribute takes no such text; null when it does.</summary>
    public static string? NumberFault(AttributeDefinition attribute, string text) =>
        text.Length > 0 && attribute.Type == "number" && !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? $"takes a number, not '{text}'" : null;

    private static object Shape(AttributeDefinition attribute, object? value)
    {
        if (attribute.IsCollection)
        {
            IEnumerable<object?> items = value is IEnumerable list and not (string or IDictionary) ? list.Cast<object?>() : value is null ? [] : [value];
            return items.Select(item => Text(attribute, item)).ToList();
        }

        return value is IEnumerable and not string
            ? throw Bad(attribute.Code, OneValue)
            : Text(attribute, value);
    }

    private static string Text(AttributeDefinition attribute, object? value)
    {
        string text = value switch
        {
            null => "",
            bool flag => flag ? "true" : "false",
            IEnumerable and not string => throw Bad(attribute.Code, "takes texts, not a list within a list"),
            _ => CalendarDay.Of(value) ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        return (AllowedFault(attribute, text) ?? NumberFault(attribute, text)) is { } fault ? throw Bad(attribute.Code, fault) : text;
    }

    private static string? AllowedFault(AttributeDefinition attribute, string text) =>
        text.Length > 0 && attribute.AllowedValues is { Count: > 0 } allowed && !allowed.Contains(text)
            ? $"has no '{text}' in its dictionary; it has {Choices.List(allowed)}"
            : null;

    private static PimException Bad(string attribute, string message) =>
        new(PimErrorKind.Input, $"The attribute '{attribute}' {message}.") { Subject = attribute };
}
