using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>The generated products and product models, each made of the seed and its number alone.</summary>
internal sealed class GeneratedItems : IGeneratedItems
{
    private const int NumberWidth = 7;

    // identifiers that scripts stumble over: they look like numbers, or like nothing at all
    private static readonly string[] _numericIdentifiers = ["0", "0815", "4711"];
    private static readonly DateTimeOffset _epoch = new(2023, 1, 2, 6, 0, 0, TimeSpan.Zero);

    private readonly int _seed;
    private readonly IReadOnlyList<FamilyPlan> _plans;
    private readonly Shuffle _shuffle;
    private readonly UuidSequence _uuids;
    private readonly DetailMaker _details;
    private readonly Func<int, ItemDetails> _loadProduct;
    private readonly Func<int, ItemDetails> _loadModel;

    public GeneratedItems(int count, int seed)
    {
        _seed = seed;
        ProductCount = count;
        _plans = FamilyPlan.Divide(count);
        ModelCount = _plans.Sum(plan => plan.ModelCount);
        _shuffle = new Shuffle(count, seed);
        _uuids = new UuidSequence(count, seed);
        _details = new DetailMaker(seed, this);
        _loadProduct = LoadProduct;
        _loadModel = LoadModel;
    }

    public int ProductCount { get; }

    public int ModelCount { get; }

    public Guid UuidAt(int position) => _uuids[position];

    public int PositionOf(Guid uuid) => _uuids.PositionOf(uuid);

    public int PositionAtRank(int rank) => _shuffle.Position(rank);

    public string IdentifierAtRank(int rank)
    {
        if (rank < _numericIdentifiers.Length && HasNumericIdentifiers)
        {
            return _numericIdentifiers[rank];
        }

        FamilyPlan plan = PlanOf(rank);
        int local = rank - plan.Start;
        string stem = plan.Seed.Prefix + "-" + local.ToString("D" + NumberWidth, CultureInfo.InvariantCulture);
        if (local < plan.Simple)
        {
            return stem;
        }

        (_, int upper, int lower) = plan.PlaceOf(local);
        string[][] steps = plan.Seed.Variant!.Steps;
        string suffix = lower < 0 ? steps[0][upper] : steps[0][upper] + "-" + steps[1][lower];
        return stem + "-" + suffix.ToUpperInvariant();
    }

    public int PositionOf(string identifier)
    {
        int rank = HasNumericIdentifiers ? Array.IndexOf(_numericIdentifiers, identifier) : -1;
        if (rank < 0)
        {
            FamilyPlan? plan = _plans.FirstOrDefault(candidate => identifier.StartsWith(candidate.Seed.Prefix + "-", StringComparison.OrdinalIgnoreCase));
            if (plan is null || !TryNumber(identifier, plan.Seed.Prefix.Length + 1, NumberWidth, out int local) || local >= plan.Count)
            {
                return -1;
            }

            rank = plan.Start + local;
        }

        return identifier.Equals(IdentifierAtRank(rank), StringComparison.OrdinalIgnoreCase) ? _shuffle.Position(rank) : -1;
    }

    public CatalogItem ProductAt(int position)
    {
        int rank = _shuffle.Rank(position);
        FamilyPlan plan = PlanOf(rank);
        int local = rank - plan.Start;
        Dice dice = Dice.For(_seed, 2, (ulong)position);
        DateTimeOffset created = _epoch.AddSeconds(dice.Next(700 * 86_400));
        return new CatalogItem(position, _loadProduct)
        {
            Uuid = _uuids[position],
            Code = IdentifierAtRank(rank),
            Enabled = dice.Chance(92),
            Family = plan.Seed.Code,
            Parent = local < plan.Simple ? null : ParentOf(plan, local),
            Created = created,
            Updated = created.AddSeconds(dice.Next(200 * 86_400)),
        };
    }

