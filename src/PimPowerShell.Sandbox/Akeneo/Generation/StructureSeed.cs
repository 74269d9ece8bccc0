using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.CategoryValues;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>Puts the generated structure into a store.</summary>
internal static class StructureSeed
{
    private static readonly DateTimeOffset _born = new(2024, 3, 5, 9, 30, 0, TimeSpan.Zero);

    public static void Fill(StructureStore store)
    {
        foreach (string locale in Words.LocaleCodes)
        {
            Add(store, StructureKinds.Locales, "", locale, new() { ["enabled"] = Words.Locales.Contains(locale) });
        }

        foreach (string currency in Words.CurrencyCodes)
        {
            Add(store, StructureKinds.Currencies, "", currency, new()
            {
                ["enabled"] = currency is "EUR" or "GBP" or "USD",
                ["label"] = currency switch { "EUR" => "EUR (Euro)", "GBP" => "GBP (British Pound)", "USD" => "USD (US Dollar)", _ => currency },
            });
        }

        MeasurementSeeds.Fill((code, data) => Add(store, StructureKinds.MeasurementFamilies, "", code, data));
        foreach (CategorySeed category in CategorySeeds.All)
        {
            Add(store, StructureKinds.Categories, "", category.Code, new()
            {
                ["parent"] = category.Parent,
                ["labels"] = Labels(category.Label),
                ["values"] = DescriptionOf(category),
            });
        }

        AddChannels(store);
        AddAttributes(store);
        AddAssociationTypes(store);
        foreach (FamilySeed family in FamilySeeds.All)
        {
            AddFamily(store, family);
        }
    }

    /// <summary>The roots are described, the other categories are not.</summary>
    private static JsonObject DescriptionOf(CategorySeed category)
    {
        JsonObject values = [];
        if (category.Parent is null)
        {
            CategoryValueWriter.Set(values, CategoryAttribute.Find("description")!, "ecommerce", "en_US", $"<p>All of {category.Label}</p>");
            CategoryValueWriter.Set(values, CategoryAttribute.Find("short_text")!, null, "en_US", category.Label);
        }

        return values;
    }

    private static void AddChannels(StructureStore store)
    {
        AddChannel(store, "ecommerce", "Ecommerce", ["en_US", "fr_FR", "de_DE"], ["EUR", "GBP", "USD"], CategorySeeds.Master);
        AddChannel(store, "mobile", "Mobile", ["en_US", "fr_FR"], ["EUR", "USD"], CategorySeeds.Master);
        AddChannel(store, "print", "Print", ["en_US", "de_DE"], ["EUR"], CategorySeeds.Print);
    }

    private static void AddChannel(StructureStore store, string code, string label, string[] locales, string[] currencies, string tree) =>
        Add(store, StructureKinds.Channels, "", code, new()
        {
            ["currencies"] = currencies.ToJson(),
            ["locales"] = locales.ToJson(),
            ["category_tree"] = tree,
            ["conversion_units"] = code == "print" ? new JsonObject { ["weight"] = "GRAM" } : [],
            ["labels"] = Labels(label),
        });

    private static void AddAttributes(StructureStore store)
    {
        long order = 0;
        foreach (string group in AttributeSeeds.Groups)
        {
            Add(store, StructureKinds.AttributeGroups, "", group, new() { ["sort_order"] = ++order, ["labels"] = Labels(Title(group)) });
        }

        foreach (AttributeSeed seed in AttributeSeeds.All)
        {
            Add(store, StructureKinds.Attributes, "", seed.Code, Describe(seed, ++order));
            long rank = 0;
            foreach (string option in seed.Options)
            {
                Add(store, StructureKinds.AttributeOptions, seed.Code, option, new()
                {
                    ["attribute"] = seed.Code,
                    ["sort_order"] = ++rank,
                    ["labels"] = Labels(Title(option)),
                });
            }
        }
    }

