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
    public PSObject[] InputObject { get; set; } = [];

    /// <summary><para type="description">The run whose changes are undone. Needs a session with -HistoryPath.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = RunSet)]
    [ValidateNotNullOrEmpty]
    public string Run { get; set; } = "";

    /// <summary><para type="description">The products: identifiers, uuids, SKUs, or products that were read. With -Run, only those of the run.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = RunSet, ValueFromPipeline = true)]
    [IdentityTransformation]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">Only changes at or after this time.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet)]
    [Parameter(ParameterSetName = RunSet)]
    public DateTimeOffset? Since { get; set; }

    /// <summary><para type="description">The kind of thing that -Identity names: Product, or ProductModel where product models have a history.</para></summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [Parameter(ParameterSetName = RunSet)]
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
        _undoing!.Identities.AddRange(Identity);
        foreach (PSObject input in InputObject)
        {
            ForItem(input, () => _undoing.Entries.Add(HistoryView.Read(input)));
        }
    }

    /// <summary>Undoes all of them.</summary>
    protected override void EndProcessing()
    {
        ForAll(() =>
        {
            Take();
            IReadOnlyList<UndoStep> steps = Wait(new UndoPlanner(Provider, Force).PlanAsync(_undoing!.Entries, Context()));
            _undoing.Writer = new BulkWriter(Provider, new BulkSettings { ThrottleLimit = Handle.ThrottleLimit, MaximumRetryCount = Handle.MaximumRetryCount, RetryInterval = Handle.RetryInterval, InOrder = true }, Context());
            for (int i = 0; i < steps.Count; i++)
            {
                Undo(i, steps[i]);
            }

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
            _undoing.Output.Write(result);
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

            // nothing in the pipe is none of the run, not all of it
            HashSet<string>? keys = _undoing!.Identities.Count == 0 && !MyInvocation.ExpectingInput ? null : KeysIn(run);
            _undoing.Entries.AddRange(run.Where(entry => IsWanted(entry) && (keys is null || (entry.Resource == Resource && Names(entry).Any(keys.Contains)))));
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

    /// <summary>The keys that the items of the parameters have in a run, which may have been made when they had another identifier.</summary>
    private HashSet<string> KeysIn(IReadOnlyList<HistoryEntry> run)
    {
        var names = new HashSet<string>(run.Where(entry => entry.Resource == Resource).SelectMany(Names), StringComparer.OrdinalIgnoreCase);
        return new(_undoing!.Identities.Select(identity => identity.KeyFor(FindResource(Resource)))
            .SelectMany(key => names.Contains(key) ? [key] : Provider.Recorder!.Store.Find(Resource, key).Select(static entry => entry.Key)), StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Names(HistoryEntry entry) => entry.OtherKey is { } other ? [entry.Key, other] : [entry.Key];

    private bool IsWanted(HistoryEntry entry) => Since is null || entry.Time >= Since;

    private void Undo(int number, UndoStep step)
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

        if (step.Changes.Line.IsEmpty)
        {
            WriteVerbose($"{name}: nothing to undo.");
        }
        else if (ShouldProcess($"{name} on {Provider.Root.Host}: {Difference.Describe(step.Changes.Differences)}", "Undo"))
        {
            Send(new BulkItem(number, step.Resource, step.Key, step.Changes.Line, step.Name));
        }
    }

    /// <summary>Sends it with others, or alone what a batch would pass over.</summary>
    private void Send(BulkItem item)
    {
        if (Wait(Provider.FindPassedOverAsync(item.Resource, item.Line, Context())) is null)
        {
            Wait(_undoing!.Writer!.AddAsync(item));
            return;
        }

        BulkResult result;
        try
        {
            WriteOutcome written = Wait(Provider.WriteAsync(new PimWrite(item.Resource, WriteVerb.Upsert, item.Key, item.Line) { MustExist = true }, Context()));
            result = new BulkResult(item, BulkStatus.Updated, written.StatusCode, null, [], 1) { Warnings = written.Warnings };
        }
        catch (PimException e)
        {
            result = BulkResult.Of(item, e);
        }

        _undoing!.Writer!.Add(result);
    }

    /// <summary>What one run of the cmdlet holds. A class of its own, so that no exported type has a field of a dependency's type.</summary>
    private sealed class Undoing(BulkOutput output)
    {
        public BulkOutput Output { get; } = output;

        public List<HistoryEntry> Entries { get; } = [];

        public List<PimIdentity> Identities { get; } = [];

        public BulkWriter? Writer { get; set; }
    }
}
