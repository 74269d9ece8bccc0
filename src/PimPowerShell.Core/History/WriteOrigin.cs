using System;
using System.Globalization;

namespace PimPowerShell.Core.History;

/// <summary>Whose write it is, for the history.</summary>
/// <param name="Source">What writes: a cmdlet's name, or <c>Sync</c>.</param>
/// <param name="Run">An id that all writes of one run have in common: <see cref="NewRun"/>.</param>
public sealed record WriteOrigin(string Source, string Run)
{
    /// <summary>An id for a run: the time in UTC, and something random behind it.</summary>
    public static string NewRun() =>
        $"{DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N").Substring(0, 8)}";
}
