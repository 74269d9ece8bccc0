using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>Something that items of some kinds do not have. What is empty is as good as nothing.</summary>
/// <param name="Path">The path to it.</param>
/// <param name="Reason">Why, in words that the kind is put behind.</param>
internal sealed record AbsentRule(string Path, string Reason) : PimRule
{
    /// <summary>Whether a no and a zero are as good as nothing too: servers write them for what an item does not have.</summary>
    public bool MayBeNo { get; init; }

    /// <summary>Fields that go with some kinds alone. An item of a kind that is not known has what it has, and so has one that is there.</summary>
    /// <param name="field">The field that says of which kind an item is.</param>
    /// <param name="kinds">The kinds that they go with.</param>
    /// <param name="known">All kinds that are known.</param>
    /// <param name="fields">The fields.</param>
    public static IEnumerable<PimRule> Outside(string field, string[] kinds, string[] known, params string[] fields) =>
        fields.Select(path => new AbsentRule(path, $"goes with {field} {string.Join(", ", kinds)}, not with")
        {
            When = new(field, [.. known.Except(kinds)]),
            MayBeNo = true,
            MayStay = true,
        });

    protected override IEnumerable<PimFieldError> Find(RuleItem item) =>
        from place in item.Find(Path)
        where !JsonKind.IsEmpty(place.Value) && !(MayBeNo && IsNo(place.Value))
        select new PimFieldError(place.Name, $"{Reason} {item.TextOf(When!.Field)}");

    private static bool IsNo(JsonElement value) =>
        value.ValueKind == JsonValueKind.False || (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal number) && number == 0);
}
