namespace PimPowerShell.Commands;

/// <summary>A cmdlet that writes many items, in a run that has limits and may be gone on with.</summary>
internal interface ILimited : ITimeLimited
{
    /// <summary>The file that keeps what the server has taken.</summary>
    string? Checkpoint { get; }

    /// <summary>The failed items with which the run ends.</summary>
    long MaximumFailure { get; }
}
