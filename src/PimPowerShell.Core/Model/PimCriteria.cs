using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Model;

/// <summary>The conditions that parameters of cmdlets stand for: every back end knows them in these words, which are Akeneo's.</summary>
public static class PimCriteria
{
    internal const string Categories = "categories";
    internal const string Parent = "parent";
    internal const string IsRoot = "is_root";
    internal const string WithBelow = "IN CHILDREN";

    /// <summary>In one of these categories.</summary>
    /// <param name="codes">The categories.</param>
    /// <param name="orBelow">Or in one that lies below them.</param>
    public static PimCriterion InCategories(IReadOnlyList<string> codes, bool orBelow) => new(Categories, orBelow ? WithBelow : "IN", codes);

    /// <summary>Of one of these families.</summary>
    public static PimCriterion InFamilies(IReadOnlyList<string> codes) => new("family", "IN", codes);

    /// <summary>Only the roots of trees.</summary>
    public static PimCriterion Root() => new(IsRoot, "=", true);

    /// <summary>Attributes of some types.</summary>
    public static PimCriterion OfTypes(params string[] types) => new("type", "IN", types);

    /// <summary>All that lies below a category, however deep.</summary>
    public static PimCriterion Below(string code) => new(Parent, "=", code);

    /// <summary>Variants of these product models: of a single one however deep, where the resource can be asked so.</summary>
    public static PimCriterion VariantsOf(PimResource resource, IReadOnlyList<string> codes) =>
        codes.Count == 1 && resource.Filters.TryGetValue(Parent, out string[]? operators) && operators.Contains("=")
            ? Below(codes[0])
            : new PimCriterion(Parent, "IN", codes);

    /// <summary>Changed after a time.</summary>
    public static PimCriterion ChangedSince(DateTimeOffset time) => new("updated", ">", time);
}
