using System;
using System.Collections.Generic;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Commands.Sync;

/// <summary>A file and where its lines are in the whole import.</summary>
internal sealed class FileToSend(CatalogFile file, PimResource resource, long first, EditionGaps gaps)
{
    public CatalogFile File => file;

    public PimResource Resource => resource;

    public long First => first;

    public EditionGaps Gaps => gaps;

    /// <summary>Lines that lost values of files.</summary>
    public long WithoutFiles { get; set; }

    public IEnumerable<long> Indexes()
    {
        for (long i = 0; i < file.Count; i++)
        {
            yield return first + i;
        }
    }

    public BulkInputs Inputs(IPimProvider provider, Func<object?, PimResource, WritableItem> toItem) => new(provider, resource, isOwnKind: false, [], toItem);
}
