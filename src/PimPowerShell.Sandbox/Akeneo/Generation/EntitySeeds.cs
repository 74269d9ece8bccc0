using System.Collections.Generic;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Entities;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>A reference entity or an asset family of the generated catalog: its attributes, and how many records or assets it has.</summary>
internal sealed record EntitySeed(string Code, string Label, int Count, EntityAttributeSeed[] Attributes);

/// <summary>Three reference entities and three asset families, with an attribute of every type among them.</summary>
internal static class EntitySeeds
{
    public static readonly EntitySeed Color = new("color", "Colors", 24,
    [
        new("hex", "text") { Label = "Hex code", Required = true, More = new() { ["max_characters"] = 7L, ["validation_rule"] = "regular_expression", ["validation_regexp"] = "/^#[0-9a-f]{6}$/" } },
    ]);

    public static readonly EntitySeed Designer = new("designer", "Designers", 150,
    [
        new("born", "number") { Label = "Year of birth", More = new() { ["min_value"] = "1850", ["max_value"] = "2010" } },
        new("style", "single_option") { Label = "Style", Options = ["minimal", "organic", "industrial", "playful"] },
    ]);

    public static readonly EntitySeed Brand = new("brand", "Brands", 130,
    [
        new("description", "text") { Label = "Description", PerLocale = true, Required = true, More = new() { ["is_textarea"] = true, ["is_rich_text_editor"] = true } },
        new("slogan", "text") { Label = "Slogan", PerLocale = true, PerChannel = true, More = new() { ["max_characters"] = 80L } },
        new("website", "text") { Label = "Website", More = new() { ["validation_rule"] = "url" } },
        new("contact", "text") { Label = "Contact", More = new() { ["validation_rule"] = "email" } },
        new("founded", "number") { Label = "Founded", More = new() { ["min_value"] = "1800", ["max_value"] = "2100" } },
        new("country", "single_option") { Label = "Country", Required = true, Options = Words.Countries },
        new("strengths", "multiple_options") { Label = "Strengths", Options = ["design", "price", "repair", "service", "stock"] },
        new("flagship_color", "reference_entity_single_link") { Label = "Flagship color", More = new() { ["reference_entity_code"] = "color" } },
        new("designers", "reference_entity_multiple_links") { Label = "Designers", More = new() { ["reference_entity_code"] = "designer" } },
        new("lookbook", "asset_collection") { Label = "Lookbook", More = new() { ["asset_family_identifier"] = "packshots" } },
        new("photo", "image") { Label = "Photo", PerChannel = true, More = new() { ["allowed_extensions"] = Codes("png", "jpg"), ["max_file_size"] = "1" } },
    ]);

    public static readonly EntitySeed Packshots = new("packshots", "Packshots", 120,
    [
        new("thumbnail", "media_file") { Label = "Thumbnail" },
        new("alt_text", "text") { Label = "Alternative text", PerLocale = true, Required = true, More = new() { ["max_characters"] = 120L } },
        new("taken", "date") { Label = "Taken" },
        new("angle", "single_option") { Label = "Angle", Options = ["front", "back", "side", "top"] },
        new("tags", "multiple_options") { Label = "Tags", Options = ["hero", "detail", "lifestyle", "print"] },
        new("retouched", "boolean") { Label = "Retouched" },
        new("main_color", "record") { Label = "Main color", More = new() { ["reference_entity"] = "color" } },
        new("rank", "number") { Label = "Rank", More = new() { ["decimals_allowed"] = true, ["min_value"] = "0" } },
        new("source_link", "media_link") { Label = "Source", More = new() { ["prefix"] = "https://dam.example.com/", ["suffix"] = "?width=800" } },
    ]);

    public static readonly EntitySeed UserGuides = new("user_guides", "User guides", 40,
    [
        new("document", "media_link") { Label = "Document", More = new() { ["prefix"] = "https://guides.example.com/", ["media_type"] = "pdf" } },
        new("language", "single_option") { Label = "Language", Required = true, Options = ["english", "french", "german"] },
        new("pages", "number") { Label = "Pages" },
    ]);

    public static EntitySeed ModelPictures(bool isExtended) => new("model_pictures", "Model pictures", 30, !isExtended ? [] :
    [
        new("main_shot", "asset_family_single_link") { Label = "Main shot", More = new() { ["asset_family_code"] = "packshots" } },
        new("more_shots", "asset_family_multiple_links") { Label = "More shots", More = new() { ["asset_family_code"] = "packshots" } },
        new("auto_tags", "auto_tagging") { Label = "Automatic tags" },
    ]);

    /// <summary>What the packshots' family does with its assets.</summary>
    public static JsonObject PackshotsAutomation() => new()
    {
        ["naming_convention"] = new JsonObject
        {
            ["source"] = new JsonObject { ["property"] = "code", ["channel"] = null, ["locale"] = null },
            ["pattern"] = "/^(?P<product_ref>.*)_.*$/",
            ["abort_asset_creation_on_error"] = false,
        },
        ["product_link_rules"] = new JsonArray(new JsonObject
        {
            ["product_selections"] = new JsonArray(new JsonObject { ["field"] = "sku", ["operator"] = "EQUALS", ["value"] = "{{product_ref}}" }),
            ["assign_assets_to"] = new JsonArray(new JsonObject { ["attribute"] = "packshots", ["mode"] = "add" }),
        }),
        ["transformations"] = new JsonArray(new JsonObject
        {
            ["label"] = "Thumbnail",
            ["filename_suffix"] = "_thumbnail",
            ["source"] = new JsonObject { ["attribute"] = "media", ["channel"] = null, ["locale"] = null },
            ["target"] = new JsonObject { ["attribute"] = "thumbnail", ["channel"] = null, ["locale"] = null },
            ["operations"] = new JsonArray(new JsonObject { ["type"] = "thumbnail", ["parameters"] = new JsonObject { ["width"] = 150L, ["height"] = 150L } }),
        }),
        ["sharing_enabled"] = true,
    };

    private static JsonArray Codes(params string[] codes) => codes.ToJson();
}
