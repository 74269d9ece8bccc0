using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Sync;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Assets;

/// <summary>Saves media files in a folder, under the names that they have on the server.</summary>
[Cmdlet(VerbsData.Save, "PimMediaFile", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SavePimMediaFileCommand : PimResourceCommand
{
    // more would not be faster: it is what a server takes of one connection
    private const int MostTransfers = 4;
    private const int MostWaiting = 8;

    private readonly Queue<Waiting> _waiting = new();
    private readonly List<Transfer> _running = [];
    private string _folder = "";
    private MediaSources? _sources;

    // no exported type has a field of a dependency's type
    private object? _memory;
    private FileNames? _names;

    /// <summary><para type="description">The files: codes, media files that were read or sent, or items and values with files among them.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Code", "InputObject")]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object?[]? Identity { get; set; }

    /// <summary><para type="description">The folder, which has to exist; the current one unless given.</para></summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary><para type="description">What the files of codes belong to: Product (product models too), Category, Asset or ReferenceEntity. Objects say it themselves.</para></summary>
    [Parameter]
    [SpellingTransformation(typeof(SavePimMediaFileCommand))]
    [ValidateSet("Product", "Category", "Asset", "ReferenceEntity")]
    public string? MediaKind { get; set; }

    /// <summary><para type="description">Reads and replaces files that are there already as they were saved.</para></summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    internal override string Noun => "Asset";

    internal override string Deed => "save the file of";

    internal override PimCapabilities Needs => PimCapabilities.Files;

    internal override bool IsServedBy(PimResource resource) => true;

    internal override bool IsServedBy(PimBackEnd backEnd) => backEnd.Capabilities.HasFlag(Needs);

    /// <summary>Fails before anything is sent when there is no such folder, or no such kind of file.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (MediaKind is not null && Provider.MediaPlaces.All(place => place.Kind.ToString() != MediaKind))
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, $"-MediaKind {MediaKind}", $"It has {string.Join(", ", Provider.MediaPlaces.Select(place => place.Kind))}."));
        }

        var values = new FileValues(Provider, Context());
        _sources = new MediaSources(Provider, MediaKind is null ? Provider.MediaPlaces[0].Kind : (MediaKind)Enum.Parse(typeof(MediaKind), MediaKind),
            (resource, line) => Wait(values.FindAsync(resource, line)));
        _folder = PathOf(Path, nameof(Path));
        if (!Directory.Exists(_folder))
        {
            ThrowTerminatingError(PimErrors.Input($"Path: there is no folder '{Path}'.", Path));
        }

        ForAll(() => _memory = MediaMemory.Open(_folder, AreItems ? Provider.Root : null, Context()), Path);
        Drain();
        _names = new FileNames(_folder, Memory);
    }

    /// <summary>Takes files; they are written as they arrive.</summary>
    protected override void ProcessRecord()
    {
        // an item that lacks a value gives null for it
        foreach (object input in (Identity ?? []).OfType<object>())
        {
            ForItem(input, () =>
            {
                foreach (MediaSource source in _sources!.Find(input))
                {
                    Take(source, input);
                }
            });
        }
    }

    /// <summary>Waits for what is under way.</summary>
    protected override void EndProcessing()
    {
        while (_waiting.Count > 0)
        {
            Next();
        }

        while (_running.Count > 0)
        {
            Collect(wait: true);
        }

        Drain();
    }

    private MediaMemory Memory => (MediaMemory)_memory!;

    /// <summary>Whether a file is an item, which may get another file under the same code; elsewhere each file has a code of its own.</summary>
    private bool AreItems => Provider.MediaPlaces[0].IsItem;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Task[] open = [.. _running.Select(transfer => transfer.Task), .. _waiting.Select(waiting => waiting.Page)];
            try
            {
                Task.WaitAll(open);
            }
            catch (AggregateException)
            {
                // they were cancelled, or nobody wants to know any more
            }

            foreach (Waiting waiting in _waiting.Where(waiting => waiting.Page.Status == TaskStatus.RanToCompletion))
            {
                waiting.Page.Result?.Dispose();
            }

            foreach (Transfer transfer in _running.Where(transfer => transfer.Task.Status == TaskStatus.RanToCompletion))
            {
                FileDownload.Discard(transfer.Task.Result.Path);
            }
        }
    }

    /// <summary>Asks for the name of a file where neither the input nor the folder's memory says it. Files get their names in the order of the input.</summary>
    private void Take(MediaSource source, object input)
    {
        PimResource? resource = source.FileName is null && (AreItems || Memory.Find(source.Key) is null) && NounOf(source.Key.Kind) is { } noun ? FindResource(noun) : null;
        Task<PimPage?> page = resource is null ? Task.FromResult<PimPage?>(null) : Provider.Read(new PimQuery(resource) { Keys = [source.Key.Code] }).NextAsync(Context());
        _waiting.Enqueue(new Waiting(source, input, resource, page));
        while (_waiting.Count > MostWaiting || (_waiting.Count > 0 && _waiting.Peek().Page.IsCompleted))
        {
            Next();
        }

        Collect(wait: false);
    }

    private void Next()
    {
        Waiting next = _waiting.Dequeue();
        ForItem(next.Input, () => Start(next.Resource is null ? next.Source : Complete(next), next.Input));
    }

    private MediaSource Complete(Waiting waiting)
    {
        using PimPage? page = Wait(waiting.Page);
        List<PSObject> items = page is null ? [] : ReadItems(page, Converter(waiting.Resource!));
        return items.Count == 0 ? throw page?.Missing ?? PimException.NotFound(waiting.Resource!.Noun, waiting.Source.Key.Code)
            : _sources!.Of(waiting.Source.Key.Kind).Find(items[0])[0] with { Key = waiting.Source.Key };
    }

    private void Start(MediaSource source, object input)
    {
        while (_running.Count >= Math.Min(MostTransfers, Handle.ThrottleLimit) || _running.Any(transfer => transfer.Source.Key == source.Key))
        {
            Collect(wait: true);
        }

        FileInfo file = FileOf(source);
        if (!Force && IsKept(source, file.Name))
        {
            WriteVerbose($"{file.FullName} is there already, as it was saved.");
            WriteObject(file);
        }
        else if (ShouldProcess($"{Describe(source.Key.Kind)} '{source.Key.Code}' to {file.FullName}", "Save file"))
        {
            _running.Add(new Transfer(source, input, DownloadAsync(source.Key, file.FullName, Context())));
        }
    }

    private FileInfo FileOf(MediaSource source) => new(System.IO.Path.Combine(_folder, _names!.Of(source.Key, source.FileName)));

    /// <summary>Whether the folder has a file as an earlier run, or this one, has saved it.</summary>
    private bool IsKept(MediaSource source, string name) =>
        Memory.Find(source.Key) is { } saved && saved.Name == name && (!AreItems || saved.Length == source.Size)
        && Wait(Task.Run(() => FileDownload.OnDisk(() => Memory.IsWhole(saved), nameof(Path))));

    /// <summary>Reads a file into the folder, under a name that it has until it is whole and it is its turn, and compares it with what most likely is in its place.</summary>
    private async Task<ArrivedFile> DownloadAsync(MediaKey key, string place, CallContext context)
    {
        ArrivedFile? arrived = null;
        await Provider.DownloadAsync(key, FileDownload.Into(_folder, nameof(Path), file => arrived = file), context).ConfigureAwait(false);
        try
        {
            _ = !Force && arrived!.IsAt(place, context.Cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // whoever gives it its name says so, and a run that is stopped discards it
        }

        return arrived!;
    }

    /// <summary>Writes the files that have arrived.</summary>
    private void Collect(bool wait)
    {
        if (wait)
        {
            Wait(Task.WhenAny(_running.Select(transfer => transfer.Task)));
        }

        foreach (Transfer transfer in _running.Where(transfer => transfer.Task.IsCompleted).ToArray())
        {
            _running.Remove(transfer);
            ForItem(transfer.Input, () => Keep(transfer.Source, Wait(transfer.Task)));
        }
    }

    /// <summary>Gives a file that has arrived its name.</summary>
    private void Keep(MediaSource source, ArrivedFile arrived)
    {
        bool isNew;
        try
        {
            if (Directory.Exists(FileOf(source).FullName))
            {
                throw new PimException(PimErrorKind.Input, $"Path: '{FileOf(source).FullName}' is a folder.") { Subject = nameof(Path) };
            }

            isNew = FileDownload.OnDisk(() => Memory.Keep(source.Key, arrived, () => FileOf(source).Name, Force), nameof(Path));
        }
        catch
        {
            FileDownload.Discard(arrived.Path);
            throw;
        }

        FileInfo file = FileOf(source);
        if (!isNew)
        {
            WriteVerbose($"{file.FullName} is there already, with the same bytes; it stays.");
        }

        WriteObject(file);
    }

    private string? NounOf(MediaKind kind) => Provider.MediaPlaces.FirstOrDefault(place => place.Kind == kind)?.Noun;

    private string Describe(MediaKind kind) => AreItems ? "asset" : $"{ApiName.ToSnake(kind.ToString()).Replace('_', ' ')} media file";

    /// <param name="Source">The file.</param>
    /// <param name="Input">What named it.</param>
    /// <param name="Resource">What its name is asked for as; null where it is known.</param>
    /// <param name="Page">The answer.</param>
    private sealed record Waiting(MediaSource Source, object Input, PimResource? Resource, Task<PimPage?> Page);

    /// <param name="Source">The file.</param>
    /// <param name="Input">What named it.</param>
    /// <param name="Task">Gives what has arrived.</param>
    private sealed record Transfer(MediaSource Source, object Input, Task<ArrivedFile> Task);
}
