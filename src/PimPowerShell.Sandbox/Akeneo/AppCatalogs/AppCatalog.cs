using System;
using System.Text.Json.Nodes;

namespace PimPowerShell.Sandbox.Akeneo.AppCatalogs;

/// <summary>A catalog of an app: a selection of the products. Never changed: a write puts another in its place.</summary>
internal sealed record AppCatalog(Guid Id, string Name)
{
    /// <summary>Whether somebody switched it on in the PIM; no operation can.</summary>
    public bool IsEnabled { get; init; }

    public string[] ManagedCurrencies { get; init; } = [];

    public string[] ManagedLocales { get; init; } = [];

    /// <summary>The families of its products; empty when those of all families are in it.</summary>
    public string[] Families { get; init; } = [];

    /// <summary>What the app wants products to look like, or null while it has not said.</summary>
    public JsonObject? MappingSchema { get; init; }
}
