using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace PimPowerShell.Core.Json;

/// <summary>What a value of JSON is made of, where it may be absent or something else.</summary>
internal static class JsonParts
{
    /// <summary>The text that a value is; null for anything else.</summary>
    public static string? Text(this JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The text that a member of an object is; null for anything else.</summary>
    public static string? Text(this JsonElement item, string name) => item.TryGetProperty(name, out JsonElement value) ? value.Text() : null;

    /// <summary>The items of a list; none of anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    /// <summary>The items of a list that is a member of an object; none of anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement item, string name) => item.TryGetProperty(name, out JsonElement value) ? value.Items() : [];

    /// <summary>The texts among the items of a list that is a member of an object.</summary>
    public static IEnumerable<string> Texts(this JsonElement item, string name) => item.Items(name).Select(value => value.Text()).OfType<string>();

    /// <summary>The members of an object; none of anything else.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : [];
}
