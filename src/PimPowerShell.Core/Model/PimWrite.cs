using System;
using System.Collections.Generic;

namespace PimPowerShell.Core.Model;

/// <summary>What a write does.</summary>
public enum WriteVerb
{
    /// <summary>A new item; refused when its key is taken.</summary>
    Create,
    /// <summary>A change of an item; where there is none, a new one.</summary>
    Upsert,
    /// <summary>Deletes an item.</summary>
    Delete,
}

/// <summary>One write of one item.</summary>
/// <param name="Resource">The kind of thing.</param>
/// <param name="Verb">What to do.</param>
/// <param name="Key">The item's key; null only when creating.</param>
/// <param name="Body">JSON; empty when deleting.</param>
public sealed record PimWrite(PimResource Resource, WriteVerb Verb, string? Key, ReadOnlyMemory<byte> Body = default)
{
    /// <summary>The keys of what it lies in.</summary>
    public IReadOnlyDictionary<string, string> PathValues { get; init; } = new Dictionary<string, string>();

    /// <summary>For a new item: its key was made for this call, so that nobody else's item can have it.</summary>
    public bool IsOwnKey { get; init; }

    /// <summary>For a change: refuses to make a new item where there is none.</summary>
    public bool MustExist { get; init; }

    /// <summary>For a change: the item as its caller has just read it, which spares another look; empty where nobody has.</summary>
    public ReadOnlyMemory<byte> Present { get; init; }

    /// <summary>A file that goes with the item; null for none.</summary>
    public PimFile? File { get; init; }

    /// <summary>The server's query options.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}

/// <summary>A file that is sent.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Content">Its bytes.</param>
public sealed record PimFile(string Name, ReadOnlyMemory<byte> Content);

/// <summary>What became of a write.</summary>
/// <param name="StatusCode">The HTTP status: 201 created, 204 changed or deleted.</param>
/// <param name="Key">The item's key, taken from the answer's Location where the server chose it.</param>
public sealed record WriteOutcome(int StatusCode, string? Key)
{
    /// <summary>When what was made ends, in the server's words, whose time zone is not documented; null where it does not end.</summary>
    public string? Expiration { get; init; }

    /// <summary>What the server did otherwise than asked, without calling it an error.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
