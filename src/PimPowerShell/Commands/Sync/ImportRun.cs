using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Sync;

/// <summary>What one run of the cmdlet holds. A class of its own, so that no exported type has a field of a dependency's type.</summary>
internal sealed class ImportRun(CatalogFolder folder, IReadOnlyList<FileToSend> sent, FileValues files, CatalogKeys keys, CatalogImport import, bool hasMedia, BulkOutput output)
{
    public CatalogFolder Folder => folder;

    public IReadOnlyList<FileToSend> Sent => sent;

    public FileValues Files => files;

    public CatalogKeys Keys => keys;

    public CatalogImport Import => import;

    /// <summary>Whether the export has the files of its items.</summary>
    public bool HasMedia => hasMedia;

    public BulkOutput Output => output;

    /// <summary>The files of what the server may have under other keys, as far as what is sent is such, or is associated with it.</summary>
    public IEnumerable<(PimResource Resource, CatalogFile File)> Keyed(IPimProvider provider) =>
        from file in folder.Manifest.Files
        let resource = CatalogPlan.Of(provider).FirstOrDefault(resource => resource.Noun == file.Resource)
        where resource is not null && CatalogKeys.HasTwo(resource) && sent.Any(other => other.Resource == resource || CatalogKeys.IsAssociated(other.Resource))
        select (resource, file);

    /// <summary>Results that nobody has taken.</summary>
    public IEnumerable<BulkResult> Rest()
    {
        while (import.TryTake(out BulkResult result))
        {
            yield return result;
        }

        foreach (BulkResult result in import.Leave())
        {
            yield return result;
        }

        import.Next();
    }
}
