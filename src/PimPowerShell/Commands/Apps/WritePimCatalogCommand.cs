using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Apps;

/// <summary>What making and changing catalogs of an app have in common.</summary>
public abstract class WritePimCatalogCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The currencies that users of the PIM may choose in the catalog.</para></summary>
    [Parameter]
    [Alias("ManagedCurrencies")]
    [Field("managed_currencies")]
    [CodeTransformation("Currency")]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string[]? ManagedCurrency { get; set; }

    /// <summary><para type="description">The locales that users of the PIM may choose in the catalog.</para></summary>
    [Parameter]
    [Alias("ManagedLocales")]
    [Field("managed_locales")]
    [CodeTransformation("Locale")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string[]? ManagedLocale { get; set; }

    internal override string Noun => "Catalog";
}
