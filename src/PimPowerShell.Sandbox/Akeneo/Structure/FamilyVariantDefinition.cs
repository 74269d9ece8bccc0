using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>A family variant; its level 0 is the root product model's.</summary>
internal sealed class FamilyVariantDefinition(StructureEntity entity)
{
    private readonly HashSet<string> _common = new(entity.Codes("common_attributes"), StringComparer.OrdinalIgnoreCase);

    private readonly VariantLevel[] _levels = [.. ((JsonArray)entity.Data["variant_attribute_sets"]!)
        .Select(set => new VariantLevel(set!["axes"].ToCodes(), set["attributes"].ToCodes()))];

    public string Code { get; } = entity.Code;

    public string Family { get; } = entity.Owner;

    /// <summary>How many levels lie below the root product model.</summary>
    public int Depth => _levels.Length;

    public string[] Axes(int level) => level == 0 ? [] : _levels[level - 1].Axes;

    /// <summary>Whether values of an attribute belong to a level. What is not in the family belongs to the lowest.</summary>
    public bool Owns(int level, string attribute) =>
        level == 0 ? _common.Contains(attribute) : _levels[level - 1].Attributes.Contains(attribute);

    /// <summary>The level above a given one that owns an attribute, or -1.</summary>
    public int LevelAbove(int level, string attribute)
    {
        for (int above = 0; above < level; above++)
        {
            if (Owns(above, attribute))
            {
                return above;
            }
        }

        return -1;
    }

    private sealed class VariantLevel(string[] axes, string[] attributes)
    {
        public string[] Axes { get; } = axes;

        public HashSet<string> Attributes { get; } = new(attributes, StringComparer.OrdinalIgnoreCase);
    }
}
