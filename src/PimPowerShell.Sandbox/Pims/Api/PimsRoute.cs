using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Pims.Api;

/// <summary>A path behind the locale, and what can be asked for there.</summary>
internal sealed class PimsRoute
{
    private readonly string[] _segments;
    private readonly PimsAction? _only;
    private readonly IReadOnlyDictionary<string, PimsAction>? _actions;

    public PimsRoute(string method, string template, PimsAction action)
        : this(method, template) => _only = action;

    /// <summary>A path where the body names the action.</summary>
    public PimsRoute(string template, IReadOnlyDictionary<string, PimsAction> actions)
        : this("POST", template) => _actions = actions;

    private PimsRoute(string method, string template)
    {
        Method = method;
        Name = method + " /api/{locale}/" + template;
        _segments = template.Split('/');
    }

    public string Method { get; }

    public string Name { get; }

    /// <summary>Whether the body names the action.</summary>
    public bool IsManagement => _actions is not null;

    /// <summary>The values of the path's parameters, or null when the path is another.</summary>
    public string[]? Match(IReadOnlyList<string> segments)
    {
        if (segments.Count != _segments.Length)
        {
            return null;
        }

        List<string> values = [];
        for (int i = 0; i < _segments.Length; i++)
        {
            if (_segments[i][0] == '{')
            {
                values.Add(segments[i]);
            }
            else if (_segments[i] != segments[i])
            {
                return null;
            }
        }

        return [.. values];
    }

    public PimsAction? Find(string? action) =>
        _only ?? (action is not null && _actions!.TryGetValue(action, out PimsAction? found) ? found : null);
}
