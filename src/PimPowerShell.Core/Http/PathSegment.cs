using System;

namespace PimPowerShell.Core.Http;

/// <summary>Values as parts of an address's path, each between two slashes.</summary>
internal static class PathSegment
{
    // .NET Framework may write it as a slash, escaped or not
    private static readonly bool s_carriesBackslash = new Uri("http://localhost/%5C").AbsolutePath == "/%5C";

    /// <summary>
    /// Whether a value survives as one segment of a path. Servers take %2F for a separator, and "." and ".." are resolved away.
    /// </summary>
    public static bool Fits(string value) => Fault(value) is null;

    /// <summary>A value that fits, as it is.</summary>
    /// <param name="value">The value.</param>
    /// <param name="secretName">What an error calls a value that must not be shown.</param>
    /// <exception cref="PimException">The address would lead elsewhere.</exception>
    public static string Checked(string value, string? secretName = null) => Fault(value) is not { } fault ? value
        : throw new PimException(PimErrorKind.Input, $"{(secretName is null ? $"'{value}'" : $"The {secretName}")} cannot be part of an address: {fault}.") { Subject = secretName ?? value };

    /// <summary>One path segment: everything but unreserved characters as %XX.</summary>
    /// <inheritdoc cref="Checked"/>
    public static string Escape(string value, string? secretName = null) => Uri.EscapeDataString(Checked(value, secretName));

    private static string? Fault(string value) => value.IndexOf('/') >= 0 ? "the server takes its slash for a separator"
        : value.IndexOf('\\') >= 0 && !s_carriesBackslash ? "its backslash becomes a separator on the way"
        : value.Length == 0 ? "it is empty"
        : value.Trim('.').Length == 0 ? "dots alone lead to another one"
        : null;
}
