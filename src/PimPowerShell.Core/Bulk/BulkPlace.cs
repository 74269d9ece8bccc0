using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Bulk;

/// <summary>Where items lie: a kind of thing, and the keys of what they lie in. Codes are the same in any case, to the server.</summary>
internal readonly struct BulkPlace : IEquatable<BulkPlace>
{
    // no key has a line feed in it
    private readonly string _owners;

    public BulkPlace(PimResource resource, IReadOnlyDictionary<string, string>? pathValues)
    {
        Resource = resource;
        PathValues = pathValues;
        _owners = pathValues is null ? "" : string.Join("\n", resource.PathNames.Select(name => pathValues.TryGetValue(name, out string? value) ? value : ""));
    }

    public PimResource Resource { get; }

    public IReadOnlyDictionary<string, string>? PathValues { get; }

    public bool Equals(BulkPlace other) => Resource == other.Resource && StringComparer.OrdinalIgnoreCase.Equals(_owners, other._owners);

    public override bool Equals(object? obj) => obj is BulkPlace other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_owners) ^ Resource.GetHashCode();
}
