using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Bulk;

/// <summary>What things of one run call each other: the kind, and the key, with what it lies in where that tells it apart.</summary>
internal readonly struct ItemName(string noun, string key, string? owner = null) : IEquatable<ItemName>
{
    public string Noun { get; } = noun;

    public string Key { get; } = key;

    public string? Owner { get; } = owner;

    /// <summary>By what names an item may be referred to.</summary>
    public static IEnumerable<ItemName> Of(BulkItem item)
    {
        if (item.OtherKey is { } other)
        {
            yield return new ItemName(item.Resource.Noun, other);
        }

        yield return new ItemName(item.Resource.Noun, item.Key);
        if (item.PathValues is { Count: > 0 } owners)
        {
            yield return new ItemName(item.Resource.Noun, item.Key, owners.Values.Last());
        }
    }

    public bool Equals(ItemName other) => Noun == other.Noun && StringComparer.OrdinalIgnoreCase.Equals(Key, other.Key) && StringComparer.OrdinalIgnoreCase.Equals(Owner, other.Owner);

    public override bool Equals(object? obj) => obj is ItemName other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Key) ^ Noun.GetHashCode();

    public override string ToString() => $"{Noun} '{Key}'";
}
