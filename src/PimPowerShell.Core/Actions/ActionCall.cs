using System;
using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Actions;

/// <summary>What a UI extension of the type action sends. Source: Akeneo's documentation of action extensions.</summary>
public sealed class ActionCall
{
    internal ActionCall()
    {
    }

    /// <summary>
    /// Where the button is, for example <c>pim.product.header</c>: the body does not name it, and it follows from what
    /// it holds. A sub product model's button sends the same as a root model's, and is given as <c>pim.product-model.header</c>.
    /// Null when the body holds things that no known position sends.
    /// </summary>
    public string? Position { get; internal init; }

    /// <summary>The products; empty for none.</summary>
    public IReadOnlyList<string> ProductUuids { get; internal init; } = [];

    /// <summary>The product models; empty for none.</summary>
    public IReadOnlyList<string> ProductModelCodes { get; internal init; } = [];

    /// <summary>The locale of the user's view.</summary>
    public string? Locale { get; internal init; }

    /// <summary>The channel of the user's view.</summary>
    public string? Channel { get; internal init; }

    /// <summary>The categories that the grid showed; empty when none were sent.</summary>
    public IReadOnlyList<string> Categories { get; internal init; } = [];

    /// <summary>The name of the user who pressed the button; null when it was not sent.</summary>
    public string? User { get; internal init; }

    /// <summary>The user's uuid; null when it was not sent.</summary>
    public string? UserUuid { get; internal init; }

    /// <summary>The names of the user's groups, as far as they can be read.</summary>
    public IReadOnlyList<string> Groups { get; internal init; } = [];

    /// <summary>When it was sent.</summary>
    public DateTimeOffset Timestamp { get; internal init; }

    /// <summary>The members that this library does not know, by their path, for example <c>context.theme</c>, as JSON. Groups that come as more or less than a name are kept too.</summary>
    public IReadOnlyDictionary<string, string> Other { get; internal init; } = new Dictionary<string, string>();

    /// <summary>Whether it was sent lately. A clock may go before or after the PIM's by as much.</summary>
    /// <param name="maximumAge">The age from which on it is refused.</param>
    /// <param name="now">The time.</param>
    public bool IsFresh(TimeSpan maximumAge, DateTimeOffset now) => SignedTime.IsFresh(Timestamp, maximumAge, now);

    /// <summary>Reads a body. Verify its signature first.</summary>
    /// <param name="body">The body as it came.</param>
    /// <param name="limits">How much it may bring; null for what Akeneo sends.</param>
    /// <exception cref="PimException">It is of the kind <see cref="PimErrorKind.Input"/>: the body is no action, brings too much, or is malformed.</exception>
    public static ActionCall Parse(ReadOnlyMemory<byte> body, ActionLimits? limits = null)
    {
        limits ??= new ActionLimits();
        if (body.Length > limits.MaximumBytes)
        {
            throw ActionBody.Wrong($"has {body.Length} bytes, and {limits.MaximumBytes} are the most that is taken.");
        }

        body = LineReader.WithoutMark(body);
        if (body.IsEmpty)
        {
            throw ActionBody.Wrong("is empty.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return new ActionBody(document.RootElement).Read(limits);
        }
        catch (JsonException e)
        {
            // the reader's own words may quote the body
            throw ActionBody.Wrong($"is malformed: no JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            throw ActionBody.Wrong("is malformed: it holds a text that is no UTF-8 or half of a character.");
        }
    }
}
