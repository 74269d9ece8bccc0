using System;

namespace PimPowerShell.Sandbox.Akeneo.Api;

/// <summary>One entry of the list that comes with <c>Validation failed.</c></summary>
internal sealed class Violation(string property, string message) : IEquatable<Violation>
{
    public string Property { get; } = property;

    public string Message { get; } = message;

    /// <summary>Set when a product value is at fault; its locale and scope are written with it.</summary>
    public string? Attribute { get; private set; }

    public string? Locale { get; private set; }

    public string? Scope { get; private set; }

    public static Violation OfValue(string attribute, string? locale, string? scope, string message) =>
        new("values", message) { Attribute = attribute, Locale = locale, Scope = scope };

    public bool Equals(Violation? other) =>
        other is not null && Property == other.Property && Message == other.Message
        && Attribute == other.Attribute && Locale == other.Locale && Scope == other.Scope;

    public override bool Equals(object? obj) => Equals(obj as Violation);

    public override int GetHashCode() => Message.GetHashCode();
}
