using System;

namespace PimPowerShell.Core.Sync;

/// <summary>A file that an export has.</summary>
/// <param name="File">The file.</param>
/// <param name="Duration">How long this run worked on it; zero for one of an earlier run.</param>
public sealed record ExportedFile(CatalogFile File, TimeSpan Duration);
