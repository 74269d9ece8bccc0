using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Generation;
using static PimPowerShell.Sandbox.Akeneo.Structure.AttributeTypes;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>The attributes of the generated catalog: every type of the Community Edition, many times over.</summary>
internal static class AttributeSeeds
{
    public static readonly string[] Groups = ["general", "logistics", "marketing", "media", "other", "technical"];

    public static readonly IReadOnlyList<AttributeSeed> All =
    [
        new("sku", Identifier, "general", "SKU") { Unique = true },
        new("name", Text, "marketing", "Name") { Localizable = true },
        new("erp_name", Text, "general", "ERP name"),
        new("ean", Text, "general", "EAN") { Unique = true, MaximumLength = 13 },
        new("model_number", Text, "general", "Model number") { MaximumLength = 40 },
        new("meta_title", Text, "marketing", "Meta title") { Localizable = true, Scopable = true },
        new("care_label", Text, "marketing", "Care label") { Localizable = true },
        new("contact_email", Text, "other", "Contact e-mail"),
        new("product_page", Text, "marketing", "Product page"),
        new("description", Textarea, "marketing", "Description") { Localizable = true, Scopable = true },
        new("highlights", Textarea, "marketing", "Highlights") { Localizable = true },
        new("internal_note", Textarea, "other", "Internal note"),
        new("legal_notice_de", Text, "other", "Legal notice (Germany)") { Localizable = true, OnlyLocales = ["de_DE"] },
        new("waterproof", Boolean, "technical", "Waterproof"),
        new("fragile", Boolean, "logistics", "Fragile"),
        new("returnable", Boolean, "logistics", "Returnable"),
        new("bluetooth", Boolean, "technical", "Bluetooth"),
        new("wifi", Boolean, "technical", "Wi-Fi"),
        new("warranty_years", Number, "general", "Warranty (years)") { Range = (1, 10) },
        new("pieces_per_pack", Number, "logistics", "Pieces in a pack") { Range = (1, 24) },
        new("rating", Number, "marketing", "Rating") { Decimals = true, Range = (1, 4) },
        new("megapixels", Number, "technical", "Megapixels") { Decimals = true, Range = (8, 60) },
        new("altitude_minimum", Number, "technical", "Lowest altitude") { Negative = true, Range = (-400, 0) },
        new("weight", Metric, "logistics", "Weight") { Measure = "Weight", Unit = "KILOGRAM", Decimals = true, Range = (0, 40) },
        new("length", Metric, "logistics", "Length") { Measure = "Length", Unit = "CENTIMETER", Decimals = true, Range = (5, 220) },
        new("width", Metric, "logistics", "Width") { Measure = "Length", Unit = "CENTIMETER", Decimals = true, Range = (5, 120) },
        new("height", Metric, "logistics", "Height") { Measure = "Length", Unit = "CENTIMETER", Decimals = true, Range = (2, 210) },
        new("power", Metric, "technical", "Power") { Measure = "Power", Unit = "WATT", Range = (5, 2400) },
        new("capacity", Metric, "technical", "Capacity") { Measure = "Volume", Unit = "LITER", Decimals = true, Range = (0, 8) },
        new("display_diagonal", Metric, "technical", "Display diagonal") { Measure = "Length", Unit = "INCH", Range = (24, 85) },
        new("operating_temperature", Metric, "technical", "Operating temperature") { Measure = "Temperature", Unit = "CELSIUS", Negative = true, Range = (-20, 45) },
        new("price", Price, "general", "Price") { Decimals = true, Range = (5, 1500) },
        new("purchase_price", Price, "general", "Purchase price") { Range = (2, 700) },
        new("channel_price", Price, "general", "Price by channel") { Decimals = true, Scopable = true, Range = (5, 1500) },
        new("release_date", Date, "general", "Release date"),
        new("end_of_life", Date, "general", "End of life") { Scopable = true },
        new("brand", SimpleSelect, "general", "Brand") { Options = [.. Words.Brands.Select(brand => brand.ToLowerInvariant())] },
        new("color", SimpleSelect, "marketing", "Colour") { Options = ["black", "blue", "green", "grey", "orange", "red", "white", "yellow"] },
        new("size", SimpleSelect, "technical", "Size") { Options = ["l", "m", "s", "xl", "xs", "xxl"] },
        new("shoe_size", SimpleSelect, "technical", "Shoe size") { Options = ["eu_36", "eu_37", "eu_38", "eu_39", "eu_40", "eu_41", "eu_42", "eu_43", "eu_44"] },
        new("material", SimpleSelect, "technical", "Material") { Options = ["aluminium", "cork", "cotton", "felt", "glass", "leather", "linen", "oak", "steel", "wool"] },
        new("country_of_origin", SimpleSelect, "logistics", "Country of origin") { Options = Words.Countries },
        new("energy_class", SimpleSelect, "technical", "Energy class") { Options = ["a", "b", "c", "d", "e", "f", "g"] },
        new("season", SimpleSelect, "marketing", "Season") { Scopable = true, Options = ["autumn", "spring", "summer", "winter"] },
        new("tags", MultiSelect, "marketing", "Tags") { Options = ["bestseller", "clearance", "gift", "handmade", "new", "outdoor", "recycled", "vegan"] },
        new("care_instructions", MultiSelect, "technical", "Care instructions") { Options = ["do_not_bleach", "do_not_iron", "dry_clean", "hand_wash", "wash_30"] },
        new("target_groups", MultiSelect, "marketing", "Target groups") { Localizable = true, Options = ["adults", "children", "offices", "schools", "workshops"] },
        new("connectors", MultiSelect, "technical", "Connectors") { Options = ["ethernet", "hdmi", "jack_35", "usb_a", "usb_c"] },
        new("picture", Image, "media", "Picture") { Extensions = ["jpg", "jpeg", "png"] },
        new("side_view", Image, "media", "Side view") { Extensions = ["jpg", "jpeg", "png"] },
        new("user_manual", File, "media", "User manual") { Localizable = true, Extensions = ["pdf"] },
        new("data_sheet", File, "media", "Data sheet") { Extensions = ["pdf", "txt"] },
    ];

    public static AttributeSeed Find(string code) => _byCode[code];

    private static readonly Dictionary<string, AttributeSeed> _byCode = All.ToDictionary(seed => seed.Code);
}
