using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>What holds for items of a family variant: levels, axes, and who may be whose parent (5.5).</summary>
internal sealed class VariantRules(Catalog catalog, ItemStore items)
{
    /// <summary>Checks an item of a family variant, and drops values that it repeats from its parents.</summary>
    public IEnumerable<Violation> Check(ItemDraft draft)
    {
        CatalogItem? parent = draft.Parent is null ? null : items.Model(draft.Parent);
        FamilyVariantDefinition? variant = catalog.FamilyVariant(draft.FamilyVariant ?? parent?.FamilyVariant);
        if (variant is null)
        {
            return [];
        }

        int level = parent is null ? 0 : new ItemView(parent, items).Line.Count;
        List<Violation> violations = [.. PlaceViolations(draft, parent, variant, level)];
        if (violations.Count > 0)
        {
            return violations;
        }

        violations.AddRange(LevelViolations(draft, parent, variant, level));
        if (level > 0)
        {
            violations.AddRange(AxisViolations(draft, parent!, variant, level));
        }

        return violations;
    }

    private static IEnumerable<Violation> PlaceViolations(ItemDraft draft, CatalogItem? parent, FamilyVariantDefinition variant, int level)
    {
        if (draft.Family is not null && !draft.Family.Equals(variant.Family, StringComparison.OrdinalIgnoreCase))
        {
            yield return draft.IsModel
                ? new("family", $"The family \"{draft.Family}\" does not match the family of the variant \"{variant.Code}\".")
                : new("family", "The variant product family must be the same than its parent");
        }

        if (draft.IsModel && level > 0 && level >= variant.Depth)
        {
            yield return new("parent", $"The product model \"{draft.Code}\" cannot have the product model \"{parent!.Code}\" as parent");
        }
        else if (!draft.IsModel && level < variant.Depth)
        {
            yield return new("parent", $"The variant product \"{draft.Code}\" cannot have product model \"{parent!.Code}\" as parent, (this product model can only have other product models as children)");
        }
    }

    private IEnumerable<Violation> LevelViolations(ItemDraft draft, CatalogItem? parent, FamilyVariantDefinition variant, int level)
    {
        ProductValue[] inherited = parent is null ? [] : new ItemView(parent, items).Values;
        foreach (ProductValue sent in draft.Sent.Where(value => !Belongs(draft, variant, level, value.Attribute)))
        {
            draft.Values.RemoveAll(sent.HasKeyOf);
            if (inherited.Any(value => value.HasKeyOf(sent) && value.HasSameData(sent)))
            {
                continue;
            }

            int above = variant.LevelAbove(level, sent.Attribute);
            if (draft.UpdatesParents && above >= 0 && !(above > 0 && variant.Axes(above).Contains(sent.Attribute)))
            {
                draft.ForParents.Add(new(above, sent));
            }
            else
            {
                yield return new("attribute", $"Cannot set the property \"{sent.Attribute}\" to this entity as it is not in the attribute set");
            }
        }

        // a simple product that became a variant leaves to its parents what is theirs
        draft.Values.RemoveAll(value => variant.LevelAbove(level, value.Attribute) >= 0);
    }

    /// <summary>A variant may have values of attributes that its family has not; a model may not.</summary>
    private static bool Belongs(ItemDraft draft, FamilyVariantDefinition variant, int level, string attribute) =>
        draft.IsModel ? variant.Owns(level, attribute) : variant.LevelAbove(level, attribute) < 0;

    private IEnumerable<Violation> AxisViolations(ItemDraft draft, CatalogItem parent, FamilyVariantDefinition variant, int level)
    {
        string[] axes = variant.Axes(level);
        bool wasHere = draft.Stored?.Parent is not null;
        List<Violation> violations = [];
        foreach (string axis in axes)
        {
            object? data = Data(draft.Values, axis);
            object? before = wasHere ? Data(draft.Stored!.Details.Values, axis) : null;
            if (data is null)
            {
                violations.Add(new("attribute", $"Attribute \"{axis}\" cannot be empty, as it is defined as an axis for this entity"));
            }
            else if (before is not null && !before.Equals(data))
            {
                violations.Add(new("attribute", $"Variant axis \"{axis}\" cannot be modified, \"{Text(data)}\" given"));
            }
        }

        if (violations.Count == 0 && Twin(draft, parent, axes) is CatalogItem twin)
        {
            string mine = string.Join(",", axes.Select(axis => Text(Data(draft.Values, axis)!)));
            string kind = draft.IsModel ? "product model" : "variant product";
            violations.Add(new("attribute", $"Cannot set value \"{mine}\" for the attribute axis \"{string.Join(",", axes)}\" on {kind} \"{Name(draft.Code, draft.Uuid)}\", as the {kind} \"{Name(twin.Code, twin.Uuid)}\" already has this value"));
        }

        return violations;
    }

    private CatalogItem? Twin(ItemDraft draft, CatalogItem parent, string[] axes)
    {
        IEnumerable<CatalogItem> siblings = draft.IsModel ? items.SubModelsOf(parent.Code!) : items.VariantsOf(parent.Code!);
        return siblings.FirstOrDefault(sibling =>
            !(draft.IsModel ? string.Equals(sibling.Code, draft.Code, StringComparison.OrdinalIgnoreCase) : sibling.Uuid == draft.Uuid)
            && axes.All(axis => Data(draft.Values, axis)!.Equals(Data(sibling.Details.Values, axis))));
    }

    private static object? Data(IEnumerable<ProductValue> values, string attribute) =>
        values.FirstOrDefault(value => value.Attribute == attribute)?.Data;

    private static string Name(string? code, Guid uuid) => code ?? uuid.ToString();

    private static string Text(object data) => data switch
    {
        bool flag => flag ? "1" : "0",
        MetricData metric => Convert.ToString(metric.Amount, CultureInfo.InvariantCulture) + " " + metric.Unit,
        _ => data.ToString()!,
    };
}
