namespace PimPowerShell.Core.Actions;

/// <summary>How much an action may bring.</summary>
public sealed class ActionLimits
{
    /// <summary>The products and product models together; 500, as many as the product grid sends.</summary>
    public int MaximumItems { get; init; } = 500;

    /// <summary>The bytes of the body; one MiB, several times what 500 of the longest codes take.</summary>
    public int MaximumBytes { get; init; } = 1024 * 1024;
}
