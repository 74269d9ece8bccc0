using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>What a resource's table says of what a line is held against, found out once: files have hundreds of thousands of lines.</summary>
internal sealed class ResourceNeeds(PimResource resource)
{
    /// <summary>The fields that stay as they were, and those of which a part does.</summary>
    public IReadOnlyList<byte[]> Kept { get; } = Names(resource.ImmutableFields.Concat(resource.KeptParts.Select(static part => part.Field)));

    /// <summary>What a line must have besides its key where there is no such item; none where a change makes no item.</summary>
    public IReadOnlyList<byte[]> Required { get; } = Names(
        resource.ReadOnlyFields.Contains(resource.Key) ? [] : resource.RequiredFields.Where(field => field != resource.Key));

    /// <summary>The rules by which a change can be judged only beside the item, or once it is known that there is none.</summary>
    public IReadOnlyList<PimRule> RulesBeside { get; } = [.. resource.Rules.Where(static rule => rule.MayNeedPresent || rule.IsOfNew)];

    /// <summary>Those of them that matter to an item that is there.</summary>
    public IReadOnlyList<PimRule> RulesOfPresent { get; } = [.. resource.Rules.Where(static rule => rule.MayNeedPresent)];

    /// <summary>The rules of the keys of new items.</summary>
    public IReadOnlyList<TextRule> KeyRules { get; } = [.. resource.Rules.OfType<TextRule>().Where(rule => rule.IsOfNew && rule.When is null && rule.Path == resource.Key)];

    private static byte[][] Names(IEnumerable<string> fields) => [.. fields.Distinct().Select(Encoding.UTF8.GetBytes)];
}
