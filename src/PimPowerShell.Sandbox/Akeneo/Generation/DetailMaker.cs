using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>Makes the categories, values and associations of generated items.</summary>
internal sealed class DetailMaker(int seed, IGeneratedItems items)
{
    /// <summary>Some attributes stay empty, which keeps completeness from being dull.</summary>
    private const int FilledPercent = 72;

    public static readonly string[] GroupCodes = ["autumn_fair", "clearance", "partner_selection", "spring_fair"];

    private readonly Dictionary<string, LevelAttributes> _levels = FamilySeeds.All.ToDictionary(family => family.Code, family => new LevelAttributes(family));

    public ItemDetails OfProduct(FamilyPlan plan, int local, int position, int rank)
    {
        Dice dice = Dice.For(seed, 5, (ulong)position);
        ValueMaker maker = new(plan.Seed, rank);
        List<ProductValue> values = [];
        string[] attributes = _levels[plan.Seed.Code].Simple;
        if (local >= plan.Simple)
        {
            (_, int upper, int lower) = plan.PlaceOf(local);
            int level = lower < 0 ? 1 : 2;
            values.Add(ValueMaker.Axis(plan.Seed.Variant!, level, lower < 0 ? upper : lower));
            attributes = _levels[plan.Seed.Code].OfLevel[level];
        }

        Fill(values, attributes, maker, ref dice);
        bool isVariant = local >= plan.Simple;
        return new ItemDetails
        {
            Categories = isVariant ? [] : Categories(plan.Seed, ref dice),
            Groups = dice.Chance(10) ? [dice.Pick(GroupCodes)] : [],
            Values = Sorted(values),
            Associations = Associations(position, ref dice),
            Quantified = Quantified(position, ref dice),
        };
    }

    public ItemDetails OfModel(FamilyPlan plan, int root, int step, int rank)
    {
        Dice dice = Dice.For(seed, 6, (ulong)rank);
        ValueMaker maker = new(plan.Seed, rank);
        List<ProductValue> values = [];
        if (step >= 0)
        {
            values.Add(ValueMaker.Axis(plan.Seed.Variant!, 1, step));
        }

        Fill(values, _levels[plan.Seed.Code].OfLevel[step < 0 ? 0 : 1], maker, ref dice);
        return new ItemDetails
        {
            Categories = step < 0 ? Categories(plan.Seed, ref dice) : [],
            Values = Sorted(values),
        };
    }

    private static void Fill(List<ProductValue> values, string[] attributes, ValueMaker maker, ref Dice dice)
    {
        foreach (string code in attributes)
        {
            // the name is always there: a nameless catalog is of no use to look at
            if (dice.Chance(FilledPercent) || code == "name")
            {
                maker.Add(values, AttributeSeeds.Find(code), ref dice);
            }
        }
    }

    private static ProductValue[] Sorted(List<ProductValue> values)
    {
        values.Sort(ProductValue.Compare);
        return [.. values];
    }

    private static string[] Categories(FamilySeed family, ref Dice dice)
    {
        if (dice.Chance(5))
        {
            return [];
        }

        SortedSet<string> categories = new(StringComparer.Ordinal) { dice.Pick(CategorySeeds.Leaves[family.Category]) };
        if (dice.Chance(30))
        {
            categories.Add(dice.Pick(CategorySeeds.Leaves[family.Category]));
        }

        if (dice.Chance(35))
        {
            categories.Add(dice.Pick(CategorySeeds.PrintLeaves));
        }

        if (dice.Chance(20))
        {
            categories.Add(dice.Pick(CategorySeeds.SupplierLeaves));
        }

        return [.. categories];
    }

    private IReadOnlyDictionary<string, AssociationTargets> Associations(int position, ref Dice dice)
    {
        Dictionary<string, AssociationTargets> associations = [];
        if (dice.Chance(15) && items.ProductCount > 1)
        {
            Guid other = items.UuidAt((position + 1 + dice.Next(items.ProductCount - 1)) % items.ProductCount);
            string[] models = dice.Chance(20) && items.ModelCount > 0 ? [items.ModelCodeAt(dice.Next(items.ModelCount))] : [];
            associations["X_SELL"] = new([other], models, []);
        }

        // a two-way type: neighbours point at each other, both or neither
        int neighbour = position ^ 1;
        if (neighbour < items.ProductCount && Dice.For(seed, 7, (ulong)(position >> 1)).Next(100) < 4)
        {
            associations["COMPATIBLE"] = new([items.UuidAt(neighbour)], [], []);
        }

        return associations.Count == 0 ? ItemDetails.NoAssociations : associations;
    }

    private IReadOnlyDictionary<string, QuantifiedTargets> Quantified(int position, ref Dice dice)
    {
        if (!dice.Chance(4) || items.ProductCount < 2)
        {
            return ItemDetails.NoQuantified;
        }

        Guid part = items.UuidAt((position + 1) % items.ProductCount);
        QuantifiedTargets targets = new(new Dictionary<Guid, long> { [part] = dice.Between(1, 6) }, new Dictionary<string, long>());
        return new Dictionary<string, QuantifiedTargets> { ["PRODUCT_SET"] = targets };
    }

    /// <summary>Which attributes of a family are filled where.</summary>
    private sealed class LevelAttributes
    {
        public LevelAttributes(FamilySeed family)
        {
            Simple = [.. FamilySeeds.Common.Split(' ').Concat(family.OwnAttributes).Where(code => code != "sku").OrderBy(code => code, StringComparer.Ordinal)];
            if (family.Variant is not VariantSeed variant)
            {
                return;
            }

            string[] lowest = ["ean", "weight"];
            IEnumerable<string> root = Simple.Except(variant.Axes).Except(lowest).Except(variant.UpperAttributes);
            OfLevel = variant.Axes.Length == 1 ? [[.. root], lowest] : [[.. root], variant.UpperAttributes, lowest];
        }

        public string[] Simple { get; }

        /// <summary>By level, without the axes.</summary>
        public string[][] OfLevel { get; } = [];
    }
}
