using System;

namespace PimPowerShell.Core.Actions;

/// <summary>An action that was accepted, and whose work is begun.</summary>
/// <param name="Id">The same for the same signature; other for any other.</param>
/// <param name="Attempt">1, or more when the process ended in the middle of the work before.</param>
/// <param name="Body">The body, byte for byte as it came.</param>
public sealed record QueuedAction(string Id, int Attempt, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether its work was begun as often as it may be and never came to an end: it is to be put aside.</summary>
    public bool IsGivenUp { get; internal init; }

    internal ActionFile File { get; init; } = new(0, default, 0, "");

    /// <summary>What the body says.</summary>
    /// <param name="limits">How much it may bring; null for what Akeneo sends.</param>
    /// <exception cref="PimException">The file was changed since, and is no action any more.</exception>
    public ActionCall Read(ActionLimits? limits = null)
    {
        try
        {
            return ActionCall.Parse(Body, limits);
        }
        catch (PimException e)
        {
            throw new PimException(PimErrorKind.Input, $"The queue's file '{File.Name}' is no action any more. {e.Message}", e) { Subject = e.Subject };
        }
    }
}
