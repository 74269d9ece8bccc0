using System.Text.Json.Nodes;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>What a property takes.</summary>
internal enum PropertyType
{
    /// <summary>A string, or null.</summary>
    Text,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>True, false, or null where the property means nothing.</summary>
    OptionalFlag,

    /// <summary>True, false or null; in the SaaS edition also what else an attribute's type takes, which its rules say.</summary>
    Value,

    /// <summary>A whole number, or null.</summary>
    Integer,

    /// <summary>A number that the server keeps as a string, or null.</summary>
    Decimal,

    /// <summary>A list of codes; a write replaces it.</summary>
    Codes,

    /// <summary>Texts by locale; a write merges them, an empty one removes.</summary>
    Labels,

    /// <summary>Lists or texts by code; a write merges them key by key.</summary>
    Map,

    /// <summary>A list of objects that the kind's rules take apart.</summary>
    Free,
}

/// <summary>Who may write a property, and when.</summary>
internal enum PropertyAccess
{
    Writable,
    Immutable,

    /// <summary>Made by the server; ignored when sent.</summary>
    ReadOnly,
}

/// <summary>One property of a kind of entity.</summary>
internal sealed class Property(string name, PropertyType type, PropertyAccess access = PropertyAccess.Writable)
{
    public string Name { get; } = name;

    public PropertyType Type { get; } = type;

    public PropertyAccess Access { get; } = access;

    /// <summary>Whether the property is left out of what the server tells.</summary>
    public bool Hidden { get; init; }

    /// <summary>The flag of the query without which the property is left out.</summary>
    public string? ShownBy { get; init; }

    /// <summary>Whether the SaaS edition alone knows the property.</summary>
    public bool SaasOnly { get; init; }

    public JsonNode? Default => Type switch
    {
        PropertyType.Flag => JsonValue.Create(false),
        PropertyType.Codes or PropertyType.Free => new JsonArray(),
        PropertyType.Labels or PropertyType.Map => new JsonObject(),
        _ => null,
    };
}
