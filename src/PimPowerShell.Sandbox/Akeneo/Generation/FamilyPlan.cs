using System;
using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>The stretch of ranks that belongs to one family: first its simple products, then its variants, model by model.</summary>
internal sealed class FamilyPlan
{
    private FamilyPlan(FamilySeed seed, int start, int count, int modelStart)
    {
        Seed = seed;
        Start = start;
        Count = count;
        ModelStart = modelStart;
        Roots = seed.Variant is null ? 0 : (int)((long)count * seed.VariantShare / 100 / seed.Variant.VariantsOfModel);
        Simple = count - (Roots * (seed.Variant?.VariantsOfModel ?? 0));
    }

    public FamilySeed Seed { get; }

    /// <summary>The rank of the first product.</summary>
    public int Start { get; }

    public int Count { get; }

    public int Simple { get; }

    /// <summary>How many root product models there are.</summary>
    public int Roots { get; }

    /// <summary>The rank of the first product model.</summary>
    public int ModelStart { get; }

    public int ModelCount => Roots * (Seed.Variant?.ModelsOfModel ?? 0);

    public static IReadOnlyList<FamilyPlan> Divide(int products)
    {
        List<FamilyPlan> plans = [];
        int start = 0;
        int modelStart = 0;
        int weight = 0;
        foreach (FamilySeed seed in FamilySeeds.All)
        {
            weight += seed.Weight;
            int end = (int)((long)products * weight / 100);
            FamilyPlan plan = new(seed, start, end - start, modelStart);
            plans.Add(plan);
            start = end;
            modelStart += plan.ModelCount;
        }

        return plans;
    }

    public string RootCode(int root) => $"{Seed.Code}_{root:D6}";

    /// <summary>The code of a product model; step -1 is the root itself.</summary>
    public string ModelCode(int root, int step) => step < 0 ? RootCode(root) : $"{RootCode(root)}_{Seed.Variant!.Steps[0][step]}";

    /// <summary>Where a variant stands: its root, and its step on each level.</summary>
    public (int Root, int Upper, int Lower) PlaceOf(int local)
    {
        VariantSeed variant = Seed.Variant!;
        int number = local - Simple;
        int root = Math.DivRem(number, variant.VariantsOfModel, out int within);
        return variant.Steps.Length == 1
            ? (root, within, -1)
            : (root, within / variant.Steps[1].Length, within % variant.Steps[1].Length);
    }
}
