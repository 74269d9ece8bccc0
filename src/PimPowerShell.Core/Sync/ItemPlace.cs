namespace PimPowerShell.Core.Sync;

/// <summary>The line of an item in a store.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">Its length; 0 for an item that the file has not.</param>
/// <param name="IsSeen">Whether the server had the item in this run.</param>
/// <param name="IsKept">Whether it was written in this run.</param>
internal readonly record struct ItemPlace(long Offset, int Length, bool IsSeen, bool IsKept = false)
{
    /// <summary>Whether the file has it, and the server did not show it so far.</summary>
    public bool IsUnseen => Length > 0 && !IsSeen;
}
