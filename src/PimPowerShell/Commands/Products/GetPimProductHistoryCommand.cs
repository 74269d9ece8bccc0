using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Products;

/// <summary>Reads what was changed in products, when and by whom.</summary>
[Cmdlet(VerbsCommon.Get, "PimProductHistory")]
[OutputType("PimPowerShell.ProductHistory")]
[OutputType("PimPowerShell.ProductChange")]
public sealed class GetPimProductHistoryCommand : PimConnectedCmdlet
{
    /// <summary><para type="description">The products: identifiers, uuids, SKUs, or products that were read.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Uuid", "Identifier", "Code", "Sku")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The kind of thing: Product, or ProductModel where product models have a history.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SpellingTransformation(typeof(GetPimProductHistoryCommand))]
    [ValidateSet("Product", "ProductModel")]
    public string Resource { get; set; } = "Product";

    /// <summary><para type="description">Only changes by this user or API key.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? User { get; set; }

    /// <summary><para type="description">Only changes at or after this time.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public DateTimeOffset? Since { get; set; }

    /// <summary><para type="description">Only changes before this time.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public DateTimeOffset? Until { get; set; }

    /// <summary><para type="description">Only changes of this run.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Run { get; set; }

    /// <summary><para type="description">So many entries of each product at most.</para></summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int First { get; set; } = int.MaxValue;

    /// <summary><para type="description">Oldest first; without it the newest come first.</para></summary>
    [Parameter]
    public SwitchParameter OldestFirst { get; set; }

    /// <summary><para type="description">One object for each changed attribute, instead of one for each entry.</para></summary>
    [Parameter]
    public SwitchParameter Expand { get; set; }

    internal override PimCapabilities Needs => PimCapabilities.History;

    internal override (string What, string Instead) Lack => ("history in its API",
        "Connect-Pim -HistoryPath keeps what this module changes from then on, and is read here. Get-PimProduct -UpdatedSince shows which products changed, not what.");

    /// <summary>Reads them.</summary>
    protected override void ProcessRecord()
    {
        PimResource resource = FindResource(Resource);
        foreach (PimIdentity identity in Identity)
        {
            ForItem(identity.Source, () =>
            {
                IEnumerable<HistoryEntry> entries = HistoryOrder.OldestFirst(Wait(Provider.ReadHistoryAsync(resource, identity.KeyFor(resource), User, Context())));
                foreach (HistoryEntry entry in (OldestFirst ? entries : entries.Reverse()).Where(IsWanted).Take(First))
                {
                    WriteObject(Expand ? HistoryView.Changes(entry) : [HistoryView.Entry(entry)], enumerateCollection: true);
                }
            });
        }
    }

    private bool IsWanted(HistoryEntry entry) =>
        (Since is null || entry.Time >= Since) && (Until is null || entry.Time < Until)
        && (User is null || string.Equals(entry.User, User, StringComparison.OrdinalIgnoreCase))
        && (Run is null || string.Equals(entry.Run, Run, StringComparison.OrdinalIgnoreCase));
}
