using System;
using System.IO;
using System.Linq;
using PimPowerShell.Core.Model;

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
        Directory.CreateDirectory(settings.Folder);
        // who has the journal has the folder: what is there is looked at when nobody else can change it
        ExportJournal journal = ExportJournal.Open(settings.Folder);
        try
        {
            CatalogManifest? manifest = CatalogManifest.Find(settings.Folder);
            Check(provider, settings, manifest, journal.IsBegun);
            string contents = string.Join(", ", settings.Resources.Select(Name)) + (settings.SaveMedia is null ? "" : " and media");
            journal.Start(settings.Folder, provider.Root, contents, settings.Force);
            if (manifest is null && !settings.Force)
            {
                return journal;
            }

            if (manifest?.Time == journal.Time)
            {
                foreach (CatalogFile file in manifest.Files)
                {
                    give(new ExportedFile(file, TimeSpan.Zero));
                }

                journal.Delete();
                return null;
            }

            // this run's -Force, or that of one which ended before it came to this
            Clear(settings, manifest);
            return journal;
        }
        catch
        {
            journal.Leave();
            throw;
        }
    }

    /// <summary>Takes away what an export began of which nothing came: the next may be of something else. What -Force has deleted stays deleted.</summary>
    public static void GiveUp(CatalogExportSettings settings, ExportJournal journal)
    {
        if (journal.HasEntries)
        {
            return;
        }

        try
        {
            Array.ForEach(Paths(settings), ExportFile.Delete);
            journal.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // the caller is told why nothing came of it
        }
    }

    /// <summary>A kind of thing, and what its list goes by where that is one of two: a place in one list is none in the other.</summary>
    private static string Name(PimResource resource) => CatalogKeys.HasTwo(resource) ? $"{resource.Noun} by {resource.Key}" : resource.Noun;

    private static void Check(IPimProvider provider, CatalogExportSettings settings, CatalogManifest? manifest, bool isBegun)
    {
        string folder = settings.Folder;
        if (manifest is not null && (manifest.Server != provider.Root.AbsoluteUri || manifest.Provider != provider.Name))
        {
            throw new PimException(PimErrorKind.Input, $"The folder '{folder}' has an export of {manifest.Server} ({manifest.Provider}), not of {provider.Root.AbsoluteUri} ({provider.Name}). Give another folder.") { Subject = folder };
        }

        if (manifest is not null && !isBegun && !settings.Force)
        {
            throw new PimException(PimErrorKind.Input, $"The folder '{folder}' has an export of {manifest.Time:u}, which is finished. Give another folder, or replace it with -Force.") { Subject = folder };
        }

        if (!isBegun && manifest is null && !settings.Force && Array.Find(Paths(settings), File.Exists) is { } foreign)
        {
            throw new PimException(PimErrorKind.Input, $"'{foreign}' is there, and the folder has no manifest that says what it is. Give another folder, or replace it with -Force.") { Subject = folder };
        }
    }

    private static void Clear(CatalogExportSettings settings, CatalogManifest? manifest)
    {
        // the manifest first: it must not speak of files that are others
        File.Delete(Path.Combine(settings.Folder, CatalogManifest.FileName));
        if (manifest?.Files.FirstOrDefault(static file => file.Resource == MediaExport.Noun) is { } media)
        {
            MediaExport.Delete(settings.Folder, media);
        }

        foreach (string path in Paths(settings).Concat(manifest?.Files.Select(file => Path.Combine(settings.Folder, file.Path)) ?? []))
        {
            ExportFile.Delete(path);
        }
    }

    private static string[] Paths(CatalogExportSettings settings) =>
        [.. settings.Resources.Select(CatalogPlan.FileName).Select(name => Path.Combine(settings.Folder, name))];
}
