using System;
using System.Collections.Generic;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Bulk;

/// <summary>A batch of one kind of thing, ready to be sent.</summary>
/// <param name="Resource">The kind of thing.</param>
/// <param name="PathValues">The keys of what it lies in.</param>
/// <param name="Options">The server's query options.</param>
/// <param name="Lines">The items' JSON.</param>
public sealed record BatchRequest(
    PimResource Resource,
    IReadOnlyDictionary<string, string> PathValues,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyList<ReadOnlyMemory<byte>> Lines)
{
    /// <summary>Whether it may be sent again as it is after an attempt that the server may have acted on. One who looks first needs no such thing.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>For lines that go one by one: the items as somebody has just read them, which spares another look; empty where nobody has.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Present { get; init; } = [];
}

/// <summary>How much a back end takes at once.</summary>
/// <param name="Lines">Items in one request.</param>
/// <param name="LineBytes">Bytes in one item.</param>
/// <param name="BodyBytes">Bytes in one request; a single larger item is still sent alone.</param>
public sealed record BatchLimits(int Lines, int LineBytes, int BodyBytes)
{
    /// <summary>The option that puts work of the server off until something is written without it; null where there is none.</summary>
    public string? PauseOption { get; init; }
}
