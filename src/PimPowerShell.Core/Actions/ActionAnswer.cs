namespace PimPowerShell.Core.Actions;

/// <summary>What a queue says to an action.</summary>
internal enum ActionAnswer
{
    /// <summary>It is kept until its work is done.</summary>
    Added,
    /// <summary>It was added before.</summary>
    Seen,
    /// <summary>The queue takes no more for now.</summary>
    Full,
}
