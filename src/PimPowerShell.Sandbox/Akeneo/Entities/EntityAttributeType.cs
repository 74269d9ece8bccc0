using System.Collections.Generic;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>One type of attribute that records or assets can have, as data: the format of its values, and its own properties.</summary>
internal sealed class EntityAttributeType(string name, ValueFormat format, params Property[] properties)
{
    public string Name { get; } = name;

    public ValueFormat Format { get; } = format;

    /// <summary>What attributes of this type have beyond what all have, in the server's order.</summary>
    public IReadOnlyList<Property> Properties { get; } = properties;

    /// <summary>The property that names the entity which values link to.</summary>
    public string? LinkProperty { get; init; }

    /// <summary>Whether values link to assets rather than to records.</summary>
    public bool LinksToAssets { get; init; }

    public bool HasOptions => Format is ValueFormat.Option or ValueFormat.Options;

    public bool HasMany => Format is ValueFormat.Options or ValueFormat.Links or ValueFormat.Tags;
}
