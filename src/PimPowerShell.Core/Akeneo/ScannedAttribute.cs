using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>An attribute, as far as a scan looks at its values.</summary>
/// <param name="name">Its code in UTF-8, as lines have it.</param>
/// <param name="definition">What is known of it; null for one that is not known, or is not there.</param>
internal sealed class ScannedAttribute(byte[] name, AttributeDefinition? definition)
{
    public byte[] Name { get; } = name;

    public AttributeDefinition? Definition { get; } = definition;

    public bool CanBeAxis { get; } = definition is not null && AkeneoAxisCheck.CanBeAxis(definition);

    /// <summary>The most characters of a text, which has at least as many bytes.</summary>
    public int Most { get; } = (definition is null ? null : AkeneoRules.LongestText(definition)) ?? int.MaxValue - 2;

    public ScanLook Look { get; } = definition is null ? ScanLook.None : LookOf(definition);

    private static ScanLook LookOf(AttributeDefinition attribute) => attribute.Type switch
    {
        "pim_catalog_identifier" => ScanLook.Identifier,
        "pim_catalog_text" or "pim_catalog_textarea" => attribute.ValidationRule is null or "" ? ScanLook.Text : ScanLook.Whole,
        "pim_catalog_number" when AkeneoRules.HasLimits(attribute) => ScanLook.Number,
        "pim_catalog_metric" when AkeneoRules.HasLimits(attribute) => ScanLook.Measure,
        "pim_catalog_price_collection" when AkeneoRules.HasLimits(attribute) => ScanLook.Prices,
        "pim_catalog_date" when attribute.DateMin is not null || attribute.DateMax is not null => ScanLook.Whole,
        "pim_catalog_asset_collection" when attribute.MaxItems is not null => ScanLook.Whole,
        "pim_catalog_table" => ScanLook.Whole,
        _ => ScanLook.None,
    };
}

/// <summary>What a scan looks for in the values of an attribute.</summary>
internal enum ScanLook
{
    /// <summary>Nothing: none can be beyond a limit.</summary>
    None,
    /// <summary>The length of a text.</summary>
    Text,
    /// <summary>The letters of an identifier.</summary>
    Identifier,
    /// <summary>A number.</summary>
    Number,
    /// <summary>An amount with its unit.</summary>
    Measure,
    /// <summary>Amounts, each with its currency.</summary>
    Prices,
    /// <summary>What takes a whole reader: each line that has a value is worth a look.</summary>
    Whole,
}
