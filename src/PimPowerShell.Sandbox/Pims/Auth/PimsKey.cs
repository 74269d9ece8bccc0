using System;
using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Pims.Auth;

/// <summary>An API key with its permissions and its views. Never changed: an update puts another in its place.</summary>
internal sealed record PimsKey(string Value, Permissions Permissions)
{
    /// <summary>The views that are assigned to the key, with the comment of each assignment.</summary>
    public IReadOnlyDictionary<string, string> Views { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>One of those views, or null.</summary>
    public string? DefaultView { get; init; }

    public DateTimeOffset Expires { get; init; } = DateTimeOffset.UtcNow.AddYears(1);

    /// <summary>The key as the history shows it.</summary>
    public string Masked => Mask(Value);

    public bool May(Permissions permissions) => (Permissions & permissions) == permissions;

    public static string Mask(string key) => key.Length < 2 ? key : key[0] + "xxx...xxx" + key[key.Length - 1];
}
