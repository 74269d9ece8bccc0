using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Bulk;

/// <summary>Writes many items in parallel batches, and gives one result for each input.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "PimBulkUpsert", DefaultParameterSetName = ItemSet, SupportsShouldProcess = true)]
[OutputType(typeof(UpsertResult))]
public sealed class InvokePimBulkUpsertCommand : PimConnectedCmdlet, ILimited
{
    private const string ItemSet = "Item";
    private const string FileSet = "File";

    private readonly List<string> _files = [];
    private UpsertRun? _run;
    private ProgressReport? _progress;

    /// <summary><para type="description">The items: products that were read, hashtables, rows, or lines of JSON, each with its uuid or identifier.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ItemSet)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? InputObject { get; set; }

    /// <summary><para type="description">Files of JSON lines in UTF-8, an item a line; faster than their lines down the pipeline. Takes wildcards.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary><para type="description">The kind of thing that is written; without it, each object that was read is of its own kind, and all else a product.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BatchResourceCompleter))]
    public string? Resource { get; set; }

    /// <summary><para type="description">Takes the whole input first, and writes what others refer to before them: families before products, parents before children, both ends before an association.</para></summary>
    [Parameter]
    public SwitchParameter InOrder { get; set; }

    /// <summary><para type="description">Sends an item although something of the input that it refers to was not written. With -InOrder.</para></summary>
    [Parameter]
    public SwitchParameter IgnorePrerequisite { get; set; }

    /// <summary><para type="description">Makes products that others are to be associated with, and that are nowhere. With -InOrder.</para></summary>
    [Parameter]
    public SwitchParameter CreateMissingItem { get; set; }

    /// <summary><para type="description">Leaves associations with products and models that are nowhere out of what is sent, and warns of each. With -InOrder.</para></summary>
    [Parameter]
    public SwitchParameter SkipMissingItem { get; set; }

    /// <summary><para type="description">The family of family variants; without it, each says its own.</para></summary>
    [Parameter]
    [IdentityTransformation(IsOne = true, Kinds = nameof(Family))]
    [ArgumentCompleter(typeof(FamilyCompleter))]
    public PimIdentity? Family { get; set; }

    /// <summary><para type="description">The attribute of attribute options; without it, each says its own.</para></summary>
    [Parameter]
    [IdentityTransformation(IsOne = true, Kinds = "Attribute,AssetAttribute,ReferenceEntityAttribute")]
    [ArgumentCompleter(typeof(AttributeCompleter))]
    public PimIdentity? Attribute { get; set; }

    /// <summary><para type="description">The reference entity of records; without it, each says its own.</para></summary>
    [Parameter]
    [IdentityTransformation(IsOne = true, Kinds = nameof(ReferenceEntity))]
    [ArgumentCompleter(typeof(ReferenceEntityCompleter))]
    public PimIdentity? ReferenceEntity { get; set; }

    /// <summary><para type="description">The asset family of assets; without it, each says its own.</para></summary>
    [Parameter]
    [IdentityTransformation(IsOne = true, Kinds = nameof(AssetFamily))]
    [ArgumentCompleter(typeof(AssetFamilyCompleter))]
    public PimIdentity? AssetFamily { get; set; }

