using System;

namespace PimPowerShell.Core.Compare;

/// <summary>One thing in which a line differs from what the server has.</summary>
/// <param name="Property">The API's first-level field: <c>values</c>, <c>categories</c>, <c>labels</c>.</param>
/// <param name="Attribute">The attribute, where it is about one.</param>
/// <param name="Locale">The locale, where it is about one.</param>
/// <param name="Channel">The channel, where it is about one.</param>
/// <param name="Present">What the server has, as JSON; empty when it has nothing.</param>
/// <param name="Wanted">What the line says, as JSON.</param>
public sealed record PimDifference(
    string Property, string? Attribute, string? Locale, string? Channel, ReadOnlyMemory<byte> Present, ReadOnlyMemory<byte> Wanted);
