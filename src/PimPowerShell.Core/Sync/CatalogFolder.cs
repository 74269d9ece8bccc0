using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>A folder with a finished export.</summary>
public sealed class CatalogFolder
{
    private readonly string _folder;

    private CatalogFolder(string folder, CatalogManifest manifest)
    {
        _folder = folder;
        Manifest = manifest;
    }

    /// <summary>What it has.</summary>
    public CatalogManifest Manifest { get; }

    /// <summary>Opens a folder.</summary>
    /// <exception cref="PimException">It has no finished export.</exception>
    public static CatalogFolder Open(string folder) => CatalogManifest.Find(folder) is { } manifest ? new CatalogFolder(folder, manifest)
        : throw new PimException(PimErrorKind.Input, File.Exists(Path.Combine(folder, ExportJournal.FileName))
            ? $"The export in '{folder}' is not finished. Export-PimCatalog goes on with it."
            : $"The folder '{folder}' has no {CatalogManifest.FileName}: Export-PimCatalog writes one.") { Subject = folder };

    /// <summary>The files of some kinds of things, in the order of writing.</summary>
    /// <param name="resources">The kinds.</param>
    /// <param name="needed">The nouns of those that must not be missing.</param>
    /// <exception cref="PimException">One is missing.</exception>
    public IReadOnlyList<CatalogFile> FilesOf(IReadOnlyList<PimResource> resources, IEnumerable<string> needed)
    {
        CatalogFile[] files = [.. Manifest.Files.Where(file => resources.Any(resource => resource.Noun == file.Resource))];
        return needed.FirstOrDefault(noun => !files.Any(file => file.Resource.Equals(noun, StringComparison.OrdinalIgnoreCase))) is not { } missing ? files
            : throw new PimException(PimErrorKind.Input, $"The export in '{_folder}' has no {missing}.") { Subject = missing };
    }

    /// <summary>Looks whether files are as the export wrote them.</summary>
    /// <exception cref="PimException">One is not there, or another.</exception>
    public void Check(IEnumerable<CatalogFile> files)
    {
        foreach (CatalogFile file in files)
        {
            string path = Path.Combine(_folder, file.Path);
            try
            {
                if (new FileInfo(path).Length != file.Bytes || !ContentHash.Of(path).Equals(file.Hash, StringComparison.OrdinalIgnoreCase))
                {
                    throw new PimException(PimErrorKind.Input, $"'{path}' is not the file that the manifest speaks of: it was changed or cut short.") { Subject = path };
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new PimException(PimErrorKind.Input, $"'{path}' cannot be read: {e.Message}", e) { Subject = path };
            }
        }
    }

    /// <summary>Looks whether the files of items are as the export wrote them; false where it has none.</summary>
    /// <exception cref="PimException">The list of them is another, or a file is not there, or cut short.</exception>
    public bool CheckMedia()
    {
        if (Manifest.Files.FirstOrDefault(static file => file.Resource == MediaExport.Noun) is not { } list)
        {
            return false;
        }

        Check([list]);
        foreach (byte[] line in ReadLines(list))
        {
            using JsonDocument entry = JsonDocument.Parse(line);
            if (MediaExport.Read(entry.RootElement) is (var key, { } bytes)
                && new FileInfo(Path.Combine(_folder, MediaExport.PathOf(key))) is var file && !(file.Exists && file.Length == bytes))
            {
                throw new PimException(PimErrorKind.Input, $"'{file.FullName}' is not the file that the export saved: it was changed, cut short or taken away.") { Subject = file.FullName };
            }
        }

        return true;
    }

    /// <summary>The lines of a file, as they are asked for.</summary>
    public IEnumerable<byte[]> ReadLines(CatalogFile file) => ReadLines(_folder, file);

    /// <summary>The lines of a file of a folder whose export need not be finished.</summary>
    internal static IEnumerable<byte[]> ReadLines(string folder, CatalogFile file)
    {
        using var stream = new FileStream(Path.Combine(folder, file.Path), FileMode.Open, FileAccess.Read, FileShare.Read);
        foreach (byte[] line in JsonLines.Read(stream))
        {
            yield return line;
        }
    }
}
