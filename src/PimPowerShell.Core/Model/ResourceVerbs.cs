using System;

namespace PimPowerShell.Core.Model;

/// <summary>What a resource can be asked to do.</summary>
[Flags]
public enum ResourceVerbs
{
    /// <summary>List only.</summary>
    None = 0,
    /// <summary>One item by its key.</summary>
    Read = 1,
    /// <summary>A new one, refused when the key is taken.</summary>
    Create = 2,
    /// <summary>A change of one, or a new one where there is none.</summary>
    Upsert = 4,
    /// <summary>Deleting one.</summary>
    Delete = 8,
}
