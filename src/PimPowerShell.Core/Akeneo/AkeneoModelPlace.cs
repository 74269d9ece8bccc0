using System.Text.Json;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Which attributes a product model may have, as far as its line says what it is.</summary>
/// <param name="Family">Its family.</param>
/// <param name="Variant">Its family variant; null when the line does not say.</param>
/// <param name="IsRoot">Whether it is at the top; null when the line does not say.</param>
internal sealed record AkeneoModelPlace(KnownFamily Family, KnownVariant? Variant, bool? IsRoot)
{
    /// <summary>What the line says of its parent.</summary>
    public static bool? ReadRoot(JsonElement line) =>
        line.TryGetProperty("parent", out JsonElement parent) ? parent.ValueKind == JsonValueKind.Null : null;

    /// <summary>Why an attribute can have no value here; null when it may.</summary>
    public string? Fault(string attribute)
    {
        if (!Family.Attributes.Contains(attribute))
        {
            return $"is not in the family '{Family.Code}'";
        }

        if (Variant is null)
        {
            return null;
        }

        // a value of a level above is taken when it is the same there, which a line does not tell
        int level = Variant.Levels.TryGetValue(attribute, out int set) ? set : 0;
        int deepest = IsRoot == true ? 0 : Variant.Depth - 1;
        return level <= deepest ? null
            : level == Variant.Depth ? $"belongs to the variants of the family variant '{Variant.Code}', not to its models"
            : $"belongs to the level {level} of the family variant '{Variant.Code}', not to its root models";
    }
}
