using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>What an item is associated with, by association type.</summary>
internal sealed class AssociationTargets(Guid[] products, string[] models, string[] groups)
{
    public static readonly AssociationTargets None = new([], [], []);

    public Guid[] Products { get; } = products;

    public string[] Models { get; } = models;

    public string[] Groups { get; } = groups;

    public bool IsEmpty => Products.Length + Models.Length + Groups.Length == 0;

    public bool Equals(AssociationTargets other) =>
        Products.SequenceEqual(other.Products) && Models.SequenceEqual(other.Models) && Groups.SequenceEqual(other.Groups);

    public AssociationTargets Union(AssociationTargets other) =>
        new([.. Products.Union(other.Products)], [.. Models.Union(other.Models)], [.. Groups.Union(other.Groups)]);
}

/// <summary>What an item is associated with in a quantity.</summary>
internal sealed class QuantifiedTargets(IReadOnlyDictionary<Guid, long> products, IReadOnlyDictionary<string, long> models)
{
    public static readonly QuantifiedTargets None = new(new Dictionary<Guid, long>(), new Dictionary<string, long>());

    public IReadOnlyDictionary<Guid, long> Products { get; } = products;

    public IReadOnlyDictionary<string, long> Models { get; } = models;

    public bool IsEmpty => Products.Count + Models.Count == 0;

    public bool Equals(QuantifiedTargets other) => Products.SequenceEqual(other.Products) && Models.SequenceEqual(other.Models);
}
