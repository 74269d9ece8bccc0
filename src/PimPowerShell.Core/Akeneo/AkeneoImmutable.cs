using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;

namespace PimPowerShell.Core.Akeneo;

/// <summary>What an item keeps for ever is refused here, with the name of the field; the server would say it less clearly, or not at all.</summary>
internal static class AkeneoImmutable
{
    /// <summary>Whether a change names a field that may differ from what the item keeps.</summary>
    public static bool IsNamed(PimWrite write) =>
        !write.Body.IsEmpty && write.Resource.ImmutableFields.Concat(write.Resource.KeptParts.Select(part => part.Field)).Any(field => JsonCursor.HasMember(write.Body.Span, Encoding.UTF8.GetBytes(field)));

    /// <summary>Compares a change with the item as the server has it.</summary>
    /// <exception cref="PimException">A field would differ.</exception>
    public static void Check(PimWrite write, ReadOnlyMemory<byte> present)
    {
        if (!IsNamed(write))
        {
            return;
        }

        using JsonDocument item = JsonDocument.Parse(present);
        using JsonDocument wanted = JsonDocument.Parse(write.Body);
        foreach (string field in write.Resource.ImmutableFields)
        {
            if (wanted.RootElement.TryGetProperty(field, out JsonElement value) && item.RootElement.TryGetProperty(field, out JsonElement kept) && !JsonElement.DeepEquals(value, kept))
            {
                throw Fixed(write, field, $"it is {kept.GetRawText()}");
            }
        }

        foreach (KeptPart part in write.Resource.KeptParts)
        {
            if (wanted.RootElement.TryGetProperty(part.Field, out JsonElement value) && item.RootElement.TryGetProperty(part.Field, out JsonElement kept) && part.Change(value, kept) is { } change)
            {
                throw Fixed(write, part.Field, change);
            }
        }
    }

    private static PimException Fixed(PimWrite write, string field, string reason) =>
        new(PimErrorKind.Input, $"The {field} of {write.Resource.Noun} '{write.Key}' cannot be changed: {reason}.") { Subject = field };
}
