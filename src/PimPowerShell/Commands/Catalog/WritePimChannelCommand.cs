using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Catalog;

/// <summary>What making and changing channels have in common.</summary>
public abstract class WritePimChannelCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The locales, all of them: they replace those that it has. A locale that was not in use is enabled.</para></summary>
    [Parameter]
    [Alias("Locales")]
    [Field("locales")]
    [CodeTransformation("Locale")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string[]? Locale { get; set; }

    /// <summary><para type="description">The currencies, all of them: they replace those that it has.</para></summary>
    [Parameter]
    [Alias("Currencies")]
    [Field("currencies")]
    [CodeTransformation("Currency")]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string[]? Currency { get; set; }

    /// <summary><para type="description">The root of the category tree.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("Category")]
    [ArgumentCompleter(typeof(RootCategoryCompleter))]
    public string? CategoryTree { get; set; }

    /// <summary><para type="description">The units that measurements are converted to, by attribute: @{ weight = 'KILOGRAM' }.</para></summary>
    [Parameter]
    [Alias("ConversionUnits")]
    [Field("conversion_units")]
    [ArgumentCompleter(typeof(AttributeUnitTableCompleter))]
    public object? ConversionUnit { get; set; }

    /// <summary><para type="description">The labels by locale: @{ en_US = 'Shop' }. A label of $null or an empty text is removed.</para></summary>
    [Parameter]
    [Alias("Labels")]
    [Field("labels")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Label { get; set; }

    internal override string Noun => "Channel";
}