    private static JsonObject Describe(AttributeSeed seed, long order) => new()
    {
        ["type"] = seed.Type,
        ["group"] = seed.Group,
        ["unique"] = seed.Unique,
        ["useable_as_grid_filter"] = seed.Unique || seed.IsSelect,
        ["allowed_extensions"] = seed.Extensions.ToJson(),
        ["metric_family"] = seed.Measure,
        ["default_metric_unit"] = seed.Unit,
        ["available_locales"] = seed.OnlyLocales.ToJson(),
        ["max_characters"] = (long?)seed.MaximumLength,
        ["validation_rule"] = seed.Code switch { "contact_email" => "email", "product_page" => "url", _ => null },
        ["wysiwyg_enabled"] = seed.Type == AttributeTypes.Textarea ? seed.Code == "description" : null,
        ["number_max"] = seed.Code == "rating" ? "5.0000" : null,
        ["decimals_allowed"] = seed.IsAmount ? seed.Decimals : null,
        ["negative_allowed"] = seed.IsAmount && seed.Type != AttributeTypes.Price ? seed.Negative : null,
        ["sort_order"] = order,
        ["localizable"] = seed.Localizable,
        ["scopable"] = seed.Scopable,
        ["labels"] = Labels(seed.Label),
        ["is_main_identifier"] = seed.Type == AttributeTypes.Identifier,
        ["enable_option_creation_during_import"] = seed.Code is "brand" or "tags",
    };

    private static void AddAssociationTypes(StructureStore store)
    {
        foreach ((string code, string label) in new[]
        {
            ("COMPATIBLE", "Compatible with"), ("PACK", "Pack"), ("PRODUCT_SET", "Product set"),
            ("SUBSTITUTION", "Substitution"), ("UPSELL", "Upsell"), ("X_SELL", "Cross sell"),
        })
        {
            Add(store, StructureKinds.AssociationTypes, "", code, new()
            {
                ["labels"] = Labels(label),
                ["is_quantified"] = code == "PRODUCT_SET",
                ["is_two_way"] = code == "COMPATIBLE",
            });
        }
    }

    private static void AddFamily(StructureStore store, FamilySeed family)
    {
        string[] attributes = [.. FamilySeeds.Common.Split(' ').Concat(family.OwnAttributes).OrderBy(code => code, StringComparer.Ordinal)];
        Add(store, StructureKinds.Families, "", family.Code, new()
        {
            ["attributes"] = attributes.ToJson(),
            ["attribute_as_label"] = "name",
            ["attribute_as_image"] = "picture",
            ["attribute_requirements"] = new JsonObject
            {
                ["ecommerce"] = attributes.Where(code => code is "sku" or "name" or "description" or "price" or "picture" or "brand" or "color" or "highlights").ToJson(),
                ["mobile"] = attributes.Where(code => code is "sku" or "name" or "price" or "tags").ToJson(),
                ["print"] = attributes.Where(code => code is "sku" or "name" or "description" or "ean").ToJson(),
            },
            ["labels"] = Labels(Title(family.Code)),
        });
        if (family.Variant is VariantSeed variant)
        {
            Add(store, StructureKinds.FamilyVariants, family.Code, variant.Code, new()
            {
                ["labels"] = Labels(Title(family.Code) + " by " + string.Join(" and ", variant.Axes)),
                ["variant_attribute_sets"] = Levels(variant),
            });
        }
    }

    private static JsonArray Levels(VariantSeed variant)
    {
        JsonArray levels = [];
        for (int level = 1; level <= variant.Axes.Length; level++)
        {
            bool isLowest = level == variant.Axes.Length;
            string[] axis = [variant.Axes[level - 1]];
            levels.Add(new JsonObject
            {
                ["level"] = (long)level,
                ["axes"] = axis.ToJson(),
                ["attributes"] = axis.Concat(isLowest ? ["ean", "sku", "weight"] : variant.UpperAttributes).OrderBy(code => code, StringComparer.Ordinal).ToJson(),
            });
        }

        return levels;
    }

    private static void Add(StructureStore store, StructureKind kind, string owner, string code, JsonObject values)
    {
        JsonObject data = [];
        foreach (Property property in kind.Properties)
        {
            data[property.Name] = values.TryGetPropertyValue(property.Name, out JsonNode? value) ? value?.DeepClone() : property.Default;
        }

        data["code"] = code;
        store.Put(kind, new StructureEntity(owner, code, data, _born, store.NextOrder()));
    }

    private static JsonObject Labels(string english) => new() { ["en_US"] = english };

    private static string Title(string code) => char.ToUpperInvariant(code[0]) + code.Substring(1).Replace('_', ' ');
}
