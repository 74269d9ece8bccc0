using System;
using System.IO;
using System.Linq;

namespace PimPowerShell.Core.Sync;

/// <summary>Whether an export may write to a folder, and what of an earlier one is there.</summary>
internal static class ExportFolder
{
    /// <summary>The journal to work by; null where the folder has the whole export already, and a process ended before it said so.</summary>
    /// <param name="provider">Where the export reads.</param>
    /// <param name="settings">What it exports, and to which folder.</param>
    /// <param name="give">Takes the files of an export that is whole.</param>
    public static ExportJournal? Open(IPimProvider provider, CatalogExportSettings settings, Action<ExportedFile> give)
    {
        string folder = settings.Folder;
        Directory.CreateDirectory(folder);
        string journalPath = Path.Combine(folder, ExportJournal.FileName);
        CatalogManifest? manifest = CatalogManifest.Find(folder);
        bool isBegun = File.Exists(journalPath);
        if (manifest is not null && (manifest.Server != provider.Root.AbsoluteUri || manifest.Provider != provider.Name))
        {
            throw new PimException(PimErrorKind.Input, $"The folder '{folder}' has an export of {manifest.Server} ({manifest.Provider}), not of {provider.Root.AbsoluteUri} ({provider.Name}). Give another folder.") { Subject = folder };
        }

        if (manifest is not null && !isBegun && !settings.Force)
        {
            throw new PimException(PimErrorKind.Input, $"The folder '{folder}' has an export of {manifest.Time:u}, which is finished. Give another folder, or replace it with -Force.") { Subject = folder };
        }

        string[] paths = [.. settings.Resources.Select(CatalogPlan.FileName).Select(name => Path.Combine(folder, name))];
        if (!isBegun && manifest is null && !settings.Force && Array.Find(paths, File.Exists) is { } foreign)
        {
            throw new PimException(PimErrorKind.Input, $"'{foreign}' is there, and the folder has no manifest that says what it is. Give another folder, or replace it with -Force.") { Subject = folder };
        }

        string contents = string.Join(", ", settings.Resources.Select(static resource => resource.Noun)) + (settings.SaveMedia is null ? "" : " and media");
        ExportJournal journal = ExportJournal.Open(folder, provider.Root, contents, settings.Force);
        if (manifest is not null && !settings.Force)
        {
            foreach (CatalogFile file in manifest.Files)
            {
                give(new ExportedFile(file, TimeSpan.Zero));
            }

            journal.Delete();
            return null;
        }

        if (settings.Force)
        {
            // the manifest first: it must not speak of files that are others
            File.Delete(Path.Combine(folder, CatalogManifest.FileName));
            foreach (string path in paths.Concat(manifest?.Files.Select(file => Path.Combine(folder, file.Path)) ?? []))
            {
                ExportFile.Delete(path);
            }
        }

        return journal;
    }
}
