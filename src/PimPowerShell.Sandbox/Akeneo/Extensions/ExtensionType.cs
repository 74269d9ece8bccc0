using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Akeneo.Extensions;

/// <summary>One type of UI extension, as data: where it may stand, and what it is made of.</summary>
internal sealed class ExtensionType(string code, params string[] positions)
{
    private const string Grid = "pim.product-grid.action-bar";
    private const string Index = "pim.product.index";

    private static readonly string[] _headers = ["pim.product.header", "pim.product-model.header", "pim.sub-product-model.header"];
    private static readonly string[] _panels = ["pim.product.panel", "pim.product-model.panel", "pim.sub-product-model.panel"];

    private static readonly string[] _tabs =
    [
        "pim.product.tab", "pim.product-model.tab", "pim.sub-product-model.tab", "pim.category.tab", "pim.activity.navigation.tab",
        "pim.performance.analytics.tab", "pim.reference-entity-record.tab",
    ];

    public string Code { get; } = code;

    public IReadOnlyList<string> Positions { get; } = positions;

    /// <summary>Whether the extension is a script that is uploaded rather than something at an address.</summary>
    public bool IsScript { get; private init; }

    public bool TakesSecret { get; private init; }

    public static IReadOnlyList<ExtensionType> All { get; } =
    [
        new("link", [.. _headers]),
        new("action", [.. _headers, Grid, Index]) { TakesSecret = true },
        new("iframe", [.. _tabs, .. _panels, Grid]) { TakesSecret = true },
        new("data_component", [.. _panels]) { TakesSecret = true },
        new("sdk_script", [.. _tabs, .. _panels]) { IsScript = true },
    ];

    public static ExtensionType? Find(string? code) => All.FirstOrDefault(type => type.Code == code);
}
