using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Apps;

/// <summary>Makes copies of catalogs of an app. A copy is disabled until somebody enables it in the PIM.</summary>
[Cmdlet(VerbsCommon.Copy, "PimCatalog", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.Catalog")]
public sealed class CopyPimCatalogCommand : ActPimResourceCommand
{
    /// <summary><para type="description">The catalogs to copy: ids, or catalogs that were read.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [IdentityTransformation]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The name of the copy; the server makes one up unless given.</para></summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary><para type="description">The currencies of the copy; those of the original unless given.</para></summary>
    [Parameter]
    [Alias("ManagedCurrencies")]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string[]? ManagedCurrency { get; set; }

    /// <summary><para type="description">The locales of the copy; those of the original unless given.</para></summary>
    [Parameter]
    [Alias("ManagedLocales")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string[]? ManagedLocale { get; set; }

    /// <summary><para type="description">Copies a catalog although its mapping lacks what the schema requires.</para></summary>
    [Parameter]
    [Alias("SkipRequiredChecks")]
    public SwitchParameter SkipRequiredCheck { get; set; }

    /// <summary><para type="description">The locale that takes the place of all others in the mapping of the copy.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string? ReplaceMappingLocalesWith { get; set; }

    internal override string Noun => "Catalog";

    internal override string Action => "Copy";

    /// <summary>Copies them.</summary>
    protected override void ProcessRecord()
    {
        foreach (PimIdentity identity in Identity)
        {
            if (ShouldProcess($"{Words} '{identity.Text}' on {Provider.Root.Host}", "Copy"))
            {
                ForItem(identity.Source, () => WriteObject(ReadItem(Act(new Dictionary<string, string> { ["catalog"] = identity.KeyFor(Kind) }, Fields()))));
            }
        }
    }

    private Dictionary<string, object?> Fields()
    {
        var fields = new Dictionary<string, object?>();
        Add("name", Name);
        Add("managed_currencies", ManagedCurrency);
        Add("managed_locales", ManagedLocale);
        Add("skip_required_checks", SkipRequiredCheck ? true : null);
        Add("replace_mapping_locales_with", ReplaceMappingLocalesWith);
        return fields;

        void Add(string field, object? value)
        {
            if (value is not null)
            {
                fields[field] = value;
            }
        }
    }
}
