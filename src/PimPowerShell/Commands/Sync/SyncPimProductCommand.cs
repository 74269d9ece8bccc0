using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Sync;

/// <summary>Tells what changed since the last run, which a folder remembers.</summary>
[Cmdlet(VerbsData.Sync, "PimProduct", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.SyncChange")]
public sealed class SyncPimProductCommand : PimConnectedCmdlet, ITimeLimited
{
    private Run? _run;
    private ThrottledProgress? _progress;
    private TimeSpan? _timeBudget;

    /// <summary><para type="description">The folder of the state, for one kind of thing, one server and one filter; it is made where it is not there.</para></summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary><para type="description">The kind of thing: Product unless given, or any other whose list the server can search by the time of a change.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SyncResourceCompleter))]
    public string Resource { get; set; } = "Product";

    /// <summary><para type="description">Only items that this finds, as for Get-PimProduct. It belongs to the state: another one needs another folder.</para></summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FilterTableCompleter))]
    public object? Filter { get; set; }

    /// <summary><para type="description">The reference entity of records.</para></summary>
    [Parameter]
    [IdentityTransformation(IsOne = true, Kinds = nameof(ReferenceEntity))]
    [ArgumentCompleter(typeof(ReferenceEntityCompleter))]
    public PimIdentity? ReferenceEntity { get; set; }

    /// <summary><para type="description">The asset family of assets.</para></summary>
    [Parameter]
    [IdentityTransformation(IsOne = true, Kinds = nameof(AssetFamily))]
    [ArgumentCompleter(typeof(AssetFamilyCompleter))]
    public PimIdentity? AssetFamily { get; set; }

    /// <summary><para type="description">The variants of product models that changed in so many days before the last run are read again.</para></summary>
    [Parameter]
    [ValidateRange(0, 3650)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int VariantLookbackDays { get; set; } = 7;

    /// <summary><para type="description">How far before the start of the last run changes are read from, for what the server finds late.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary><para type="description">Reads and compares all items, whenever they changed.</para></summary>
    [Parameter]
    public SwitchParameter Full { get; set; }

    /// <summary><para type="description">Does not look for what is gone, which takes a list of all keys.</para></summary>
    [Parameter]
    public SwitchParameter SkipRemoved { get; set; }

    /// <summary><para type="description">Items in one request: 1 to 100 for Akeneo, 1 to 500 for PIMS.</para></summary>
    [Parameter]
    [ValidateRange(1, 500)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int PageSize { get; set; } = 100;

    /// <summary><para type="description">The time after which nothing more is read; the next run goes on there.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public TimeSpan TimeBudget { get; set; }

    /// <summary><para type="description">The name of a variable that gets the summary of the run.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? SummaryVariable { get; set; }

    /// <summary>Fails before anything is sent where a parameter does not fit.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        PimResource resource = FindResource(Resource);
        if (!ChangeReader.CanRead(resource))
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, $"way to tell what changed of {resource.Noun}",
                $"It has one for {string.Join(", ", SyncResourceCompleter.Resources(Provider).Select(other => other.Noun))}."));
        }

        foreach (string owner in new[] { nameof(ReferenceEntity), nameof(AssetFamily) })
        {
            bool liesInIt = resource.PathNames.Contains(ApiName.ToSnake(owner));
            if (liesInIt != MyInvocation.BoundParameters.ContainsKey(owner))
            {
                ThrowTerminatingError(PimErrors.Input(liesInIt ? $"{owner}: {resource.Noun} lies in one. Give -{owner}." : $"{resource.Noun} takes no -{owner}: it does not lie in one.", owner));
            }
        }

        if (PageSize > resource.MaximumPageSize)
        {
            ThrowTerminatingError(PimErrors.Input($"PageSize: {Provider.Name} takes {resource.MaximumPageSize} at most.", PageSize));
        }

        _timeBudget = RunLimits.TimeOf(this);
        if (Overlap < TimeSpan.Zero)
        {
            ThrowTerminatingError(PimErrors.Input("Overlap: takes a time that is not less than none.", Overlap));
        }
    }

    /// <summary>Reads the changes; those of a page are kept when the pipeline has taken them.</summary>
    protected override void EndProcessing()
    {
        string folder = PathOf(Path, nameof(Path));
        PimResource resource = FindResource(Resource);
        if (ShouldProcess($"{resource.Noun} of {Provider.Root.Host}, with the state in '{folder}'", "Sync"))
        {
            ForAll(() => Read(resource, folder), Path);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _run?.Reader.Dispose();
            GiveSummary();
        }
    }

    internal override void Drain()
    {
        base.Drain();
        _progress?.Show(() =>
        {
            SyncSummary summary = _run!.Reader.Summary;
            return string.Format(CultureInfo.CurrentCulture, "{0:N0} read, {1:N0} added, {2:N0} changed, {3:N0} removed, {4:N0} keys listed",
                summary.Read, summary[ItemChangeKind.Added], summary[ItemChangeKind.Changed], summary[ItemChangeKind.Removed], summary.Listed);
        });
    }

    private void Read(PimResource resource, string folder)
    {
        PimQuery query = Query(resource);
        // what the back end cannot do, or the login may not, is said before there is a folder
        _ = Provider.Read(query);
        IItemConverter converter = Converter(resource, query.PathValues);
        _run = new Run(resource, new ChangeReader(Provider, Settings(folder, query), Context()));
        _progress = new ThrottledProgress(this, $"Reading changes of {resource.Noun}");
        while (Wait(_run.Reader.ReadAsync()) is { } changes)
        {
            foreach (ItemChange change in changes)
            {
                WriteObject(SyncChange.From(change, resource, converter));
            }
        }

        _progress.Complete();
        GiveSummary();
        if (_run.Reader.Summary.EndedBy is { } ended)
        {
            WriteWarning($"{ended} Run it again to go on: what was read so far is kept.");
        }
    }

    private SyncSettings Settings(string folder, PimQuery query) => new(folder, query)
    {
        VariantLookback = TimeSpan.FromDays(VariantLookbackDays),
        Overlap = Overlap,
        IsFull = Full,
        SkipRemoved = SkipRemoved,
        TimeBudget = _timeBudget,
    };

    private PimQuery Query(PimResource resource)
    {
        (List<PimCondition> conditions, List<string> searches) = FilterArgument.Read(Filter, resource.Noun);
        var query = new PimQuery(resource)
        {
            PathValues = PathValues(resource),
            Search = searches.FirstOrDefault(),
            MoreSearches = [.. searches.Skip(1)],
            PageSize = PageSize,
        };
        return Filter is null ? query : query with { Criteria = Wait(Provider.ReadFilterAsync(query, conditions, Context())) };
    }

    private void GiveSummary()
    {
        if (SummaryVariable is not null && _run is { IsSummedUp: false })
        {
            _run.IsSummedUp = true;
            SessionState.PSVariable.Set(SummaryVariable, SyncChange.Sum(_run.Reader.Summary, _run.Resource, _run.Reader.Count));
        }
    }

    /// <summary>What one run of the cmdlet holds. A class of its own, so that no exported type has a field of a dependency's type.</summary>
    private sealed class Run(PimResource resource, ChangeReader reader)
    {
        public PimResource Resource { get; } = resource;

        public ChangeReader Reader { get; } = reader;

        public bool IsSummedUp { get; set; }
    }
}
