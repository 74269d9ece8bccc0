using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>What an item keeps for ever. The server would refuse another value less clearly, or pass over it.</summary>
internal static class KeptFields
{
    /// <summary>Whether a change can be judged only beside the item as the server has it.</summary>
    public static bool NeedPresent(PimResource resource, ReadOnlyMemory<byte> change)
    {
        if (change.IsEmpty)
        {
            return false;
        }

        try
        {
            if (resource.ImmutableFields.Concat(resource.KeptParts.Select(part => part.Field)).Any(field => JsonCursor.HasMember(change.Span, Encoding.UTF8.GetBytes(field))))
            {
                return true;
            }

            if (resource.Rules.Count == 0)
            {
                return false;
            }

            using JsonDocument document = JsonDocument.Parse(change);
            var item = new RuleItem(document.RootElement, IsNew: false);
            // what is wrong with a new item alone is right with one that is there
            return item.Fields.ValueKind == JsonValueKind.Object
                && resource.Rules.Any(rule => rule.NeedsPresent(item) || (rule.IsOfNew && rule.Faults(item with { IsNew = true }).Any()));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>What a line would change of what its item keeps.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="line">The line, an object.</param>
    /// <param name="present">The item as the server has it; empty where there is none.</param>
    public static IReadOnlyList<PimFieldError> Errors(PimResource resource, ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present)
    {
        if (present.IsEmpty)
        {
            return [];
        }

        using JsonDocument wanted = JsonDocument.Parse(line);
        using JsonDocument held = JsonDocument.Parse(present);
        return [.. Changes(resource, wanted.RootElement, held.RootElement).Select(change => new PimFieldError(change.Field, $"cannot be changed: {change.Reason}"))];
    }

    /// <summary>The fields that would change, each with what it is.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="wanted">The change.</param>
    /// <param name="present">The item as the server has it.</param>
    public static IEnumerable<(string Field, string Reason)> Changes(PimResource resource, JsonElement wanted, JsonElement present)
    {
        var fields = new FieldComparer([]);
        foreach (string name in resource.ImmutableFields)
        {
            if (wanted.TryGetProperty(name, out JsonElement value) && present.TryGetProperty(name, out JsonElement kept)
                && fields.Compare(name, resource.Fields.FirstOrDefault(field => field.Name == name), value, kept) is not null)
            {
                yield return (name, $"it is {kept.GetRawText()}");
            }
        }

        foreach (KeptPart part in resource.KeptParts)
        {
            if (wanted.TryGetProperty(part.Field, out JsonElement value) && present.TryGetProperty(part.Field, out JsonElement kept) && part.Change(value, kept) is { } change)
            {
                yield return (part.Field, change);
            }
        }
    }
}