    /// <summary><para type="description">Items in one request, 1 to 100.</para></summary>
    [Parameter]
    [ValidateRange(1, 100)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int BatchSize { get; set; } = 100;

    /// <summary><para type="description">Requests in flight at one time; the session's limit unless given, and never more than that.</para></summary>
    [Parameter]
    [ValidateRange(1, 100)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int ThrottleLimit { get; set; }

    /// <summary><para type="description">Bytes in one request at most, where a proxy takes less than 4 MB.</para></summary>
    [Parameter]
    [ValidateRange(1000, 100_000_000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int MaximumBodySize { get; set; }

    /// <summary><para type="description">Finds what the server would refuse before anything of it is sent: attributes, locales, channels, types, options, ranges.</para></summary>
    [Parameter]
    public SwitchParameter Validate { get; set; }

    /// <summary><para type="description">Reads what the server holds first, and sends only what differs. With -WhatIf it tells the differences.</para></summary>
    [Parameter]
    public SwitchParameter OnlyChanged { get; set; }

    /// <summary><para type="description">The name of a variable that takes what differs, as -OutVariable does; a plus sign before it adds to the variable. With -OnlyChanged.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? DiffVariable { get; set; }

    /// <summary><para type="description">A file that keeps what the server has taken: a run that was broken off goes on there when it is started again with the same input.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    /// <summary><para type="description">The run ends when more items than this have failed or are unknown.</para></summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public long MaximumFailure { get; set; }

    /// <summary><para type="description">The time after which nothing more is sent; what is left is Skipped.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public TimeSpan TimeBudget { get; set; }

    /// <summary><para type="description">The name of a variable that gets the summary of the run.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? SummaryVariable { get; set; }

    /// <summary><para type="description">Makes select options that do not exist, for attributes that allow it. SaaS edition only.</para></summary>
    [Parameter]
    public SwitchParameter CreateMissingOption { get; set; }

    /// <summary><para type="description">Puts the calculation of filter values off until the last product of the run. PIMS.</para></summary>
    [Parameter]
    public SwitchParameter PauseReIndexing { get; set; }

    /// <summary><para type="description">Makes an error of what a server ignores without a word, as PIMS does with attributes that it does not know.</para></summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        string[] owners = [.. OwnerParameters().Where(name => MyInvocation.BoundParameters.ContainsKey(name))];
        PimResource resource = FindResource(Resource ?? KindIn(owners) ?? "Product");
        if (resource.Batch == BatchStyle.None)
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, $"bulk write of {resource.Noun}",
                $"It has one for {string.Join(", ", BatchResourceCompleter.Resources(Provider).Select(r => r.Noun))}."));
        }

        if (LackingEdition(MyInvocation.MyCommand.Name, resource.Editions, resource.Noun) is { } lacking)
        {
            ThrowTerminatingError(lacking);
        }

        if (Array.Find(owners, name => !resource.PathNames.Contains(ApiName.ToSnake(name))) is { } foreign)
        {
            ThrowTerminatingError(PimErrors.Input($"{resource.Noun} takes no -{foreign}: it does not lie in one.", foreign));
        }

        if (new[] { nameof(CreateMissingOption), nameof(PauseReIndexing) }.FirstOrDefault(name => IsSet(name) && OptionOf(resource, name) is null) is { } option)
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, $"option -{option} for {resource.Noun}", "Leave it out."));
        }

        var limits = RunLimits.Of(this);
        var output = new BulkOutput(this, Provider.Root, "Upsert") { IsStrict = Strict, Differences = DifferenceVariable.Open(this, OnlyChanged, DiffVariable) };
        if (!InOrder && (IgnorePrerequisite || CreateMissingItem || SkipMissingItem))
        {
            ThrowTerminatingError(PimErrors.Input("-IgnorePrerequisite, -CreateMissingItem and -SkipMissingItem need -InOrder.", null));
        }

        if (CreateMissingItem && SkipMissingItem)
        {
            ThrowTerminatingError(PimErrors.Input("-CreateMissingItem and -SkipMissingItem exclude each other.", null));
        }

        ForAll(() => _files.AddRange(Path.SelectMany(path => FilePaths.Find(SessionState.Path, path))));
        ForAll(
            () =>
            {
                var inputs = new BulkInputs(Provider, resource, Resource is null, PathValues(resource), ToNamedItem);
                _run = new UpsertRun(inputs, new BulkWriter(Provider, limits.In(Settings(SetFlags(resource.WriteOptions))), Context()), output);
            },
            Checkpoint);
        _progress = new ProgressReport(this, _run!.Writer.Summary, InputObject?.Length);
    }

    /// <summary>The kind of thing that lies in what some parameters name, and in nothing else; null where they name nothing, or no one kind.</summary>
    private string? KindIn(string[] owners)
    {
        PimResource[] kinds = owners.Length == 0 ? []
            : [.. BatchResourceCompleter.Resources(Provider).Where(kind => kind.PathNames.Count() == owners.Length && owners.All(name => kind.PathNames.Contains(ApiName.ToSnake(name))))];
        return kinds.Length == 1 ? kinds[0].Noun : null;
    }

    /// <summary>What is sent of an input; says where it is another item than the one that was read.</summary>
    private WritableItem ToNamedItem(object? input, PimResource resource)
    {
        WritableItem item = ToChange(input, resource);
        if (item is { Key: { } key, KeyAsRead: { } read } && !string.Equals(key, read, StringComparison.OrdinalIgnoreCase))
        {
            WriteWarning($"What was read as {resource.Noun} '{read}' is written as '{key}': its {item.Resource.Key} is its key here, and '{read}' stays as it is. Connect-Pim -ProductIdFormat Uuid to rename it.");
        }

        return item;
    }

    /// <summary>Takes items; results come as batches are answered.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == FileSet)
        {
            TakeFiles();
            return;
        }

        // a null that comes down the pipeline is an input too, and gets its result
        foreach (object? input in InputObject ?? [null])
        {
            Take(input);
        }

        // a pipeline may have any length, and any cost, before it
        if (_run!.Writer.End is { Reason: BulkEndReason.Broken or BulkEndReason.TooManyFailures })
        {
            End();
        }
    }

    /// <summary>Sends what is left.</summary>
    protected override void EndProcessing() => End();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _run is not null)
        {
            _run.Writer.Dispose();
            GiveSummary();
        }
    }

    internal override void Drain()
    {
        base.Drain();
        while (_run is not null && _run.Writer.TryTake(out BulkResult result))
        {
            _run.Output.Write(result);
        }

        _progress?.Show();
    }

    private BulkSettings Settings(Dictionary<string, string> options) => new()
    {
        BatchSize = BatchSize,
        ThrottleLimit = ThrottleLimit == 0 ? Handle.ThrottleLimit : ThrottleLimit,
        BodyBytes = MaximumBodySize == 0 ? null : MaximumBodySize,
        Options = options,
        MaximumRetryCount = Handle.MaximumRetryCount,
        RetryInterval = Handle.RetryInterval,
        InOrder = InOrder,
        IgnorePrerequisites = IgnorePrerequisite,
        CreateMissingItems = CreateMissingItem,
        SkipMissingItems = SkipMissingItem,
        Validate = Validate,
        OnlyChanged = OnlyChanged,
        IsPreview = IsWhatIf,
        IsStrict = Strict,
    };

    /// <summary>Waits for all answers; what was known before a break is written first, then the error.</summary>
    private void End()
    {
        Wait(_run!.Writer.CompleteAsync());
        _progress!.Complete();
        GiveSummary();
        _run.Output.End(_run.Writer.End, Checkpoint is null
            ? "Run it again with the results that are Skipped."
            : $"Run it again with the same input and -Checkpoint '{Checkpoint}' to go on.");
    }

    private void GiveSummary() => _run!.Output.SumUp(SummaryVariable, _run.Writer.Summary, _run.Writer.End, _run.Rest);

    private void TakeFiles()
    {
        try
        {
            foreach (FileLine line in _files.SelectMany(FileLine.ReadAll))
            {
                Take(line);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // what was read so far gets its results first
            End();
            ThrowTerminatingError(PimErrors.Input($"Path: {e.Message}", Path));
        }
    }

    private void Take(object? input)
    {
        long index = _run!.Count++;
        if (_run.Inputs.Settle(index, input) is { } settled)
        {
            _run.Writer.Add(settled);
            Drain();
            return;
        }

        BulkItem item;
        try
        {
            item = _run.Inputs.Read(index, input);
        }
        catch (PimException e)
        {
            _run.Writer.Add(new BulkResult(_run.Inputs.Unsent(index, input), BulkStatus.Failed, null, e.Message, e.Errors, 0));
            Drain();
            return;
        }

        if (LackingEdition(MyInvocation.MyCommand.Name, item.Resource.Editions, item.Resource.Noun) is { } lacking)
        {
            _run.Writer.Add(new BulkResult(item, BulkStatus.Failed, null, lacking.Exception.Message, [], 0));
            Drain();
            return;
        }

        if (_run.Output.MaySend(item))
        {
            Wait(_run.Writer.AddAsync(item));
        }
        else
        {
            _run.Writer.Add(BulkOutput.NotSent(item));
            Drain();
        }
    }

    private static string[] OwnerParameters() => [nameof(Family), nameof(Attribute), nameof(ReferenceEntity), nameof(AssetFamily)];
}
