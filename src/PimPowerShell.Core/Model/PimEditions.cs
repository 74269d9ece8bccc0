using System;

namespace PimPowerShell.Core.Model;

/// <summary>The editions of a server, which differ in the kinds of things, the fields, the types and the filters that they have.</summary>
[Flags]
public enum PimEditions
{
    /// <summary>No edition.</summary>
    None = 0,
    /// <summary>The free one.</summary>
    Community = 1,
    /// <summary>The one with more, that its users run themselves.</summary>
    Enterprise = 2,
    /// <summary>The one that its maker runs.</summary>
    Hosted = 4,
    /// <summary>All but the free one.</summary>
    AboveCommunity = Enterprise | Hosted,
    /// <summary>All of them.</summary>
    All = Community | AboveCommunity,
}
