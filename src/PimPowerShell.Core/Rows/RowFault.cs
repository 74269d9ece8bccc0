namespace PimPowerShell.Core.Rows;

/// <summary>What is wrong with a cell, or with the name of its column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record RowFault(string Column, string Message)
{
    public override string ToString() => $"column '{Column}': {Message.TrimEnd('.')}";
}
