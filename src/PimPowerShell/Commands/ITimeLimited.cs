using System;

namespace PimPowerShell.Commands;

/// <summary>A cmdlet whose run ends when its time is up.</summary>
internal interface ITimeLimited
{
    /// <summary>The time.</summary>
    TimeSpan TimeBudget { get; }
}
