using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PimPowerShell.Core.Json;

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

    /// <summary>Looks whether files are as the export wrote them.</summary>
    /// <exception cref="PimException">One is not there, or another.</exception>
    public void Check(IEnumerable<CatalogFile> files)
    {
        foreach (CatalogFile file in files)
        {
            string path = Path.Combine(_folder, file.Path);
            try
            {
                if (new FileInfo(path).Length != file.Bytes || !ExportFile.HashOf(path).Equals(file.Hash, StringComparison.OrdinalIgnoreCase))
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

    /// <summary>The lines of a file, as they are asked for.</summary>
    public IEnumerable<byte[]> ReadLines(CatalogFile file)
    {
        using var stream = new FileStream(Path.Combine(_folder, file.Path), FileMode.Open, FileAccess.Read, FileShare.Read);
        foreach (byte[] line in JsonLines.Read(stream))
        {
            yield return line;
        }
    }
}
