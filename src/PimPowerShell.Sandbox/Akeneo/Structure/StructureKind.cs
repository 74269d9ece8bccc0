using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>One kind of structure entity, as data: its path, its words, its properties, its rules.</summary>
internal sealed class StructureKind(string template, string noun, IReadOnlyList<Property> properties)
{
    private readonly Dictionary<string, Property> _byName = properties.ToDictionary(property => property.Name);

    /// <summary>The path of the collection, e.g. <c>attributes/{attribute_code}/options</c>.</summary>
    public string Template { get; } = template;

    public string ItemTemplate => Template + "/{code}";

    /// <summary>The word for one of them as messages begin with it, e.g. <c>Family variant</c>.</summary>
    public string Noun { get; } = noun;

    /// <summary>The word for many of them as refused permissions name it.</summary>
    public required string Plural { get; init; }

    /// <summary>In the order in which the server writes them.</summary>
    public IReadOnlyList<Property> Properties { get; } = properties;

    public StructureRules Rules { get; init; } = new();

    /// <summary>The filters of the collection's <c>search</c> parameter.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    public bool IsWritable { get; init; } = true;

    public bool IsDeletable { get; init; }

    /// <summary>Whether the path has the code of an owner in it.</summary>
    public bool HasOwner => Template.Contains("{");

    public Property? Property(string name) => _byName.TryGetValue(name, out Property? property) ? property : null;

    /// <summary>The message of a 404.</summary>
    public string NotFound(string owner, string code) => Rules.NotFound(owner, code) ?? $"{Noun} \"{code}\" does not exist.";
}
