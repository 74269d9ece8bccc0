using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>An attribute of products as the API gives it.</summary>
/// <param name="Definition">What its values are like.</param>
/// <param name="IsMain">Whether it is the identifier that products are addressed by.</param>
internal sealed record AkeneoAttribute(AttributeDefinition Definition, bool IsMain)
{
    /// <summary>Reads it; what a server leaves out is not known.</summary>
    public static AkeneoAttribute Read(JsonElement attribute)
    {
        var definition = new AttributeDefinition
        {
            Code = attribute.Text("code") ?? "",
            Type = attribute.Text("type") ?? "",
            Form = AkeneoValues.FormOf(attribute.Text("type")),
            IsFile = attribute.Text("type") is "pim_catalog_image" or "pim_catalog_file",
            HoldsAssets = attribute.Text("type") is "pim_catalog_asset_collection",
            Codes = CodesOf(attribute.Text("type"), attribute.Text("code") ?? "", attribute.Text("reference_data_name")),
            HasOptions = attribute.Text("type") is "pim_catalog_simpleselect" or "pim_catalog_multiselect",
            IsUnique = Flag("unique") == true || attribute.Text("type") == "pim_catalog_identifier",
            Localizable = Flag("localizable") ?? false,
            Scopable = Flag("scopable") ?? false,
            DecimalsAllowed = Flag("decimals_allowed"),
            NegativeAllowed = Flag("negative_allowed"),
            // elsewhere the server rounds or cuts them off
            DecimalPlaces = attribute.Text("decimal_places_strategy") == "forbid" ? AkeneoRules.CountLimit(attribute, "decimal_places") : null,
            MaxItems = AkeneoRules.CountLimit(attribute, "max_items_count"),
            DefaultMetricUnit = attribute.Text("default_metric_unit"),
            MetricFamily = attribute.Text("metric_family"),
            NumberMin = Number("number_min"),
            NumberMax = Number("number_max"),
            DateMin = attribute.Text("date_min"),
            DateMax = attribute.Text("date_max"),
            MaxCharacters = AkeneoRules.CountLimit(attribute, "max_characters"),
            ValidationRule = attribute.Text("validation_rule"),
            ValidationRegexp = attribute.Text("validation_regexp"),
            EnableOptionCreationDuringImport = Flag("enable_option_creation_during_import") ?? false,
            ColumnTypes = attribute.TryGetProperty("table_configuration", out JsonElement columns) && columns.ValueKind == JsonValueKind.Array ? ReadColumns(columns) : null,
            AvailableLocales = Texts("available_locales"),
            AllowedExtensions = Texts("allowed_extensions"),
            MaximumFileSize = decimal.TryParse(attribute.Text("max_file_size"), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal size) ? size : null,
            ReferenceDataName = attribute.Text("reference_data_name"),
        };
        return new AkeneoAttribute(definition, Flag("is_main_identifier") ?? false);

        decimal? Number(string name) => AkeneoRules.NumberLimit(attribute, name);

        IReadOnlyList<string> Texts(string name) =>
            attribute.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => item.GetString() ?? "")] : [];

        bool? Flag(string name) => AkeneoRules.Flag(attribute, name);
    }

    private static CodeSource? CodesOf(string? type, string attribute, string? referenceData) => type switch
    {
        "pim_catalog_simpleselect" or "pim_catalog_multiselect" => Of("AttributeOption", "attribute", attribute),
        "pim_catalog_asset_collection" when referenceData is not null => Of("Asset", "asset_family", referenceData),
        "akeneo_reference_entity" or "akeneo_reference_entity_collection" when referenceData is not null => Of("ReferenceEntityRecord", "reference_entity", referenceData),
        _ => null,
    };

    private static CodeSource Of(string noun, string owner, string code) => new(noun, new Dictionary<string, string> { [owner] = code });

    private static Dictionary<string, string> ReadColumns(JsonElement columns)
    {
        var types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonElement column in columns.EnumerateArray())
        {
            if (column.TryGetProperty("code", out JsonElement code) && column.TryGetProperty("data_type", out JsonElement type))
            {
                types[code.ToString()] = type.ToString();
            }
        }

        return types;
    }
}
