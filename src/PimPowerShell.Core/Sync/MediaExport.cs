using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Saves the media files of the lines of an export, and writes a list of them.</summary>
internal sealed class MediaExport(IPimProvider provider, CatalogExportSettings settings, CallContext context)
{
    /// <summary>What the list's lines are called in the manifest.</summary>
    public const string Noun = "MediaFile";

    private const string ListName = "media-files.jsonl";
    private const string FolderName = "media";
    private const int TagLength = 8;

    private static readonly char[] s_forbidden = [.. Path.GetInvalidFileNameChars(), '<', '>', ':', '"', '|', '?', '*', '\\'];

    private readonly FileValues _values = new(provider, context);

    /// <summary>Saves them. Files that an earlier run saved are there already, since only whole ones have their names.</summary>
    public async Task RunAsync(ExportJournal journal, IEnumerable<CatalogFile> files, Action<ExportedFile> give)
    {
        if (journal.Finished(Noun) is { } finished)
        {
            give(new ExportedFile(finished, TimeSpan.Zero));
            return;
        }

        var clock = Stopwatch.StartNew();
        DeletePartial();
        using ExportFile list = ExportFile.Open(Path.Combine(settings.Folder, ListName), null);
        var seen = new HashSet<Fingerprint>();
        var buffer = new LineBuffer();
        var batch = new List<MediaKey>();
        foreach (CatalogFile file in files.OrderBy(static file => file.Order).ThenBy(static file => file.Path, StringComparer.Ordinal).ToList())
        {
            PimResource resource = settings.Resources.First(resource => resource.Noun == file.Resource);
            foreach (byte[] line in CatalogFolder.ReadLines(settings.Folder, file))
            {
                foreach (MediaKey key in (await _values.FindAsync(resource, line).ConfigureAwait(false)).Where(key => seen.Add(Fingerprint.Of(key))))
                {
                    batch.Add(key);
                    if (batch.Count == settings.ThrottleLimit)
                    {
                        await SaveAsync(batch, list, buffer, journal.Time).ConfigureAwait(false);
                    }
                }
            }
        }

        await SaveAsync(batch, list, buffer, journal.Time).ConfigureAwait(false);
        var kind = new PimResource { Noun = Noun, Path = FolderName, WriteOrder = int.MaxValue };
        CatalogFile saved = list.Complete(kind);
        journal.Keep(saved);
        give(new ExportedFile(saved, clock.Elapsed));
    }

    /// <summary>Deletes the files that an export has saved.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="list">The list of them.</param>
    public static void Delete(string folder, CatalogFile list)
    {
        if (File.Exists(Path.Combine(folder, list.Path)))
        {
            foreach (byte[] line in CatalogFolder.ReadLines(folder, list))
            {
                using JsonDocument entry = JsonDocument.Parse(line);
                string path = Path.Combine(folder, PathOf(Read(entry.RootElement).Key));
                if (Directory.Exists(Path.GetDirectoryName(path)))
                {
                    File.Delete(path);
                }
            }
        }

        DeleteEmpty(Path.Combine(folder, FolderName));
    }

    private static void DeleteEmpty(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (string below in Directory.GetDirectories(folder))
        {
            DeleteEmpty(below);
        }

        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>Clears away what a run that was killed had half saved, under names of its own.</summary>
    private void DeletePartial()
    {
        string folder = Path.Combine(settings.Folder, FolderName);
        foreach (string path in Directory.Exists(folder) ? Directory.GetFiles(folder, ".*.part", SearchOption.AllDirectories) : [])
        {
            if (Guid.TryParseExact(Path.GetFileNameWithoutExtension(path).TrimStart('.'), "N", out _))
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>The path of a file in the folder: its code, with a sign of its own where not all of that can be in a path.</summary>
    public static string PathOf(MediaKey key)
    {
        string[] parts = key.Code.Split('/');
        string[] kept = [.. parts.Select(Clean)];
        if (!kept.SequenceEqual(parts))
        {
            string name = kept[kept.Length - 1];
            kept[kept.Length - 1] = $"{Path.GetFileNameWithoutExtension(name)}-{Fingerprint.Of(key.Code).ToString().Substring(0, TagLength)}{Path.GetExtension(name)}";
        }

        return string.Join("/", new[] { FolderName, key.Kind.ToString() }.Concat(kept));
    }

    /// <summary>A line of the list: the file, and its length; null for one that the server had lost.</summary>
    public static (MediaKey Key, long? Bytes) Read(JsonElement line) => (
        new MediaKey((MediaKind)Enum.Parse(typeof(MediaKind), line.GetProperty("media_kind").GetString()!), line.GetProperty("code").GetString()!),
        line.TryGetProperty("bytes", out JsonElement bytes) ? bytes.GetInt64() : null);

    private async Task SaveAsync(List<MediaKey> keys, ExportFile list, LineBuffer lines, DateTimeOffset begun)
    {
        string?[] paths = await Task.WhenAll(keys.Select(key => SaveAsync(key, begun))).ConfigureAwait(false);
        lines.Clear();
        for (int i = 0; i < paths.Length; i++)
        {
            using var line = new MemoryStream();
            JsonLines.Write(line, writer => Write(writer, keys[i], paths[i]));
            lines.Add(line.ToArray());
        }

        list.Append(lines, paths.Length);
        keys.Clear();
    }

    private void Write(Utf8JsonWriter writer, MediaKey key, string? path)
    {
        writer.WriteString("media_kind", key.Kind.ToString());
        writer.WriteString("code", key.Code);
        writer.WriteString("path", path);
        if (path is not null)
        {
            string full = Path.Combine(settings.Folder, path);
            writer.WriteNumber("bytes", new FileInfo(full).Length);
            writer.WriteString("hash", ContentHash.Of(full));
        }
    }

    /// <summary>The path of a file in the folder; null for one that the server does not have any more.</summary>
    private async Task<string?> SaveAsync(MediaKey key, DateTimeOffset begun)
    {
        string path = PathOf(key);
        string full = Path.Combine(settings.Folder, path);
        // one of an export that this one replaces is saved again: a server may give other bytes by the same code
        if (File.Exists(full) && File.GetLastWriteTimeUtc(full) >= begun.UtcDateTime)
        {
            return path;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        try
        {
            await provider.DownloadAsync(key, settings.SaveMedia!(full), context).ConfigureAwait(false);
            return path;
        }
        catch (PimException e) when (e.Kind is PimErrorKind.NotFound)
        {
            context.Notes?.Invoke(new PimNote($"The file '{key.Code}' is left out: {e.Message}", IsWarning: true));
            return null;
        }
    }

    /// <summary>A part of a code as a name in a folder, whatever the server says.</summary>
    private static string Clean(string part)
    {
        string kept = new string([.. part.Select(static c => char.IsControl(c) || Array.IndexOf(s_forbidden, c) >= 0 ? '_' : c)]).TrimEnd(' ', '.');
        return kept.Length > 0 ? kept : "_";
    }
}
