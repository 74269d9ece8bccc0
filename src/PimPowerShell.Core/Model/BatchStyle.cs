namespace PimPowerShell.Core.Model;

/// <summary>How many items are written in one request.</summary>
public enum BatchStyle
{
    /// <summary>One at a time.</summary>
    None,
    /// <summary>Up to 100 lines of JSON, answered by a line each.</summary>
    JsonLines,
    /// <summary>A JSON array of up to 100.</summary>
    Array,
}
