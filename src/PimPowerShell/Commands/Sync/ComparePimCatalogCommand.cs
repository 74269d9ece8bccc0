using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Output;
using PimPowerShell.Sessions;

namespace PimPowerShell.Commands.Sync;

/// <summary>Compares the catalogs of two servers, item by item, and gives what Invoke-PimBulkUpsert needs to make the second one equal.</summary>
[Cmdlet(VerbsData.Compare, "PimCatalog")]
[OutputType(typeof(CatalogDifference))]
public sealed class ComparePimCatalogCommand : PimConnectedCmdlet
{
    private Run? _run;

    /// <summary><para type="description">The session with the server that is as it should be; without it the default one of this runspace.</para></summary>
    [Parameter(Position = 0)]
    [ValidateNotNull]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public PimSession? ReferenceSession { get; set; }

    /// <summary><para type="description">The session with the server that is compared with it; without it the default one of this runspace.</para></summary>
    [Parameter(Position = 1)]
    [Alias("DifferenceSession")]
    [ValidateNotNull]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public new PimSession? Session
    {
        get => base.Session;
        set => base.Session = value;
    }

    /// <summary><para type="description">The kinds of thing to compare; without it all that both servers have, read and write in bulk.</para></summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BatchResourceCompleter))]
    public string[]? Resource { get; set; }

    /// <summary><para type="description">Which items to compare, as for the Get cmdlet of the one -Resource. See about_PimPowerShell_Filters.</para></summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FilterTableCompleter))]
    public object? Filter { get; set; }

    /// <summary><para type="description">Gives what is equal too.</para></summary>
    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    /// <summary><para type="description">Passes over values, labels and associations of an item that the reference's item has none of; without it they differ, and the change erases them.</para></summary>
    [Parameter]
    public SwitchParameter IgnoreExtraValue { get; set; }

    /// <summary>Fails before anything is sent where the two cannot be compared.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        PimSession? mine = ReferenceSession ?? RunspaceSessions.Current.Default;
        if (mine is null or { IsOpen: false })
        {
            ThrowTerminatingError(mine is null ? PimErrors.NotConnected() : PimErrors.SessionClosed(mine));
        }

        IPimProvider reference = mine!.Handle.Provider;
        if (ReferenceEquals(reference, Provider))
        {
            ThrowTerminatingError(PimErrors.Input("Both sides are the same session: give -ReferenceSession and -DifferenceSession.", mine));
        }

        if (reference.Name != Provider.Name)
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, $"catalog that compares with one of {reference.Name}", "Copy-PimProduct copies products between them, with -Map."));
        }

        if (Filter is not null && Resource is not { Length: 1 })
        {
            ThrowTerminatingError(PimErrors.Input("Filter: needs the one kind of thing that it is for: -Resource Product.", Filter));
        }

        ForAll(() =>
        {
            (List<PimCondition> conditions, List<string> searches) = FilterArgument.Read(Filter);
            var settings = new CompareSettings
            {
                Nouns = Resource,
                Conditions = conditions,
                Searches = searches,
                IncludesEqual = IncludeEqual,
                IgnoresExtraValues = IgnoreExtraValue,
            };
            _run = new Run(new CatalogComparer(reference, Provider, settings, Context()));
        });
    }

    /// <summary>Compares, and writes what was found as it is found.</summary>
    protected override void EndProcessing() => ForAll(() =>
    {
        while (Wait(_run!.Comparer.NextAsync()) is { } found)
        {
            foreach (ItemComparison item in found)
            {
                WriteObject(CatalogDifference.From(item));
            }
        }
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _run is not null)
        {
            _run.Comparer.Dispose();
        }
    }

    /// <summary>What one run of the cmdlet holds. A class of its own, so that no exported type has a field of a dependency's type.</summary>
    private sealed class Run(CatalogComparer comparer)
    {
        public CatalogComparer Comparer { get; } = comparer;
    }
}
