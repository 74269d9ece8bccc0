using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>A member that a new item cannot do without.</summary>
internal sealed record NeededRule : PimRule
{
    private readonly string _holder;
    private readonly string _member;

    /// <param name="path">The path to the member, whose last step is its name.</param>
    public NeededRule(string path)
    {
        int end = path.LastIndexOf('.');
        (_holder, _member) = end < 0 ? ("", path) : (path.Substring(0, end), path.Substring(end + 1));
        IsOfNew = true;
    }

    /// <summary>The field that spares it; null for none.</summary>
    public string? Unless { get; init; }

    private bool IsField => _holder.Length == 0;

    /// <summary>Several members, all for the same case.</summary>
    public static IEnumerable<PimRule> All(PimCase when, params string[] members) => members.Select(member => new NeededRule(member) { When = when });

    public override bool MayNeedPresent => IsField && When is not null;

    /// <summary>What a change takes away is to be had in no case that needs it.</summary>
    public override bool NeedsPresent(RuleItem change) =>
        MayNeedPresent && change.TextOf(When!.Field) is null && change.Fields.TryGetProperty(_member, out JsonElement value) && JsonKind.IsEmpty(value);

    /// <summary>Of an item that is there it holds too where all of it is known.</summary>
    protected override bool HoldsFor(RuleItem item) => base.HoldsFor(item) || (IsField && item.Present is not null);

    protected override IEnumerable<PimFieldError> Find(RuleItem item) =>
        from holder in item.Find(_holder)
        where holder.Value.ValueKind == JsonValueKind.Object && !IsSpared(item)
            && (!(IsField ? item.TryGet(_member, out JsonElement value) : holder.Value.TryGetProperty(_member, out value)) || JsonKind.IsEmpty(value))
        select new PimFieldError(
            holder.Name.Length == 0 ? _member : $"{holder.Name}.{_member}", When is not null ? $"is needed where {When.Field} is {item.TextOf(When.Field)}" : Unless is not null ? $"is needed where there is no {Unless}" : "is needed");

    private bool IsSpared(RuleItem item) => Unless is not null && item.TryGet(Unless, out JsonElement other) && !JsonKind.IsEmpty(other);
}
