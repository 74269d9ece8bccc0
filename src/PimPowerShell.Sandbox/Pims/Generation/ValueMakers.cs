using System;
using System.Globalization;
using System.Linq;
using PimPowerShell.Sandbox.Generation;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Generation;

/// <summary>How the values of generated products come about. All scalars are texts, as the API's example has even the price.</summary>
internal static class ValueMakers
{
    public static object? Sku(GeneratedProducts products, int row, ref Dice dice) => products.SkuAt(row);

    public static object? Title(GeneratedProducts products, int row, ref Dice dice) =>
        dice.Pick(Words.Adjectives)[0] + " " + dice.Pick(PimsWords.Nouns) + " " + row.ToString(CultureInfo.InvariantCulture);

    public static object? Status(GeneratedProducts products, int row, ref Dice dice)
    {
        int roll = dice.Next(100);
        return row < 3 ? "active" : roll < 2 ? "deleted" : roll < 8 ? "inactive" : "active";
    }

    /// <summary>Ids of categories; they become paths when they are read.</summary>
    public static object? Categories(GeneratedProducts products, int row, ref Dice dice)
    {
        int roll = dice.Next(100);
        int first = dice.Pick(CategorySeeds.Leaves);
        int second = dice.Pick(CategorySeeds.Leaves);
        return roll < 4 ? new[] { CategorySeeds.Uncategorized } : roll < 30 && first != second ? new[] { first, second } : [first];
    }

    public static object? Price(GeneratedProducts products, int row, ref Dice dice) =>
        Fixed(dice.Between(199, 99_999), 2);

    public static object? VariationOf(GeneratedProducts products, int row, ref Dice dice)
    {
        int parent = products.ParentOf(row);
        return parent < 0 ? null : products.SkuAt(parent);
    }

    public static object? VariationAttributes(GeneratedProducts products, int row, ref Dice dice)
    {
        string[] attributes = products.VariationAttributesOf(row);
        return attributes.Length == 0 ? null : attributes;
    }

    public static object? Html(GeneratedProducts products, int row, ref Dice dice) =>
        $"<p>{dice.Pick(Words.Benefits)[0].Replace("&", "&amp;")}</p><ul><li>{dice.Pick(PimsWords.Keywords)}</li><li>{dice.Pick(PimsWords.Materials)}</li></ul>";

    public static object? Features(GeneratedProducts products, int row, ref Dice dice)
    {
        int count = dice.Next(4);
        string[] features = new string[count];
        for (int i = 0; i < count; i++)
        {
            features[i] = dice.Pick(Words.Benefits)[0];
        }

        return count == 0 ? null : features.Distinct().ToArray();
    }

    public static object? Gallery(GeneratedProducts products, int row, ref Dice dice)
    {
        int count = dice.Next(4);
        return count == 0 ? null : Enumerable.Range(1, count).Select(picture => AssetUrl(products, AssetCode.KindOf($"gallery-{picture}.png"), row)).ToArray();
    }

    public static object? Ean(GeneratedProducts products, int row, ref Dice dice) => Generation.Ean.Of(row);

    public static object? SupplierSku(GeneratedProducts products, int row, ref Dice dice) =>
        dice.Chance(70) ? "S" + dice.Between(10_000, 99_999).ToString(CultureInfo.InvariantCulture) + "/" + row.ToString(CultureInfo.InvariantCulture) : null;

    public static object? MetaTitle(GeneratedProducts products, int row, ref Dice dice) =>
        dice.Chance(50) ? dice.Pick(Words.Adjectives)[0] + " " + dice.Pick(PimsWords.Nouns) + " | Sandbox" : null;

    public static MakeValue OneOf(string[] values, int percent) =>
        (GeneratedProducts _, int _, ref Dice dice) => dice.Chance(percent) ? dice.Pick(values) : null;

    public static MakeValue SomeOf(string[] values, int percent) => (GeneratedProducts _, int _, ref Dice dice) =>
    {
        if (!dice.Chance(percent))
        {
            return null;
        }

        int first = dice.Next(values.Length);
        int second = dice.Next(values.Length * 2);
        return second < values.Length && second != first ? new[] { values[first], values[second] } : [values[first]];
    };

    /// <summary>A value in which the members of a family differ, and a free one elsewhere.</summary>
    public static MakeValue Variation(string name, string[] values, int percent) => (GeneratedProducts products, int row, ref Dice dice) =>
    {
        if (products.VariationAttributesOf(row).Contains(name))
        {
            int parent = products.ParentOf(row);
            return values[parent < 0 ? 0 : (row - parent) % values.Length];
        }

        return dice.Chance(percent) ? dice.Pick(values) : null;
    };

    public static MakeValue Decimal(int low, int high, int places, int percent) =>
        (GeneratedProducts _, int _, ref Dice dice) => dice.Chance(percent) ? Fixed(dice.Between(low, high), places) : null;

    public static MakeValue Day(int firstYear, int percent) => (GeneratedProducts _, int _, ref Dice dice) =>
        dice.Chance(percent) ? new DateTime(firstYear, 1, 1).AddDays(dice.Next(3650)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    public static MakeValue Text(int sentences, int percent) => (GeneratedProducts _, int _, ref Dice dice) =>
    {
        if (!dice.Chance(percent))
        {
            return null;
        }

        string text = dice.Pick(Words.Benefits)[0];
        for (int i = 1; i < sentences; i++)
        {
            text += " " + dice.Pick(Words.Benefits)[0];
        }

        return text;
    };

    public static MakeValue Boolean(int percent) => (GeneratedProducts _, int _, ref Dice dice) => dice.Chance(percent) ? "true" : "false";

    public static MakeValue Url(string stem, int percent) =>
        (GeneratedProducts _, int row, ref Dice dice) => dice.Chance(percent) ? stem + row.ToString(CultureInfo.InvariantCulture) : null;

    public static MakeValue Asset(string name, string extension, int percent)
    {
        int kind = AssetCode.KindOf(name + "." + extension);
        return (GeneratedProducts products, int row, ref Dice dice) => dice.Chance(percent) ? AssetUrl(products, kind, row) : null;
    }

    public static MakeValue Related(int percent) => (GeneratedProducts products, int row, ref Dice dice) =>
        dice.Chance(percent) && products.Count > 1 ? new[] { products.SkuAt((row + 1 + dice.Next(products.Count - 1)) % products.Count) } : null;

    private static string AssetUrl(GeneratedProducts products, int kind, int row) =>
        products.Origin + "/api/a/" + AssetCode.Of(kind, row) + "/" + AssetCode.FileOf(kind);

    private static string Fixed(int value, int places)
    {
        if (places == 0)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        int unit = places == 1 ? 10 : 100;
        return (value / unit).ToString(CultureInfo.InvariantCulture) + "." + (value % unit).ToString("D" + places, CultureInfo.InvariantCulture);
    }
}
