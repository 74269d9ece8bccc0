using System.Collections.Generic;
using System.Text.Json;

namespace PimPowerShell.Core.Json;

/// <summary>Words for what a value of JSON is.</summary>
internal static class JsonKind
{
    private const int LongestQuote = 60;

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "a table of names and values",
        _ => "null",
    };

    /// <summary>A text or a number as it is, anything else by its kind.</summary>
    public static string Show(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            return Of(value);
        }

        string text = value.ToString();
        return text.Length > LongestQuote ? text.Substring(0, LongestQuote) + "..." : text;
    }

    /// <summary>A text as one, a number as it is, anything else by its kind.</summary>
    public static string Quote(JsonElement value) => value.ValueKind == JsonValueKind.String ? $"the text '{Show(value)}'" : Show(value);

    /// <summary>Whether a value is a number without a fraction, and written as such.</summary>
    public static bool IsWhole(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _) && value.GetRawText().IndexOfAny(['.', 'e', 'E']) < 0;

    /// <summary>Whether a value is an object, or the empty list as which a server in PHP may write it.</summary>
    public static bool IsTable(JsonElement value) => value.ValueKind == JsonValueKind.Object || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);

    /// <summary>Whether a value is an object or a list: to a server in PHP they are the same.</summary>
    public static bool IsContainer(JsonElement value) => value.ValueKind is JsonValueKind.Object or JsonValueKind.Array;

    /// <summary>The items of a list, or the values of an object's members.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement container)
    {
        if (container.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in container.EnumerateArray())
            {
                yield return item;
            }
        }
        else
        {
            foreach (JsonProperty member in container.EnumerateObject())
            {
                yield return member.Value;
            }
        }
    }

    /// <summary>Whether a value is what stands for nothing: null, an empty text, an empty list or object.</summary>
    public static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => value.ValueEquals(""u8),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().MoveNext(),
        _ => false,
    };
}
