using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace PimPowerShell.Core.Pims;

/// <summary>
/// Compares what was sent with the product that the server answers with: it ignores names that it does not know, without
/// a word, and takes what a view does not let it write for nothing.
/// </summary>
internal static class PimsEcho
{
    public static List<string> Compare(PimsMetadata metadata, ReadOnlyMemory<byte> sent, ReadOnlyMemory<byte> answer)
    {
        var warnings = new List<string>();
        using JsonDocument asked = JsonDocument.Parse(sent);
        using JsonDocument given = JsonDocument.Parse(answer);
        if (!given.RootElement.TryGetProperty("data", out JsonElement data) || !data.TryGetProperty("attributes", out JsonElement attributes))
        {
            return warnings;
        }

        if (!metadata.IsKnown && data.TryGetProperty("definition", out JsonElement definition))
        {
            metadata.Learn(Encoding.UTF8.GetBytes(definition.GetRawText()));
        }

        foreach (JsonProperty attribute in asked.RootElement.GetProperty("attributes").EnumerateObject().Where(a => !metadata.IsComputed(a.Name)))
        {
            string[] wanted = Texts(attribute.Value);
            if (Find(attributes, attribute.Name) is not { } kept)
            {
                if (wanted.Length > 0)
                {
                    warnings.Add($"The server ignored the attribute '{attribute.Name}': it has none of this name, or the key's view does not show it.");
                }
            }
            else if (!Same(wanted, Texts(kept), metadata.Find(attribute.Name)?.Type))
            {
                warnings.Add($"The server has '{Shown(kept)}' for the attribute '{attribute.Name}' instead of '{Shown(attribute.Value)}'.");
            }
        }

        return warnings;
    }

    /// <summary>An attribute by its name, in another case where there is none in this one.</summary>
    public static JsonElement? Find(JsonElement attributes, string name) =>
        attributes.ValueKind != JsonValueKind.Object ? null
        : attributes.TryGetProperty(name, out JsonElement value) ? value
        : attributes.EnumerateObject().Where(a => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase)).Select(a => (JsonElement?)a.Value).FirstOrDefault();

    /// <summary>A list has no order of its own, and what is empty is not there.</summary>
    private static bool Same(string[] asked, string[] kept, string? type) =>
        asked.Length == kept.Length
        && asked.OrderBy(text => text, StringComparer.Ordinal).Zip(kept.OrderBy(text => text, StringComparer.Ordinal), (a, b) => Same(a, b, type)).All(same => same);

    /// <summary>How the server writes numbers, days and flags is its own; a text is kept as it is, 007 too.</summary>
    public static bool Same(string asked, string kept, string? type) => asked == kept || type switch
    {
        "number" or null => decimal.TryParse(asked, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal x)
            && decimal.TryParse(kept, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal y) && x == y,
        "date" => DateTime.TryParse(asked, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)
            && DateTime.TryParse(kept, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime other) && day == other,
        "boolean" => IsTrue(asked) is { } flag && IsTrue(kept) == flag,
        _ => false,
    };

    private static bool? IsTrue(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "Y" or "YES" => true,
        "FALSE" or "0" or "N" or "NO" => false,
        _ => null,
    };

    /// <summary>The texts of a value or a list; none of what is empty or absent.</summary>
    public static string[] Texts(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().SelectMany(Texts)]
        : Text(value) is { Length: > 0 } text ? [text] : [];

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };

    private static string Shown(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0 ? "" : Text(value);
}
