using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Tests.Support;

/// <summary>What the reference says of one property or one type of attribute.</summary>
/// <param name="Of">Whose: a list's name, or that of the table.</param>
/// <param name="Name">The property, or the type in the reference's short form.</param>
/// <param name="Everywhere">The operators of every edition.</param>
/// <param name="Hosted">Those that the hosted edition has besides.</param>
/// <param name="Form">The words about the value.</param>
internal sealed record FilterLine(string Of, string Name, IReadOnlyList<string> Everywhere, IReadOnlyList<string> Hosted, string Form)
{
    public IEnumerable<string> Operators(bool isHosted) => isHosted ? Everywhere.Union(Hosted) : Everywhere;

    /// <summary>Whether a type of attribute is meant: the reference leaves out where a type comes from, and says options for single and multiple ones.</summary>
    public bool IsOf(string type)
    {
        string[] words = type.Split('_');
        return type == Name || type.EndsWith("_" + Name, StringComparison.Ordinal)
            || words[^1].TrimEnd('s') == Name.TrimEnd('s')
            || Name == words[0] + " types";
    }
}
