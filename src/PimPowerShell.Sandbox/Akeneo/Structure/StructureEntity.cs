using System;
using System.Text.Json.Nodes;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>A family, attribute, category and so on. Never changed: a write puts another in its place.</summary>
internal sealed class StructureEntity(string owner, string code, JsonObject data, DateTimeOffset updated, long order)
{
    /// <summary>The code of the entity that this one is part of (the attribute of an option), or an empty string.</summary>
    public string Owner { get; } = owner;

    public string Code { get; } = code;

    public JsonObject Data { get; } = data;

    public DateTimeOffset Updated { get; } = updated;

    /// <summary>Where the entity stands among its siblings, for kinds that keep the order of their creation.</summary>
    public long Order { get; } = order;

    public string? Text(string property) => Data[property]?.GetValue<string>();

    public bool Flag(string property) => Data[property]?.GetValue<bool>() ?? false;

    public string[] Codes(string property) => Data[property].ToCodes();
}
