namespace PimPowerShell.Arguments;

/// <summary>What an empty cell of a row says.</summary>
public enum EmptyCell
{
    /// <summary>Nothing: what the server has stays.</summary>
    Ignore,
    /// <summary>That there is no value: what the server has is erased.</summary>
    Clear,
}
