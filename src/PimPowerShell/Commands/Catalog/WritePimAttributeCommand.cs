using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Catalog;

/// <summary>What making and changing attributes have in common.</summary>
public abstract class WritePimAttributeCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The attribute group.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("AttributeGroup")]
    [ArgumentCompleter(typeof(AttributeGroupCompleter))]
    public string? Group { get; set; }

    /// <summary><para type="description">The labels by locale: @{ en_US = 'Weight' }.</para></summary>
    [Parameter]
    [Alias("Labels")]
    [Field("labels", "label")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Label { get; set; }

    /// <summary><para type="description">The place in its group, from 0.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? SortOrder { get; set; }

    /// <summary><para type="description">Whether the PIM's lists can be filtered by it.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? UseableAsGridFilter { get; set; }

    /// <summary><para type="description">The only locales that it has values in; empty for all.</para></summary>
    [Parameter]
    [Alias("AvailableLocales")]
    [Field("available_locales")]
    [CodeTransformation("Locale")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string[]? AvailableLocale { get; set; }

    /// <summary><para type="description">The only file name extensions that it takes, for images and files.</para></summary>
    [Parameter]
    [Alias("AllowedExtensions")]
    [Field("allowed_extensions")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string[]? AllowedExtension { get; set; }

    /// <summary><para type="description">The unit of measurements; needed for type pim_catalog_metric.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(UnitCompleter))]
    public string? DefaultMetricUnit { get; set; }

    /// <summary><para type="description">The reference entity, or the asset family, whose records or assets it links.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("ReferenceEntity", "AssetFamily")]
    [ArgumentCompleter(typeof(ReferenceDataCompleter))]
    public string? ReferenceDataName { get; set; }

    /// <summary><para type="description">The most characters of a text.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? MaxCharacters { get; set; }

    /// <summary><para type="description">What a text has to be.</para></summary>
    [Parameter]
    [Field]
    [SpellingTransformation(typeof(WritePimAttributeCommand))]
    [ValidateSet("email", "url", "regexp", "", IgnoreCase = true)]
    public string? ValidationRule { get; set; }

    /// <summary><para type="description">The expression for -ValidationRule regexp.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? ValidationRegexp { get; set; }

    /// <summary><para type="description">Whether a text area is edited with an editor for HTML.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? WysiwygEnabled { get; set; }

    /// <summary><para type="description">The least number.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? NumberMin { get; set; }

    /// <summary><para type="description">The greatest number.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? NumberMax { get; set; }

    /// <summary><para type="description">Whether numbers may have decimals; needed for numbers, prices and measurements.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? DecimalsAllowed { get; set; }

    /// <summary><para type="description">Whether numbers may be negative; needed for numbers and measurements.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? NegativeAllowed { get; set; }

    /// <summary><para type="description">The earliest date, ISO 8601.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? DateMin { get; set; }

    /// <summary><para type="description">The latest date, ISO 8601.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? DateMax { get; set; }

    /// <summary><para type="description">The largest file, in megabytes.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? MaxFileSize { get; set; }

    /// <summary><para type="description">How many characters are typed before options are offered.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? MinimumInputLength { get; set; }

    /// <summary><para type="description">The value of new products: true or false for type pim_catalog_boolean; in the SaaS edition also a number for pim_catalog_number, the code of an option for pim_catalog_simpleselect, codes for pim_catalog_multiselect.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? DefaultValue { get; set; }

    /// <summary><para type="description">Guidelines by locale.</para></summary>
    [Parameter]
    [Alias("Guidelines")]
    [Field("guidelines")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Guideline { get; set; }

    /// <summary><para type="description">Whether options are sorted by their codes.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? AutoOptionSorting { get; set; }

    /// <summary><para type="description">The columns of type pim_catalog_table, as a list of tables.</para></summary>
    [Parameter]
    [Field]
    public object[]? TableConfiguration { get; set; }

    /// <summary><para type="description">Whether products go by it, for type pim_catalog_identifier. One attribute does.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? IsMainIdentifier { get; set; }

    /// <summary><para type="description">Whether a product has to have a value. SaaS edition.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? IsMandatory { get; set; }

    /// <summary><para type="description">What happens to more decimals than -DecimalPlaces. SaaS edition.</para></summary>
    [Parameter]
    [Field]
    [SpellingTransformation(typeof(WritePimAttributeCommand))]
    [ValidateSet("round", "forbid", "trim")]
    public string? DecimalPlacesStrategy { get; set; }

    /// <summary><para type="description">How many decimals numbers have. SaaS edition.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? DecimalPlaces { get; set; }

    /// <summary><para type="description">Whether -CreateMissingOption makes options. SaaS edition.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? EnableOptionCreationDuringImport { get; set; }

    /// <summary><para type="description">The most items of a collection. SaaS edition.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? MaxItemsCount { get; set; }

    /// <summary><para type="description">A comment: a text, or texts by language. PIMS.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? Comment { get; set; }

    /// <summary><para type="description">Whether it holds several values. PIMS.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? Collection { get; set; }

    /// <summary><para type="description">Whether no two products may have the same value. PIMS.</para></summary>
    [Parameter]
    [Field("isUnique")]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? IsUnique { get; set; }

    /// <summary><para type="description">Whether lists can be sorted by it. PIMS.</para></summary>
    [Parameter]
    [Field("isIndexable")]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? IsIndexable { get; set; }

    /// <summary><para type="description">Whether -Search looks into it. PIMS.</para></summary>
    [Parameter]
    [Field("isSearchable")]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? IsSearchable { get; set; }

    /// <summary><para type="description">Whether lists can be filtered by it. PIMS.</para></summary>
    [Parameter]
    [Field("isFilterable")]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? IsFilterable { get; set; }

    /// <summary><para type="description">The mask that a value has to fit. PIMS.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Validation { get; set; }

    /// <summary><para type="description">The values of a dropdown: a list of texts, or a table in the API's shape. PIMS.</para></summary>
    [Parameter]
    [Field]
    public object? Dictionary { get; set; }

    internal override string Noun => "Attribute";
}