    public string ModelCodeAt(int rank)
    {
        (FamilyPlan plan, int root, int step) = ModelPlace(rank);
        return plan.ModelCode(root, step);
    }

    public int RankOfModel(string code)
    {
        foreach (FamilyPlan plan in _plans)
        {
            string head = plan.Seed.Code + "_";
            if (plan.Roots == 0 || !code.StartsWith(head, StringComparison.OrdinalIgnoreCase) || !TryNumber(code, head.Length, 6, out int root) || root >= plan.Roots)
            {
                continue;
            }

            int perRoot = plan.Seed.Variant!.ModelsOfModel;
            for (int step = -1; step < perRoot - 1; step++)
            {
                if (code.Equals(plan.ModelCode(root, step), StringComparison.OrdinalIgnoreCase))
                {
                    return plan.ModelStart + (root * perRoot) + step + 1;
                }
            }
        }

        return -1;
    }

    public CatalogItem ModelAt(int rank)
    {
        (FamilyPlan plan, int root, int step) = ModelPlace(rank);
        Dice dice = Dice.For(_seed, 4, (ulong)rank);
        DateTimeOffset created = _epoch.AddSeconds(dice.Next(300 * 86_400));
        return new CatalogItem(rank, _loadModel)
        {
            IsModel = true,
            Code = plan.ModelCode(root, step),
            Enabled = true,
            Family = plan.Seed.Code,
            FamilyVariant = plan.Seed.Variant!.Code,
            Parent = step < 0 ? null : plan.RootCode(root),
            Created = created,
            Updated = created.AddSeconds(dice.Next(200 * 86_400)),
        };
    }

    public IEnumerable<int> VariantsOf(int modelRank)
    {
        (FamilyPlan plan, int root, int step) = ModelPlace(modelRank);
        VariantSeed variant = plan.Seed.Variant!;
        int first = plan.Start + plan.Simple + (root * variant.VariantsOfModel);
        return variant.Steps.Length == 1 ? Positions(first, variant.VariantsOfModel)
            : step < 0 ? []
            : Positions(first + (step * variant.Steps[1].Length), variant.Steps[1].Length);
    }

    public IEnumerable<int> SubModelsOf(int modelRank)
    {
        (FamilyPlan plan, _, int step) = ModelPlace(modelRank);
        return step < 0 ? Enumerable.Range(modelRank + 1, plan.Seed.Variant!.ModelsOfModel - 1) : [];
    }

    private bool HasNumericIdentifiers => _plans[0].Simple >= _numericIdentifiers.Length;

    private IEnumerable<int> Positions(int firstRank, int count) => Enumerable.Range(firstRank, count).Select(_shuffle.Position);

    private static string ParentOf(FamilyPlan plan, int local)
    {
        (int root, int upper, int lower) = plan.PlaceOf(local);
        return plan.ModelCode(root, lower < 0 ? -1 : upper);
    }

    private ItemDetails LoadProduct(int position)
    {
        int rank = _shuffle.Rank(position);
        FamilyPlan plan = PlanOf(rank);
        return _details.OfProduct(plan, rank - plan.Start, position, rank);
    }

    private ItemDetails LoadModel(int rank)
    {
        (FamilyPlan plan, int root, int step) = ModelPlace(rank);
        return _details.OfModel(plan, root, step, rank);
    }

    private FamilyPlan PlanOf(int rank) => _plans.Last(plan => plan.Start <= rank && plan.Count > 0);

    private (FamilyPlan Plan, int Root, int Step) ModelPlace(int rank)
    {
        FamilyPlan plan = _plans.Last(candidate => candidate.ModelStart <= rank && candidate.Roots > 0);
        int root = Math.DivRem(rank - plan.ModelStart, plan.Seed.Variant!.ModelsOfModel, out int within);
        return (plan, root, within - 1);
    }

    private static bool TryNumber(string text, int start, int width, out int number)
    {
        number = 0;
        return text.Length >= start + width
            && int.TryParse(text.Substring(start, width), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
