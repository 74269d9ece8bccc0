using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>Whether a field has a value at all: an item with a parent keeps one, and one without stays without.</summary>
/// <param name="Field">The field.</param>
internal sealed record KeptPresence(string Field) : KeptPart(Field)
{
    public override string? Change(JsonElement wanted, JsonElement kept) =>
        JsonKind.IsEmpty(wanted) == JsonKind.IsEmpty(kept) ? null
        : JsonKind.IsEmpty(kept) ? "an item that was made without one stays without"
        : "an item that was made with one cannot be without";
}
