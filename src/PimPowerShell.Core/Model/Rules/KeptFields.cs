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
    /// <summary>Whether a change says anything of what an item keeps.</summary>
    public static bool AreIn(PimResource resource, ReadOnlyMemory<byte> change) =>
        resource.Needs.Kept.Count > 0 && !change.IsEmpty && Ask(() => JsonCursor.HasAnyMember(change.Span, resource.Needs.Kept));

    /// <summary>Whether no new item could have a key, so that it has to be known whether there is one.</summary>
    public static bool IsNoNewKey(PimResource resource, string key) =>
        resource.Needs.KeyRules.Count > 0 && resource.Needs.KeyRules.Any(rule => rule.Fault(key) is not null);

    /// <summary>Whether a change lacks what an item must have that is not there yet.</summary>
    public static bool LackNeeded(PimResource resource, ReadOnlyMemory<byte> change) =>
        resource.Needs.Required.Count > 0 && !change.IsEmpty && Ask(() => JsonCursor.MissingMembers(change.Span, resource.Needs.Required).Any());

    /// <summary>Whether a change can be judged only beside the item as the server has it.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="change">The change.</param>
    /// <param name="isNew">Whether there is no such item; null where nobody has looked.</param>
    public static bool NeedPresent(PimResource resource, ReadOnlyMemory<byte> change, bool? isNew = null)
    {
        if (change.IsEmpty)
        {
            return false;
        }

        if (isNew == true)
        {
            return resource.Rules.Count > 0 || resource.Needs.Required.Count > 0;
        }

        IReadOnlyList<PimRule> rules = isNew is null ? resource.Needs.RulesBeside : resource.Needs.RulesOfPresent;
        return AreIn(resource, change) || (rules.Count > 0 && Ask(() =>
        {
            using JsonDocument document = JsonDocument.Parse(change);
            var item = new RuleItem(document.RootElement, IsNew: false);
            // what is wrong with a new item alone is right with one that is there
            return item.Fields.ValueKind == JsonValueKind.Object
                && rules.Any(rule => rule.IsOfNew ? rule.Faults(item with { IsNew = true }).Any() : rule.NeedsPresent(item));
        }));
    }

    /// <summary>What a line lacks that is of an item that is not there.</summary>
    public static IReadOnlyList<PimFieldError> Missing(PimResource resource, ReadOnlyMemory<byte> line) =>
        [.. JsonCursor.MissingMembers(line.Span, resource.Needs.Required).Select(static name => new PimFieldError(Encoding.UTF8.GetString(name), "is needed"))];

    /// <summary>What a line would change of what its item keeps, or lacks where there is none.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="line">The line, an object.</param>
    /// <param name="present">The item as the server has it; empty where there is none.</param>
    public static IReadOnlyList<PimFieldError> Errors(PimResource resource, ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present)
    {
        if (present.IsEmpty)
        {
            return Missing(resource, line);
        }

        using JsonDocument wanted = JsonDocument.Parse(line);
        using JsonDocument held = JsonDocument.Parse(present);
        return Errors(resource, wanted.RootElement, held.RootElement);
    }

    /// <summary>What a change would change of what its item keeps.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="wanted">The change.</param>
    /// <param name="present">The item as the server has it.</param>
    public static IReadOnlyList<PimFieldError> Errors(PimResource resource, JsonElement wanted, JsonElement present) =>
        [.. Changes(resource, wanted, present).Select(change => new PimFieldError(change.Field, $"cannot be changed: {change.Reason}"))];

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

    /// <summary>What is no JSON is the server's to refuse.</summary>
    private static bool Ask(Func<bool> question)
    {
        try
        {
            return question();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
