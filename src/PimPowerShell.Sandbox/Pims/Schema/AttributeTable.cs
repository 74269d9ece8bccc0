using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Pims.Schema;

/// <summary>The attributes at one moment.</summary>
internal sealed class AttributeTable
{
    private readonly Dictionary<string, PimsAttribute> _byName;

    public AttributeTable(IEnumerable<PimsAttribute> attributes)
    {
        All = [.. attributes];
        _byName = All.ToDictionary(attribute => attribute.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<PimsAttribute> All { get; }

    public PimsAttribute? Find(string name) => _byName.TryGetValue(name, out PimsAttribute? attribute) ? attribute : null;

    public PimsAttribute this[string name] => _byName[name];

    public AttributeTable With(PimsAttribute attribute) => Find(attribute.Name) is null
        ? new([.. All, attribute])
        : new(All.Select(other => other.Name == attribute.Name ? attribute : other));

    public AttributeTable Without(string name) => new(All.Where(attribute => attribute.Name != name));
}
