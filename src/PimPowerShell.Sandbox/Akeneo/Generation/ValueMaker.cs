using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>Makes values of one item.</summary>
internal sealed class ValueMaker(FamilySeed family, int number)
{
    private static readonly string[] _scopes = ["ecommerce", "print"];
    private static readonly string?[] _none = [null];

    public void Add(List<ProductValue> values, AttributeSeed attribute, ref Dice dice)
    {
        foreach (string? scope in attribute.Scopable ? _scopes : _none)
        {
            foreach (string? locale in LocalesOf(attribute))
            {
                // not everything is written for print, and not everything is translated
                if ((scope != "print" || dice.Chance(20)) && (locale is null or "en_US" || dice.Chance(40)) && (scope, locale) is not ("print", "fr_FR"))
                {
                    values.Add(new ProductValue(attribute.Code, locale, scope, Data(attribute, locale, scope, ref dice)));
                }
            }
        }
    }

    /// <summary>The value that a variant or sub model has on its axis.</summary>
    public static ProductValue Axis(VariantSeed variant, int level, int step)
    {
        AttributeSeed attribute = AttributeSeeds.Find(variant.Axes[level - 1]);
        string value = variant.Steps[level - 1][step];
        object data = attribute.Type == AttributeTypes.Metric
            ? new MetricData(long.Parse(value, CultureInfo.InvariantCulture), attribute.Unit!)
            : value;
        return new ProductValue(attribute.Code, null, null, data);
    }

    private static IReadOnlyList<string?> LocalesOf(AttributeSeed attribute) =>
        !attribute.Localizable ? _none : attribute.OnlyLocales.Length > 0 ? attribute.OnlyLocales : Words.Locales;

    private object Data(AttributeSeed attribute, string? locale, string? scope, ref Dice dice)
    {
        int language = Math.Max(0, Array.IndexOf(Words.Locales, locale));
        return attribute.Type switch
        {
            AttributeTypes.Textarea => Paragraphs(attribute.Code == "description", language, ref dice),
            AttributeTypes.Number => Amount(attribute, 4, ref dice),
            AttributeTypes.Metric => new MetricData(Amount(attribute, 4, ref dice), attribute.Unit!),
            AttributeTypes.Price => Prices(attribute, scope, ref dice),
            AttributeTypes.Boolean => dice.Chance(50),
            AttributeTypes.Date => new DateTime(2021, 1, 1).AddDays(dice.Next(2500)).ToString("yyyy-MM-dd'T'00:00:00+00:00", CultureInfo.InvariantCulture),
            AttributeTypes.SimpleSelect => dice.Pick(attribute.Options),
            AttributeTypes.MultiSelect => Options(attribute.Options, ref dice),
            AttributeTypes.Image or AttributeTypes.File => FileCode(attribute, ref dice),
            _ => Text(attribute.Code, language, ref dice),
        };
    }

    private string Text(string code, int language, ref Dice dice) => code switch
    {
        "name" => Name(language, ref dice),
        "ean" => Ean(),
        "model_number" => $"{family.Prefix}{dice.Next(9000) + 1000}/{(char)('A' + dice.Next(26))}",
        "contact_email" => $"{family.Code}@example.com",
        "product_page" => $"https://shop.example.com/{family.Code}/{number}?from=pim&lang={Words.Locales[language]}",
        _ => dice.Pick(Words.Benefits)[language],
    };

    private string Name(int language, ref Dice dice)
    {
        string noun = family.Nouns[language];
        string adjective = dice.Pick(Words.Adjectives)[language];
        string brand = dice.Pick(Words.Brands);
        string name = language == 1 ? $"{noun} {adjective} {brand}" : $"{adjective} {noun} {brand}";
        return dice.Chance(2) ? name + "\n(n° " + number + ")" : name;
    }

    /// <summary>Thirteen digits with their check digit, different for every product.</summary>
    private string Ean()
    {
        string digits = "40" + number.ToString("D10", CultureInfo.InvariantCulture);
        int sum = digits.Select((digit, at) => (digit - '0') * (at % 2 == 0 ? 1 : 3)).Sum();
        return digits + ((10 - (sum % 10)) % 10);
    }

    private string Paragraphs(bool html, int language, ref Dice dice)
    {
        string first = dice.Pick(Words.Benefits)[language];
        string second = dice.Pick(Words.Benefits)[language];
        return html
            ? $"<p>{first}</p>\n<p><strong>{second}</strong></p>"
            : $"{first}\n{second}";
    }

    private static object Amount(AttributeSeed attribute, int decimals, ref Dice dice)
    {
        long whole = dice.Between(attribute.Range.Low, attribute.Range.High);
        return attribute.Decimals
            ? (whole + (dice.Next(100) / 100m)).ToString("F" + decimals, CultureInfo.InvariantCulture)
            : whole;
    }

    private static PriceData[] Prices(AttributeSeed attribute, string? scope, ref Dice dice)
    {
        PriceData euros = new(Amount(attribute, 2, ref dice), "EUR");
        PriceData dollars = new(Amount(attribute, 2, ref dice), "USD");
        // the channel print has no dollars
        return scope == "print" ? [euros] : [euros, dollars];
    }

    private static string[] Options(string[] options, ref Dice dice)
    {
        SortedSet<string> picked = new(StringComparer.Ordinal);
        for (int count = dice.Between(1, 3); count > 0; count--)
        {
            picked.Add(dice.Pick(options));
        }

        return [.. picked];
    }

    private string FileCode(AttributeSeed attribute, ref Dice dice)
    {
        string digits = dice.Next().ToString("x16") + ((uint)dice.Next()).ToString("x8") + ((uint)dice.Next()).ToString("x8");
        return GeneratedMedia.Code(digits, $"{family.Code}_{attribute.Code}.{attribute.Extensions[0]}");
    }
}
