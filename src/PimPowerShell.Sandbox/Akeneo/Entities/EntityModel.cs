using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>
/// Reference entities with their records, or asset families with their assets, as data. The two work alike;
/// here is what they differ in. Messages call either the entity, and a record or asset its entry.
/// </summary>
internal sealed class EntityModel(string path, string noun, string entryPath, string entryNoun)
{
    /// <summary>The path of the collection, e.g. <c>asset-families</c>.</summary>
    public string Path { get; } = path;

    /// <summary>The word for one of them, e.g. <c>asset family</c>.</summary>
    public string Noun { get; } = noun;

    /// <summary>The word for many of them as refused permissions name it.</summary>
    public required string Plural { get; init; }

    /// <summary>The parameter by which paths name one, e.g. <c>asset_family_code</c>.</summary>
    public string Parameter => Noun.Replace(' ', '_') + "_code";

    public string EntryPath { get; } = entryPath;

    /// <summary>The word for a record or asset.</summary>
    public string EntryNoun { get; } = entryNoun;

    public required string EntryPlural { get; init; }

    /// <summary>In the order in which the server writes them.</summary>
    public required IReadOnlyList<Property> Properties { get; init; }

    public required IReadOnlyList<Property> EntryProperties { get; init; }

    /// <summary>What attributes of every type have.</summary>
    public required IReadOnlyList<Property> AttributeProperties { get; init; }

    public required IReadOnlyList<EntityAttributeType> AttributeTypes { get; init; }

    /// <summary>The attributes that a new entity has from the start.</summary>
    public required IReadOnlyList<EntityAttributeSeed> FirstAttributes { get; init; }

    public required string MediaPath { get; init; }

    /// <summary>The header that tells the code of an upload.</summary>
    public required string MediaHeader { get; init; }

    public EntityRules Rules { get; init; } = new();

    /// <summary>How codes of entities are told apart: those of asset families differ by case (5.2).</summary>
    public StringComparer CodeOrder { get; init; } = StringComparer.OrdinalIgnoreCase;

    /// <summary>The operators by which values of each format can be searched (4.5); none for a format that is not here.</summary>
    public required IReadOnlyDictionary<ValueFormat, string[]> Operators { get; init; }

    /// <summary>The operators that values have besides where <c>and</c> and <c>or</c> combine conditions; null where nothing combines them.</summary>
    public IReadOnlyDictionary<ValueFormat, string[]>? CombinedOperators { get; init; }

    public bool HasDeletableEntries { get; init; }

    public bool HasDeletableOptions { get; init; }

    public EntityAttributeType TypeOf(StructureEntity attribute) => Type(attribute.Text("type"))!;

    public EntityAttributeType? Type(string? name) => AttributeTypes.FirstOrDefault(type => type.Name == name);

    public string NotFound(string code) => $"{char.ToUpperInvariant(Noun[0])}{Noun.Substring(1)} \"{code}\" does not exist.";

    public string AttributeNotFound(string entity, string code) => $"Attribute \"{code}\" does not exist for the {Noun} \"{entity}\".";

    public string EntryNotFound(string entity, string code) =>
        $"{char.ToUpperInvariant(EntryNoun[0])}{EntryNoun.Substring(1)} \"{code}\" does not exist for the {Noun} \"{entity}\".";
}
