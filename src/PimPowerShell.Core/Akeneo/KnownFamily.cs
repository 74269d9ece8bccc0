using System;
using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Akeneo;

/// <summary>A family, as far as lines are held against it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Attributes">The codes of its attributes, found in any case.</param>
internal sealed record KnownFamily(string Code, HashSet<string> Attributes);

/// <summary>A family variant, as far as lines are held against it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Depth">How many levels lie below the root product model.</param>
/// <param name="Levels">The level of each attribute that does not belong to the root, from 1.</param>
/// <param name="Axes">Those of them by which items of a level differ.</param>
internal sealed record KnownVariant(string Code, int Depth, Dictionary<string, int> Levels, HashSet<string> Axes)
{
    /// <summary>A variant, or what a change says of one. A level without a number is none to the server either.</summary>
    public static KnownVariant Read(JsonElement item)
    {
        var levels = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var axes = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        int depth = 0;
        foreach (JsonElement set in item.Items("variant_attribute_sets"))
        {
            if (LevelOf(set) is not { } level)
            {
                continue;
            }

            depth = Math.Max(depth, level);
            axes.UnionWith(set.Texts("axes"));
            foreach (string member in new[] { "attributes", "axes" })
            {
                foreach (string attribute in set.Texts(member))
                {
                    levels[attribute] = level;
                }
            }
        }

        return new KnownVariant(item.Text("code") ?? "", depth, levels, axes);
    }

    /// <summary>The level that a set of attributes is for; null where it says none.</summary>
    public static int? LevelOf(JsonElement set) =>
        set.ValueKind == JsonValueKind.Object && set.TryGetProperty("level", out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int level) ? level : null;
}
