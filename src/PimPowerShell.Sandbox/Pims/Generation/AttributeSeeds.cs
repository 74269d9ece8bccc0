using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Generation;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Generation;

/// <summary>The attributes that the instance starts with: some of every documented type.</summary>
internal static class AttributeSeeds
{
    private const string Basic = "Basic";
    private const string Additional = "Additional";
    private const string Sales = "Sales and Logistics";

    public static IEnumerable<PimsAttribute> All()
    {
        int number = 0;
        return Seeds().Select(attribute => attribute with { Number = ++number });
    }

    // The letters are the flags: collection, unique, indexable, searchable, filterable.
    private static IEnumerable<PimsAttribute> Seeds() =>
    [
        Core("sku", "string", "SKU", "uisf", ValueMakers.Sku),
        Core("title", "string", "Title", "isf", ValueMakers.Title),
        Core("status", "string", "Status", "if", ValueMakers.Status),
        Core("categories", "string", "Categories", "cf", ValueMakers.Categories),
        New("thumbnail", "media", Basic, "Thumbnail", "", ValueMakers.Asset("thumb", "png", 95)),
        New("price", "number", Sales, "Price", "if", ValueMakers.Price),
        New("variation_of", "relation", Basic, "Variation of", "if", ValueMakers.VariationOf),
        New("variation_attributes", "string", Basic, "Variation attributes", "c", ValueMakers.VariationAttributes),
        New("variation_skus", "relation", Basic, "Variation SKUs", "c", null) with { IsReadOnly = true },
        New("brand", "dropdown", Basic, "Brand", "isf", ValueMakers.OneOf(Words.Brands, 96), Words.Brands),
        New("color", "dropdown", Basic, "Color", "cf", ValueMakers.SomeOf(PimsWords.Colors, 85), PimsWords.Colors),
        New("size", "dropdown", Basic, "Size", "if", ValueMakers.Variation("size", PimsWords.Sizes, 60), PimsWords.Sizes),
        New("material", "dropdown", Additional, "Material", "f", ValueMakers.OneOf(PimsWords.Materials, 75), PimsWords.Materials),
        New("rod_diameter", "dropdown", Additional, "Rod diameter", "f", ValueMakers.Variation("rod_diameter", PimsWords.RodDiameters, 30), PimsWords.RodDiameters),
        New("country_of_origin", "dropdown", Sales, "Country of origin", "f", ValueMakers.OneOf(Words.Countries, 80), Words.Countries),
        New("energy_class", "dropdown", Additional, "Energy class", "f", ValueMakers.OneOf(PimsWords.EnergyClasses, 25), PimsWords.EnergyClasses),
        New("weight", "number", Sales, "Weight (kg)", "if", ValueMakers.Decimal(1, 9000, 2, 90)),
        New("height", "number", Sales, "Height (cm)", "f", ValueMakers.Decimal(10, 25000, 1, 80)),
        New("width", "number", Sales, "Width (cm)", "f", ValueMakers.Decimal(10, 25000, 1, 80)),
        New("depth", "number", Sales, "Depth (cm)", "", ValueMakers.Decimal(10, 25000, 1, 75)),
        New("stock", "number", Sales, "Stock", "if", ValueMakers.Decimal(0, 500, 0, 98)),
        New("minimum_order", "number", Sales, "Minimum order", "", ValueMakers.Decimal(1, 12, 0, 50)),
        New("warranty_months", "number", Sales, "Warranty (months)", "f", ValueMakers.Decimal(6, 60, 0, 70)),
        New("release_date", "date", Sales, "Release date", "if", ValueMakers.Day(2015, 92)),
        New("discontinued_date", "date", Sales, "Discontinued on", "f", ValueMakers.Day(2026, 10)),
        New("description", "html", Basic, "Description", "s", ValueMakers.Html),
        New("short_description", "text", Basic, "Short description", "s", ValueMakers.Text(1, 85)),
        New("care_instructions", "text", Additional, "Care instructions", "", ValueMakers.OneOf(PimsWords.Care, 40)),
        New("features", "text", Basic, "Features", "c", ValueMakers.Features),
        New("keywords", "string", Additional, "Keywords", "csf", ValueMakers.SomeOf(PimsWords.Keywords, 60)),
        New("image", "media", Basic, "Image", "", ValueMakers.Asset("image", "png", 90)),
        New("gallery", "media", Basic, "Gallery", "c", ValueMakers.Gallery),
        New("datasheet", "media", Additional, "Data sheet", "", ValueMakers.Asset("sheet", "pdf", 30)),
        New("video_url", "url", Additional, "Video", "", ValueMakers.Url("https://video.example/watch?v=", 20)),
        New("manufacturer_url", "url", Additional, "Manufacturer's page", "", ValueMakers.Url("https://maker.example/products/", 50)),
        New("active", "boolean", Basic, "Active on line", "if", ValueMakers.Boolean(80)),
        New("is_new", "boolean", Basic, "New", "f", ValueMakers.Boolean(15)),
        New("completeness", "completeness", Basic, "Completeness", "", null) with { IsReadOnly = true },
        New("related_products", "relation", Additional, "Related products", "c", ValueMakers.Related(30)),
        New("accessories", "relation", Additional, "Accessories", "c", ValueMakers.Related(15)),
        New("ean", "string", Sales, "EAN", "uisf", ValueMakers.Ean) with { Validation = "9999999999999" },
        New("supplier_sku", "string", Sales, "Supplier's SKU", "is", ValueMakers.SupplierSku),
        New("meta_title", "string", Additional, "Meta title", "", ValueMakers.MetaTitle),
        New("meta_description", "text", Additional, "Meta description", "", ValueMakers.Text(1, 45)),
        Core("variation_matrix", "string", "Variation matrix", "", null) with { IsReadOnly = true },
    ];

    private static PimsAttribute Core(string name, string type, string label, string flags, MakeValue? make) =>
        New(name, type, Basic, label, flags, make) with { IsCore = true };

    private static PimsAttribute New(string name, string type, string group, string label, string flags, MakeValue? make, string[]? dictionary = null) =>
        new(name, type)
        {
            Group = group,
            Labels = new Dictionary<string, string> { ["en-us"] = label },
            Comments = new Dictionary<string, string> { ["en-us"] = "" },
            IsCollection = flags.Contains("c"),
            IsUnique = flags.Contains("u"),
            IsIndexable = flags.Contains("i"),
            IsSearchable = flags.Contains("s"),
            IsFilterable = flags.Contains("f"),
            Dictionary = dictionary,
            Make = make,
        };
}
