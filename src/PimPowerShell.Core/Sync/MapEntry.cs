using System;
using System.Collections.Generic;

namespace PimPowerShell.Core.Sync;

/// <summary>Where one field or value of a product comes from, when it is copied to another back end.</summary>
/// <param name="Target">The field or the attribute that it becomes.</param>
public sealed record MapEntry(string Target)
{
    /// <summary>The field or the attribute that it is; null where <see cref="Compute"/> makes it.</summary>
    public string? From { get; init; }

    /// <summary>Makes it of the product as the caller has it; null where it is <see cref="From"/>.</summary>
    public Func<object, object?>? Compute { get; init; }

    /// <summary>Changes what was found, or each item of a list; null to leave it.</summary>
    public Func<object?, object?>? Convert { get; init; }

    /// <summary>The locale that the value becomes.</summary>
    public string? Locale { get; init; }

    /// <summary>The channel that the value becomes.</summary>
    public string? Channel { get; init; }

    /// <summary>The locale of the value that is taken; null for the same.</summary>
    public string? FromLocale { get; init; }

    /// <summary>The channel of the value that is taken; null for the same.</summary>
    public string? FromChannel { get; init; }

    /// <summary>The unit of a measurement on the side that has no units.</summary>
    public string? Unit { get; init; }

    /// <summary>The currency of a price on the side that has none.</summary>
    public string? Currency { get; init; }
}

/// <summary>What a map made of one product.</summary>
/// <param name="Key">The key on the target; null where nothing gives one.</param>
/// <param name="Line">The line of a write; empty where the product cannot be written at all.</param>
/// <param name="Faults">What of it could not be mapped, and is not in the line.</param>
public sealed record MappedProduct(string? Key, ReadOnlyMemory<byte> Line, IReadOnlyList<PimFieldError> Faults);
