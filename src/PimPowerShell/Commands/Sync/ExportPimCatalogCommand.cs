using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using System.Threading.Tasks;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Sync;

/// <summary>Writes a catalog, structure and data, to a folder of JSON lines.</summary>
[Cmdlet(VerbsData.Export, "PimCatalog", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.CatalogFile")]
public sealed class ExportPimCatalogCommand : PimCatalogFolderCommand, ITimeLimited
{
    private Run? _run;

    /// <summary><para type="description">Saves the media files that items have links to as well.</para></summary>
    [Parameter]
    public SwitchParameter IncludeMedia { get; set; }

    /// <summary><para type="description">Replaces a finished export in the folder, and begins one anew that was broken off.</para></summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary><para type="description">Items in one request, as many as the server allows at most.</para></summary>
    [Parameter]
    [ValidateRange(1, 500)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int PageSize { get; set; } = 100;

    /// <summary><para type="description">Lists that are read at one time, 4 at most.</para></summary>
    [Parameter]
    [ValidateRange(1, 4)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary><para type="description">The time after which nothing more is read; the next run goes on there.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public TimeSpan TimeBudget { get; set; }

    /// <summary>Writes all files, and each to the pipeline when it is whole.</summary>
    protected override void EndProcessing()
    {
        IReadOnlyList<PimResource> resources = [];
        ForAll(() => resources = Wanted());
        if (!ShouldProcess($"{string.Join(", ", resources.Select(static resource => resource.Noun))} of {Provider.Root.Host} to {Folder}", "Export"))
        {
            return;
        }

        _run = new Run(new ThrottledProgress(this, "Reading the catalog"), new CatalogExport(Provider, new CatalogExportSettings
        {
            Folder = Folder,
            Resources = resources,
            MustHaveAll = Include is not null,
            PageSize = PageSize,
            ThrottleLimit = ThrottleLimit,
            Force = Force,
            TimeBudget = RunLimits.TimeOf(this),
            SaveMedia = IncludeMedia ? file => FileDownload.To(file, nameof(Path)) : null,
        }, Context()));
        ForAll(() => Wait(_run.Start()));
        _run.Progress.Complete();
        if (_run.Export.EndedBy is { } ended)
        {
            WriteWarning($"{ended} The export is not finished, and has no manifest. Run it again to go on: what was read so far is kept.");
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _run?.Stop();
        }
    }

    internal override void Drain()
    {
        base.Drain();
        while (_run is not null && _run.Export.TryTake(out ExportedFile file))
        {
            WriteObject(View(file));
        }

        _run?.Progress.Show(() => $"{_run.Export.Lines:N0} items");
    }

    private PSObject View(ExportedFile exported) => TypedObject.Of(
        "PimPowerShell.CatalogFile",
        ("Resource", exported.File.Resource),
        ("Path", System.IO.Path.Combine(Folder, exported.File.Path)),
        ("Count", exported.File.Count),
        ("Bytes", exported.File.Bytes),
        ("Hash", exported.File.Hash),
        ("Duration", exported.Duration));

    /// <summary>An export under way. A class of its own, so that no exported type has a field of a dependency's type.</summary>
    private sealed class Run(ThrottledProgress progress, CatalogExport export)
    {
        private Task? _task;

        public ThrottledProgress Progress => progress;

        public CatalogExport Export => export;

        public Task Start() => _task = Task.Run(export.RunAsync);

        /// <summary>Files are open until all that was cancelled has ended.</summary>
        public void Stop()
        {
            if (_task is { IsCompleted: false })
            {
                Task.WaitAny(_task);
            }

            export.Dispose();
        }
    }
}
