using System.Collections.Generic;

namespace PimPowerShell.Core.Bulk;

/// <summary>What was seen of a line that was looked over.</summary>
/// <param name="Faults">What is beyond its limits; empty where nothing is.</param>
/// <param name="FaultsOfNew">What is wrong where there is no such item yet: an identifier among its values that none can be given any more.</param>
/// <param name="Axes">The attributes of its values that its item may keep for ever, as axes of a family variant: to judge the line, what the item has of them is needed.</param>
public readonly record struct LineSigns(IReadOnlyList<PimFieldError> Faults, IReadOnlyList<PimFieldError> FaultsOfNew, IReadOnlyList<string> Axes)
{
    /// <summary>A line of which there is nothing to say.</summary>
    public static LineSigns None { get; } = new([], [], []);

    /// <summary>Whether the line can be judged only beside the item as the server has it.</summary>
    public bool NeedsPresent => FaultsOfNew.Count > 0 || Axes.Count > 0;
}
