using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>How a catalog is exported.</summary>
public sealed record CatalogExportSettings
{
    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>What is exported: <see cref="CatalogPlan.Of(IPimProvider)"/>, or a part of it.</summary>
    public required IReadOnlyList<PimResource> Resources { get; init; }

    /// <summary>Whether a kind of thing that the server does not have, or does not show to this login, is an error, rather than left out with a remark.</summary>
    public bool MustHaveAll { get; init; }

    /// <summary>Items in a page, at most what the back end gives.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Lists that are read at a time.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>Replaces a finished export, and begins one anew that was broken off.</summary>
    public bool Force { get; init; }

    /// <summary>The time after which nothing more is read; null for any.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>Says that the time is up, besides the clock.</summary>
    internal CancellationToken TimeUp { get; init; }

    /// <summary>How long a file is written to before its place is kept: one that goes on after a break repeats no more than this.</summary>
    internal TimeSpan BetweenPlaces { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// Saves the media files that items have links to: makes of a file's path what takes its bytes, and gives it its name
    /// when it is whole. Null for none.
    /// </summary>
    public Func<string, Func<Stream, CancellationToken, Task>>? SaveMedia { get; init; }
}
