using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Apps;

/// <summary>Makes copies of catalogs of an app. A copy is disabled until somebody enables it in the PIM.</summary>
[Cmdlet(VerbsCommon.Copy, "PimCatalog", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.Catalog")]
public sealed class CopyPimCatalogCommand : ActPimResourceCommand
{
    // what the command line says, whatever the pipeline says besides
    private HashSet<string> _given = [];

    /// <summary><para type="description">The catalogs to copy: ids, or catalogs that were read.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The name of the copy; the server makes one up unless given.</para></summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Name { get; set; }

    /// <summary><para type="description">The currencies of the copy; those of the original unless given.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [Alias("ManagedCurrencies", "managed_currencies", "managed_currency")]
    [CodeTransformation("Currency")]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string[]? ManagedCurrency { get; set; }

    /// <summary><para type="description">The locales of the copy; those of the original unless given.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [Alias("ManagedLocales", "managed_locales", "managed_locale")]
    [CodeTransformation("Locale")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string[]? ManagedLocale { get; set; }

    /// <summary><para type="description">Copies a catalog although its mapping lacks what the schema requires.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SkipRequiredChecks", "skip_required_checks", "skip_required_check")]
    [FlagTransformation(Empty = false)]
    public SwitchParameter SkipRequiredCheck { get; set; }

    /// <summary><para type="description">The locale that takes the place of all others in the mapping of the copy.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("replace_mapping_locales_with")]
    [CodeTransformation("Locale")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string? ReplaceMappingLocalesWith { get; set; }

    internal override string Noun => "Catalog";

    internal override string Action => "Copy";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _given = [.. MyInvocation.BoundParameters.Keys];
        if (_given.Contains(nameof(Name)) && Name is null or "")
        {
            ThrowTerminatingError(PimErrors.Input("Name: is empty. Leave it out for a name that the server makes up.", Name));
        }
    }

    /// <summary>Copies them.</summary>
    protected override void ProcessRecord()
    {
        foreach (PimIdentity identity in Identity)
        {
            ForItem(identity.Source, () =>
            {
                string key = identity.KeyFor(Kind);
                if (ShouldProcess($"{Words} '{identity.Text}' on {Provider.Root.Host}", "Copy"))
                {
                    WriteObject(ReadItem(Act(new Dictionary<string, string> { ["catalog"] = key }, Fields(identity))));
                }
            });
        }
    }

    private Dictionary<string, object?> Fields(PimIdentity original)
    {
        // what a catalog that was read says of itself is nothing that is to be different
        bool isRead = original.IsRead(Noun);
        var fields = new Dictionary<string, object?>();
        Add("name", nameof(Name), Name);
        Add("managed_currencies", nameof(ManagedCurrency), Codes(ManagedCurrency));
        Add("managed_locales", nameof(ManagedLocale), Codes(ManagedLocale));
        Add("skip_required_checks", nameof(SkipRequiredCheck), SkipRequiredCheck ? true : null);
        Add("replace_mapping_locales_with", nameof(ReplaceMappingLocalesWith), ReplaceMappingLocalesWith);
        return fields;

        void Add(string field, string parameter, object? value)
        {
            // an empty cell of a row says nothing
            if (value is not null && (_given.Contains(parameter) || !(isRead || value is "" or string[] { Length: 0 })))
            {
                fields[field] = value;
            }
        }
    }

    /// <summary>Codes of a list, or of one cell of a row.</summary>
    private static string[]? Codes(string[]? given) => given?.SelectMany(FieldValue.ReadCodes).ToArray();
}
