using System.Text.Json.Nodes;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>An attribute that the server or the generated catalog brings.</summary>
internal sealed record EntityAttributeSeed(string Code, string Type)
{
    public string? Label { get; init; }

    public bool PerLocale { get; init; }

    public bool PerChannel { get; init; }

    public bool Required { get; init; }

    /// <summary>Properties of the type that differ from their defaults.</summary>
    public JsonObject More { get; init; } = [];

    public string[] Options { get; init; } = [];
}
