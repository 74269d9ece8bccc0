namespace PimPowerShell.Core.Akeneo;

/// <summary>Where a value lies.</summary>
/// <param name="Attribute">The attribute's code.</param>
/// <param name="Locale">The value's locale.</param>
/// <param name="Scope">The value's channel.</param>
internal readonly record struct ValuePlace(string Attribute, string? Locale, string? Scope);
