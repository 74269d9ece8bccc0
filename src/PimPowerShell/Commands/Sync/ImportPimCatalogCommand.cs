using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Sync;

/// <summary>Writes an exported catalog to a server, and gives one result for each line.</summary>
[Cmdlet(VerbsData.Import, "PimCatalog", SupportsShouldProcess = true)]
[OutputType(typeof(UpsertResult))]
public sealed class ImportPimCatalogCommand : PimCatalogFolderCommand, ILimited
{
    private ImportRun? _run;
    private ImportLines? _lines;
    private ProgressReport? _progress;

    /// <summary><para type="description">Sends all lines, whether they differ from what the server holds or not.</para></summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

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

    /// <summary>Sends the lines of all files; results come as batches are answered.</summary>
    protected override void EndProcessing()
    {
        var limits = RunLimits.Of(this);
        ForAll(() => _run = Open(limits), Path);
        _lines = new ImportLines(_run!, Finish);
        _progress = new ProgressReport(this, _run!.Import.Summary, (int)Math.Min(int.MaxValue, _run.Sent.Sum(static file => file.File.Count)));
        FindKeys();
        foreach (FileToSend file in _run.Sent)
        {
            Send(file);
        }

        EndIfBroken();
        foreach (FileToSend file in _run.Sent)
        {
            SendLate(file);
        }

        foreach (FileToSend file in _run.Sent)
        {
            SendFiles(file);
        }

        _run.Import.BeginByWay();
        foreach (FileToSend file in _run.Sent)
        {
            SendFiles(file);
        }

        End();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _run is not null)
        {
            _run.Import.Dispose();
            GiveSummary();
        }
    }

    internal override void Drain()
    {
        base.Drain();
        while (_run is not null && _run.Import.TryTake(out BulkResult result))
        {
            _run.Output.Write(result);
        }

        _progress?.Show();
    }

    /// <summary>Looks at the folder, before the first request.</summary>
    private ImportRun Open(RunLimits limits)
    {
        CatalogFolder folder = CatalogFolder.Open(Folder);
        if (folder.Manifest.Provider != Provider.Name)
        {
            throw new PimException(PimErrorKind.Input, $"The export in '{Path}' is of {folder.Manifest.Provider}, and the session's server is {Provider.Name}: their catalogs have other shapes.") { Subject = Path };
        }

        IReadOnlyList<CatalogFile> files = folder.FilesOf(Wanted(), Include ?? []);
        folder.Check(files);
        bool hasMedia = folder.CheckMedia();
        LackingItems lacking = LackingItems.Of(folder, Provider);
        var sent = new List<FileToSend>();
        long index = 0;
        foreach (CatalogFile file in files)
        {
            PimResource resource = FindResource(file.Resource);
            if (IsElsewhere(folder.Manifest, resource))
            {
                WriteWarning($"{file.Resource}: the server's edition has no such things; {file.Count} lines are left out.");
            }
            else if (resource.Verbs.HasFlag(ResourceVerbs.Upsert))
            {
                sent.Add(new FileToSend(file, resource, index, new EditionGaps(Provider, resource, lacking, IsNamed(resource))));
                index += file.Count;
            }
            else
            {
                WriteWarning($"{file.Resource}: {Provider.Name} cannot write these through its API; {file.Count} lines are left out. What refers to them needs them on the server.");
            }
        }

        var import = new CatalogImport(Provider, limits.In(Settings()), Context(), new PimServer(folder.Manifest.Version, folder.Manifest.Edition), hasMedia ? Folder : null);
        return new ImportRun(folder, sent, new FileValues(Provider, Context()), new CatalogKeys(Provider, Context()), import, hasMedia, new BulkOutput(this, Provider.Root, "Upsert"));
    }

    /// <summary>Whether another edition has things of a kind, and this one has not. What is asked for by name is sent all the same.</summary>
    private bool IsElsewhere(CatalogManifest manifest, PimResource resource) => manifest.Edition != Provider.Server.Edition
        && !IsNamed(resource) && !Wait(CatalogImport.HasKindAsync(Provider, resource, Context()));

    private bool IsNamed(PimResource resource) => Include?.Contains(resource.Noun, StringComparer.OrdinalIgnoreCase) == true;

    private BulkSettings Settings() => new()
    {
        ThrottleLimit = Handle.ThrottleLimit,
        MaximumRetryCount = Handle.MaximumRetryCount,
        RetryInterval = Handle.RetryInterval,
        OnlyChanged = !Force,
        IsPreview = IsWhatIf,
    };

    /// <summary>Looks which products the server has under uuids of its own.</summary>
    private void FindKeys()
    {
        foreach ((PimResource resource, CatalogFile file) in _run!.Keyed(Provider))
        {
            ForAll(() => _run.Folder.Check([file]), Path);
            Wait(() => _run.Keys.FindAsync(resource, _run.Folder.ReadLines(file)));
        }

        WriteVerbose($"{_run.Keys.Count} products have other keys on the server than in the export, and are matched by their identifiers.");
    }

    private void Send(FileToSend file)
    {
        CatalogImport import = _run!.Import;
        BulkInputs inputs = file.Inputs(Provider, ToItem);
        foreach (LineToSend line in _lines!.Read(file))
        {
            if (Read(inputs, file.Resource, line) is not { } item)
            {
                continue;
            }

            if (line.WhyNot is { } whyNot)
            {
                import.Add(new BulkResult(item, BulkStatus.Skipped, null, whyNot, [], 0));
                Drain();
                continue;
            }

            if (import.MustWait(item))
            {
                Complete(isLate: false);
            }

            if (import.End is not null || _run.Output.MaySend(item))
            {
                Wait(() => import.AddAsync(item, line.HasFiles && _run.HasMedia));
            }
            else
            {
                import.Add(BulkOutput.NotSent(item));
                Drain();
            }
        }

        Complete(isLate: false);
        foreach (string leftOut in file.Warnings(_run.HasMedia))
        {
            WriteWarning(leftOut);
        }
    }

    /// <summary>Sends what associates the lines of a file with others, which are there by then.</summary>
    private void SendLate(FileToSend file)
    {
        CatalogImport import = _run!.Import;
        import.Next(isLate: true);
        BulkInputs inputs = file.Inputs(Provider, ToItem);
        foreach (LineToSend line in _lines!.Read(file, import.IsLate))
        {
            if (Read(inputs, file.Resource, line) is { } item)
            {
                Wait(() => import.AddLateAsync(item));
                EndIfBroken();
            }
        }

        Complete(isLate: true);
    }

    /// <summary>Sends the files of the lines of a file, whose items are there by then.</summary>
    private void SendFiles(FileToSend file)
    {
        CatalogImport import = _run!.Import;
        BulkInputs inputs = file.Inputs(Provider, ToItem);
        foreach (LineToSend line in _lines!.Read(file, import.HasFiles))
        {
            if (Read(inputs, file.Resource, line) is { } item)
            {
                Wait(() => import.AddFilesAsync(item with { Line = line.Whole }));
                EndIfBroken();
            }
        }

        Wait(import.CompleteFilesAsync);
        EndIfBroken();
    }

    private byte[]? Finish(Task<byte[]> line)
    {
        try
        {
            return Wait(line);
        }
        catch (PimException e)
        {
            _run!.Import.EndWith(e);
            return null;
        }
    }

    private BulkItem? Read(BulkInputs inputs, PimResource resource, LineToSend line)
    {
        try
        {
            return inputs.Read(line.Index, line.Text);
        }
        catch (PimException e)
        {
            _run!.Import.Add(new BulkResult(new BulkItem(line.Index, resource, "", default, line.Text), BulkStatus.Failed, null, e.Message, e.Errors, 0));
            Drain();
            return null;
        }
    }

    private void Wait(Func<Task> start) => ForAll(() => Wait(start()), Checkpoint);

    private void Complete(bool isLate)
    {
        Wait(_run!.Import.CompleteAsync());
        _run.Import.Next(isLate);
    }

    private void EndIfBroken()
    {
        if (_run!.Import.End is { Reason: BulkEndReason.Broken or BulkEndReason.TooManyFailures })
        {
            Wait(_run.Import.CompleteAsync());
            End();
        }
    }

    /// <summary>Gives what is known first, then says why the import ended early.</summary>
    private void End()
    {
        foreach (BulkResult result in _run!.Import.Leave())
        {
            _run.Output.Write(result);
        }

        _progress!.Complete();
        if (_run.Import.MissingFiles > 0)
        {
            WriteWarning($"{_run.Import.MissingFiles} files that items have are not in the export: its server had lost them.");
        }

        GiveSummary();
        _run.Output.End(_run.Import.End, "Run it again to go on: what is there already is not sent again.");
    }

    private void GiveSummary() => _run!.Output.SumUp(SummaryVariable, _run.Import.Summary, _run.Import.End, _run.Rest);
}
