using System;
using System.Collections.Generic;

namespace PimPowerShell.Core.Model;

/// <summary>Something that can be done with a kind of thing, besides making, changing and deleting it.</summary>
/// <param name="Path">The path below the API's root; <c>{name}</c> stands for a key.</param>
/// <param name="Method">The HTTP method.</param>
public sealed record PimAction(string Path, string Method = "POST");

/// <summary>One of a resource's actions, to be done.</summary>
/// <param name="Resource">The kind of thing.</param>
/// <param name="Action">The action's name in <see cref="PimResource.Actions"/>.</param>
/// <param name="PathValues">The keys in the action's path, by their names there.</param>
/// <param name="Body">JSON; empty to send none.</param>
public sealed record PimAct(PimResource Resource, string Action, IReadOnlyDictionary<string, string> PathValues, ReadOnlyMemory<byte> Body = default);

/// <summary>What a server answered to an action.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Body">The answer's JSON; empty when there is none.</param>
public sealed record ActOutcome(int StatusCode, ReadOnlyMemory<byte> Body)
{
    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; init; } = 1;
}
