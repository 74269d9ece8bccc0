using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>A family.</summary>
internal sealed class FamilyDefinition(StructureEntity entity)
{
    public string Code { get; } = entity.Code;

    /// <summary>The family above it; null for none, and in editions where families have none.</summary>
    public string? Parent { get; } = entity.Text("parent");

    public HashSet<string> Attributes { get; } = new(entity.Codes("attributes"), StringComparer.OrdinalIgnoreCase);

    /// <summary>The attributes that completeness looks at, by channel.</summary>
    public IReadOnlyDictionary<string, string[]> Requirements { get; } = entity.Data["attribute_requirements"].Members()
        .ToDictionary(pair => pair.Key, pair => pair.Value.ToCodes(), StringComparer.OrdinalIgnoreCase);
}
