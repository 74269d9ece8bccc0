using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>The families of the generated catalog.</summary>
internal static class FamilySeeds
{
    /// <summary>What every family has.</summary>
    public const string Common =
        "sku name erp_name ean description price weight brand country_of_origin picture release_date tags returnable warranty_years";

    public static readonly IReadOnlyList<FamilySeed> All =
    [
        new("accessories", "ACC", 10, ["belt", "ceinture", "Gürtel"], "fashion", "material color size care_label season target_groups length")
        {
            Variant = new("accessories_size", ["size"], [["l", "m", "s"]]),
            VariantShare = 60,
        },
        new("cameras", "CAM", 9, ["camera", "appareil photo", "Kamera"], "electronics",
            "model_number megapixels wifi bluetooth waterproof operating_temperature altitude_minimum connectors user_manual data_sheet meta_title highlights"),
        new("furniture", "FUR", 12, ["desk", "bureau", "Schreibtisch"], "home",
            "material color length width height care_label highlights internal_note channel_price pieces_per_pack legal_notice_de"),
        new("garden_tools", "GAR", 9, ["rake", "râteau", "Rechen"], "garden", "material length power fragile highlights purchase_price season"),
        new("headphones", "HEA", 10, ["headphones", "casque audio", "Kopfhörer"], "electronics", "model_number bluetooth color connectors rating meta_title user_manual"),
        new("kitchen", "KIT", 11, ["kettle", "bouilloire", "Wasserkocher"], "home", "capacity power energy_class material color fragile end_of_life highlights contact_email"),
        new("lamps", "LAM", 9, ["lamp", "lampe", "Leuchte"], "home", "power energy_class material color height fragile side_view")
        {
            Variant = new("lamps_color", ["color"], [["black", "green", "red", "white"]]),
            VariantShare = 50,
        },
        new("shoes", "SHO", 9, ["sneaker", "basket", "Turnschuh"], "fashion", "color shoe_size material waterproof care_instructions season target_groups side_view")
        {
            Variant = new("shoes_size", ["shoe_size"], [["eu_37", "eu_38", "eu_39", "eu_40", "eu_41", "eu_42"]]),
            VariantShare = 80,
        },
        new("televisions", "TEL", 6, ["television", "téléviseur", "Fernseher"], "electronics",
            "model_number display_diagonal power energy_class wifi connectors rating data_sheet product_page meta_title")
        {
            Variant = new("televisions_diagonal", ["display_diagonal"], [["43", "55", "65"]]),
            VariantShare = 50,
        },
        new("tshirts", "TSH", 15, ["T-shirt", "tee-shirt", "T-Shirt"], "fashion", "color size material care_instructions care_label season target_groups side_view")
        {
            Variant = new("tshirts_color_size", ["color", "size"], [["black", "blue", "white"], ["l", "m", "s", "xl"]])
            {
                UpperAttributes = ["picture", "side_view", "season"],
            },
            VariantShare = 90,
        },
    ];
}
