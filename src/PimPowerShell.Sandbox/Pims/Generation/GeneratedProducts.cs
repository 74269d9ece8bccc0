using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PimPowerShell.Sandbox.Generation;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Generation;

/// <summary>
/// The products that the instance starts with. None is held: each value is made of the seed, the row and the attribute
/// when somebody asks. Rows lie in the order of their SKUs, variants behind their parents.
/// </summary>
internal sealed class GeneratedProducts(int count, int seed, Func<string> origin)
{
    private const int BlockSize = 40;
    private const int NumberWidth = 7;
    private const ulong VariantDice = 40;
    private const ulong ValueDice = 41;

    // SKUs that scripts stumble over
    private static readonly string[] _oddSkus = ["0815", "4711/B", "5 O'Clock"];

    public int Count { get; } = count;

    /// <summary>Scheme, host and port of the sandbox, for the addresses of assets.</summary>
    public string Origin => origin();

    public string SkuAt(int row)
    {
        int parent = ParentOf(row);
        return parent < 0 ? Stem(row) : Stem(parent) + "-" + (row - parent).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The row of a SKU in any case, or -1.</summary>
    public int RowOf(string sku)
    {
        int odd = Array.FindIndex(_oddSkus, other => other.Equals(sku, StringComparison.OrdinalIgnoreCase));
        if (odd >= 0)
        {
            return HasOddSkus ? odd : -1;
        }

        if (sku.Length < 4 + NumberWidth || !int.TryParse(sku.Substring(4, NumberWidth), NumberStyles.None, CultureInfo.InvariantCulture, out int row))
        {
            return -1;
        }

        if (sku.Length > 5 + NumberWidth && int.TryParse(sku.Substring(5 + NumberWidth), NumberStyles.None, CultureInfo.InvariantCulture, out int variant))
        {
            row += Math.Min(variant, BlockSize);
        }

        return row < Count && SkuAt(row).Equals(sku, StringComparison.OrdinalIgnoreCase) ? row : -1;
    }

    /// <summary>The row of a variant's parent; -1 for what is no variant.</summary>
    public int ParentOf(int row)
    {
        (int parent, int variants) = FamilyOf(row / BlockSize);
        return row > parent && row <= parent + variants ? parent : -1;
    }

    /// <summary>The rows of a parent's variants; none for what is no parent.</summary>
    public IEnumerable<int> VariantsOf(int row)
    {
        (int parent, int variants) = FamilyOf(row / BlockSize);
        return row == parent ? Enumerable.Range(row + 1, variants) : [];
    }

    /// <summary>The attributes in which the variants of a row's family differ.</summary>
    public string[] VariationAttributesOf(int row)
    {
        (int parent, int variants) = FamilyOf(row / BlockSize);
        return row < parent || row > parent + variants || variants == 0 ? []
            : row / BlockSize % 3 == 0 ? ["size", "rod_diameter"]
            : row / BlockSize % 3 == 1 ? ["rod_diameter"] : ["size"];
    }

    public object? Value(int row, PimsAttribute attribute)
    {
        if (attribute.Make is not MakeValue make)
        {
            return null;
        }

        Dice dice = Dice.For(seed, ValueDice + (ulong)attribute.Number, (ulong)row);
        return make(this, row, ref dice);
    }

    public Dice DiceFor(ulong what, int row) => Dice.For(seed, what, (ulong)row);

    private bool HasOddSkus => Count >= BlockSize;

    private string Stem(int row)
    {
        if (row < _oddSkus.Length && HasOddSkus)
        {
            return _oddSkus[row];
        }

        // the first tenth is imported ware, which gives prefix filters something to find
        return (row < Count / 10 ? "IMP-" : "PIM-") + row.ToString("D" + NumberWidth, CultureInfo.InvariantCulture);
    }

    /// <summary>Each block of rows has one parent, and its variants next to it.</summary>
    private (int Parent, int Variants) FamilyOf(int block)
    {
        Dice dice = Dice.For(seed, VariantDice, (ulong)block);
        int parent = (block * BlockSize) + dice.Between(_oddSkus.Length, BlockSize - 7);
        return (parent, Math.Max(0, Math.Min(dice.Between(2, 6), Count - 1 - parent)));
    }
}
