using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Products;

/// <summary>Gives products and product models the values back that they had before they were changed.</summary>
[Cmdlet(VerbsCommon.Undo, "PimChange", SupportsShouldProcess = true, DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(UpsertResult))]
public sealed class UndoPimChangeCommand : PimConnectedCmdlet
{
    private const string InputObjectSet = "InputObject";
    private const string RunSet = "Run";
    private const string IdentitySet = "Identity";

    private Undoing? _undoing;

    /// <summary><para type="description">The changes: what Get-PimProductHistory gives, with -Expand or without.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary><para type="description">The run whose changes are undone. Needs a session with -HistoryPath.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = RunSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string Run { get; set; } = "";

    /// <summary><para type="description">The products: identifiers, uuids, SKUs, or products that were read. With -Run, only those of the run.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = RunSet, ValueFromPipeline = true)]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">Only changes at or after this time.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet)]
    [Parameter(ParameterSetName = RunSet)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public DateTimeOffset? Since { get; set; }

    /// <summary><para type="description">The kind of thing that -Identity names: Product, or ProductModel where product models have a history.</para></summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [Parameter(ParameterSetName = RunSet)]
    [SpellingTransformation(typeof(UndoPimChangeCommand))]
    [ValidateSet("Product", "ProductModel")]
    public string Resource { get; set; } = "Product";

    /// <summary><para type="description">Undoes a change too where the value has been changed again since.</para></summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary><para type="description">Writes a result for each product to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Fails before anything is read when there is no history to read.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (ParameterSetName == IdentitySet && !Provider.Capabilities.HasFlag(PimCapabilities.History))
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, "history in its API", "Connect-Pim -HistoryPath keeps what this module changes from then on, and that can be undone."));
        }

        if (ParameterSetName == RunSet && Provider.Recorder is null)
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, "runs in its API", "Connect-Pim -HistoryPath keeps what each run changes from then on, and that can be undone."));
        }

        _undoing = new Undoing(new BulkOutput(this, Provider.Root, "Undo") { PassThru = PassThru, NameOf = static item => (string)item.Tag! });
    }

    /// <summary>Takes the changes of the pipeline.</summary>
    protected override void ProcessRecord()
    {
        foreach (PimIdentity identity in Identity)
        {
            ForItem(identity.Source, () => _undoing!.Identities.Add(identity.Of(FindResource(Resource))));
        }

        foreach (PSObject input in InputObject)
        {
            ForItem(input, () => _undoing!.Entries.Add(HistoryView.Read(input)));
        }
    }

    /// <summary>Undoes all of them.</summary>
    protected override void EndProcessing()
    {
        ForAll(() =>
        {
            Take();
            IReadOnlyList<UndoStep> steps = Wait(new UndoPlanner(Provider, Force).PlanAsync(_undoing!.Entries, Context()));
            var planned = new UndoRenames(Provider, steps);
            UndoStep[] wanted = [.. steps.Where((step, number) => MaySend(step, number, planned.IsDetour(number)))];
            _undoing.Writer = new BulkWriter(Provider, new BulkSettings { ThrottleLimit = Handle.ThrottleLimit, MaximumRetryCount = Handle.MaximumRetryCount, RetryInterval = Handle.RetryInterval, InOrder = true }, Context());
            Send(wanted);
            Wait(_undoing.Writer.CompleteAsync());
            if (_undoing.Writer.End is { Cause: { } cause })
            {
                throw cause;
            }
        });
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _undoing?.Writer?.Dispose();
        }
    }

    internal override void Drain()
    {
        base.Drain();
        while (_undoing?.Writer is { } writer && writer.TryTake(out BulkResult result))
        {
            _undoing.Output.Write(_undoing.Renames?.Finish((int)result.Item.Index, result) ?? result);
        }
    }

    /// <summary>Reads the changes that the parameters name.</summary>
    private void Take()
    {
        if (ParameterSetName == RunSet)
        {
            IReadOnlyList<HistoryEntry> run = Provider.Recorder!.Store.FindRun(Run);
            if (run.Count == 0)
            {
                throw new PimException(PimErrorKind.Input, $"The history has no run '{Run}'.") { Subject = Run };
            }

            // nothing in the pipe is none of the run, not all of it, and so is what was refused
            HashSet<string?>? places = Identity.Length == 0 && !MyInvocation.ExpectingInput ? null : PlacesIn(run);
            _undoing!.Entries.AddRange(run.Where(entry => IsWanted(entry) && (places is null || places.Contains(entry.Place))));
        }
        else if (ParameterSetName == IdentitySet)
        {
            PimResource resource = FindResource(Resource);
            foreach (PimIdentity identity in _undoing!.Identities)
            {
                ForItem(identity.Source, () => _undoing.Entries.AddRange(
                    Wait(Provider.ReadHistoryAsync(resource, identity.KeyFor(resource), null, Context())).Where(IsWanted)));
            }
        }
    }

    /// <summary>Where those entries of a run stand that are of the items of the parameters, which may have had other identifiers at its time.</summary>
    private HashSet<string?> PlacesIn(IReadOnlyList<HistoryEntry> run)
    {
        PimResource resource = FindResource(Resource);
        HistoryEntry[] entries = [.. run.Where(entry => entry.Resource == Resource)];
        ILookup<string, HistoryEntry> now = entries.SelectMany(static entry => new[] { entry.Key, entry.OtherKey }.OfType<string>().Select(name => (name, entry))).ToLookup(static item => item.name, static item => item.entry, StringComparer.OrdinalIgnoreCase);
        ILookup<string?, HistoryEntry> before = entries.ToLookup(static entry => entry.FormerKey, StringComparer.OrdinalIgnoreCase);
        var places = new HashSet<string?>();
        foreach (string key in _undoing!.Identities.Select(identity => identity.KeyFor(resource)))
        {
            IEnumerable<HistoryEntry> own = now.Contains(key) ? now[key] : before.Contains(key) ? before[key] : Provider.Recorder!.Store.Find(Resource, key).Where(entry => entry.Run == Run);
            string?[] found = [.. own.Select(static entry => entry.Place)];
            if (found.Length == 0)
            {
                WriteVerbose($"{Resource} '{key}' is not among what the run '{Run}' has changed.");
            }

            places.UnionWith(found);
        }

        return places;
    }

    private bool IsWanted(HistoryEntry entry) => Since is null || entry.Time >= Since;

    /// <summary>Tells what is left as it is, and asks for the rest.</summary>
    private bool MaySend(UndoStep step, int number, bool isDetour)
    {
        string name = $"{step.Resource.Noun} '{step.Name}'";
        if (step.Fault is { } fault)
        {
            WriteError(PimErrors.NotUndone($"{name} is left as it is. {fault}", step.Name));
        }
        else if (step.ChangedSince.Count > 0)
        {
            WriteError(PimErrors.ChangedSince($"{name} has been changed again since, and that is left as it is: {Difference.DescribeFound(step.ChangedSince)}", step.Name));
        }

        if (step.InheritedFault is { } inherited)
        {
            WriteError(PimErrors.NotUndone($"{name} is left as it is. {inherited}", step.Name));
        }

        if (step.Changes.Line.IsEmpty)
        {
            WriteVerbose($"{name}: nothing to undo.");
            if (step is { Fault: null, InheritedFault: null, ChangedSince.Count: 0 })
            {
                _undoing!.Output.Write(new BulkResult(new BulkItem(number, step.Resource, step.Key, default, step.Name), BulkStatus.Unchanged, null, "Nothing to undo.", [], 0));
            }

            return false;
        }

        string detour = isDetour ? $" (by way of a temporary identifier, since '{step.Rename!.To}' is another's until then)" : "";
        return ShouldProcess($"{name} on {Provider.Root.Host}: {Difference.Describe(step.Changes.Differences)}{detour}", "Undo");
    }

    /// <summary>Sends all: identifiers before what may go by them.</summary>
    private void Send(IReadOnlyList<UndoStep> steps)
    {
        UndoRenames renames = _undoing!.Renames = new UndoRenames(Provider, steps);
        BulkWriter writer = _undoing.Writer!;
        HashSet<int> settled = [];
        try
        {
            Wait(renames.WriteAsync(Context(), number => TrySettle(number)));
            AddRest();
        }
        catch (Exception e) when (e is not RuntimeException)
        {
            // what is done is told before why the rest is not
            writer.Dispose();
            AddRest();
            Drain();
            throw;
        }

        void AddRest()
        {
            for (int number = 0; number < steps.Count; number++)
            {
                if (!settled.Contains(number) && TrySettle(number) is { } item)
                {
                    Wait(writer.AddAsync(item));
                }
            }
        }

        // gives what is left to be sent
        BulkItem? TrySettle(int number)
        {
            var item = new BulkItem(number, steps[number].Resource, renames.KeyOf(number), renames.LineOf(number), steps[number].Name);
            if (renames.ResultOf(number, item) is not { } result)
            {
                return item;
            }

            settled.Add(number);
            writer.Add(result);
            return null;
        }
    }

    /// <summary>What one run of the cmdlet holds. A class of its own, so that no exported type has a field of a dependency's type.</summary>
    private sealed class Undoing(BulkOutput output)
    {
        public BulkOutput Output { get; } = output;

        public List<HistoryEntry> Entries { get; } = [];

        public List<PimIdentity> Identities { get; } = [];

        public BulkWriter? Writer { get; set; }

        public UndoRenames? Renames { get; set; }
    }
}
