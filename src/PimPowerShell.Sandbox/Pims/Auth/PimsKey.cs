using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Pims.Auth;

/// <summary>An API key with its permissions and its views. Never changed: an update puts another in its place.</summary>
internal sealed record PimsKey(string Value, Permissions Permissions)
{
    /// <summary>The views that are assigned to the key, with the comment of each assignment.</summary>
    public IReadOnlyDictionary<string, string> Views { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The one of those views that applies when a call names none, or null.</summary>
    public string? DefaultView { get; init; }

    public DateTimeOffset Expires { get; init; } = DateTimeOffset.UtcNow.AddYears(1);

    /// <summary>The key as the history shows it.</summary>
    public string Masked => Mask(Value);

    /// <summary>The key with one more view, or with another comment on one. The first view is the default: one must apply when none is named.</summary>
    public PimsKey WithView(string name, string comment)
    {
        Dictionary<string, string> views = Views.ToDictionary(view => view.Key, view => view.Value, StringComparer.Ordinal);
        views[name] = comment;
        return this with { Views = views, DefaultView = DefaultView ?? name };
    }

    public PimsKey WithoutView(string name) =>
        this with { Views = Views.Where(view => view.Key != name).ToDictionary(view => view.Key, view => view.Value, StringComparer.Ordinal) };

    public bool May(Permissions permissions) => (Permissions & permissions) == permissions;

    public static string Mask(string key) => key.Length < 2 ? key : key[0] + "xxx...xxx" + key[key.Length - 1];
}
