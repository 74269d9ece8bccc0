using System.Text.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>A part of a field that stays as it was when the item was made, although the rest of the field may change.</summary>
/// <param name="Field">The field, on the first level.</param>
internal abstract record KeptPart(string Field)
{
    /// <summary>What of the part would change; null when nothing would.</summary>
    /// <param name="wanted">The field as it is to be.</param>
    /// <param name="kept">The field as it is.</param>
    public abstract string? Change(JsonElement wanted, JsonElement kept);
}
