using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Pims.Schema;

/// <summary>An attribute in a view, under the name that it has there.</summary>
internal sealed record ViewAttribute(string Name)
{
    public bool IsReadOnly { get; init; }

    public string Group { get; init; } = "";

    /// <summary>Kept and told, and of no effect: what it holds is not documented.</summary>
    public string Transform { get; init; } = "";

    /// <summary>The value of new products that give none, or null.</summary>
    public string? Default { get; init; }
}

/// <summary>A view: which attributes there are, and how they are called.</summary>
internal sealed record PimsView(string Name)
{
    public string Comment { get; init; } = "";

    public string Label { get; init; } = "";

    /// <summary>By the attributes' own names.</summary>
    public IReadOnlyDictionary<string, ViewAttribute> Attributes { get; init; } = new Dictionary<string, ViewAttribute>();
}
