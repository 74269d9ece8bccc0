using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Http;

/// <summary>The decoded parameters of a query, in the order of the request.</summary>
internal sealed class QueryString
{
    private readonly List<KeyValuePair<string, string>> _parameters = [];

    public IReadOnlyList<KeyValuePair<string, string>> Parameters => _parameters;

    /// <summary>The last value of a parameter, as PHP takes it, or null.</summary>
    public string? this[string name]
    {
        get
        {
            for (int i = _parameters.Count - 1; i >= 0; i--)
            {
                if (_parameters[i].Key == name)
                {
                    return _parameters[i].Value;
                }
            }

            return null;
        }
    }

    /// <summary>Flags other than paging's are true for the literal <c>true</c> and false for anything else.</summary>
    public bool IsTrue(string name) => this[name] == "true";

    /// <summary>These parameters and others after them.</summary>
    public QueryString With(IEnumerable<KeyValuePair<string, string>> others)
    {
        QueryString query = new();
        query._parameters.AddRange(_parameters);
        query._parameters.AddRange(others);
        return query;
    }

    /// <summary>Those of these parameters that have one of the names.</summary>
    public QueryString Only(params string[] names)
    {
        QueryString query = new();
        query._parameters.AddRange(_parameters.Where(parameter => names.Contains(parameter.Key)));
        return query;
    }

    public static QueryString Parse(string raw)
    {
        QueryString query = new();
        foreach (string pair in raw.Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=');
            string name = equals < 0 ? pair : pair.Substring(0, equals);
            string value = equals < 0 ? "" : pair.Substring(equals + 1);
            query._parameters.Add(new(Decode(name), Decode(value)));
        }

        return query;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
