using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>The attribute types.</summary>
internal static class AttributeTypes
{
    public const string Identifier = "pim_catalog_identifier";
    public const string Text = "pim_catalog_text";
    public const string Textarea = "pim_catalog_textarea";
    public const string Number = "pim_catalog_number";
    public const string Metric = "pim_catalog_metric";
    public const string Price = "pim_catalog_price_collection";
    public const string Boolean = "pim_catalog_boolean";
    public const string Date = "pim_catalog_date";
    public const string SimpleSelect = "pim_catalog_simpleselect";
    public const string MultiSelect = "pim_catalog_multiselect";
    public const string Image = "pim_catalog_image";
    public const string File = "pim_catalog_file";
    public const string ReferenceData = "pim_reference_data_simpleselect";
    public const string ReferenceDataList = "pim_reference_data_multiselect";
    public const string ReferenceEntity = "akeneo_reference_entity";
    public const string ReferenceEntityList = "akeneo_reference_entity_collection";
    public const string AssetCollection = "pim_catalog_asset_collection";
    public const string Table = "pim_catalog_table";
    public const string ProductLink = "pim_catalog_product_link";

    /// <summary>What every edition has.</summary>
    public static readonly IReadOnlyCollection<string> Community =
        new HashSet<string> { Identifier, Text, Textarea, Number, Metric, Price, Boolean, Date, SimpleSelect, MultiSelect, Image, File, ReferenceData, ReferenceDataList };

    /// <summary>What the editions but the Community Edition have beside that.</summary>
    public static readonly IReadOnlyCollection<string> Enterprise = new HashSet<string> { ReferenceEntity, ReferenceEntityList, AssetCollection, Table, ProductLink };

    /// <summary>The types whose attributes name what they refer to.</summary>
    public static readonly IReadOnlyCollection<string> Referring =
        new HashSet<string> { ReferenceData, ReferenceDataList, ReferenceEntity, ReferenceEntityList, AssetCollection };
}
