using System;
using System.Collections.Generic;
using System.Linq;
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

    /// <summary>What to tell of what was left out of its lines.</summary>
    /// <param name="hasMedia">Whether the export has the files.</param>
    public IEnumerable<string> Warnings(bool hasMedia) => WithoutFiles == 0 || hasMedia ? gaps.Warnings
        : gaps.Warnings.Append($"{file.Resource}: the values of files in {WithoutFiles} lines are left out, since each server names files in its own way. An export with -IncludeMedia has the files, and then they are sent.");

    public IEnumerable<long> Indexes()
    {
        for (long i = 0; i < file.Count; i++)
        {
            yield return first + i;
        }
    }

    public BulkInputs Inputs(IPimProvider provider, Func<object?, PimResource, WritableItem> toItem) => new(provider, resource, isOwnKind: false, [], toItem);
}
