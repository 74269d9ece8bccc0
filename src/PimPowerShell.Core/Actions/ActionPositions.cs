using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Actions;

/// <summary>Where extensions may stand. Source: Akeneo's documentation of positions and of action extensions.</summary>
public static class ActionPositions
{
    /// <summary>The page of one product.</summary>
    public const string Product = "pim.product.header";

    /// <summary>The page of one root product model.</summary>
    public const string ProductModel = "pim.product-model.header";

    /// <summary>The page of one sub product model.</summary>
    public const string SubProductModel = "pim.sub-product-model.header";

    /// <summary>The product grid, for what is selected there.</summary>
    public const string Grid = "pim.product-grid.action-bar";

    /// <summary>The menu of the page of products.</summary>
    public const string Index = "pim.product.index";

    /// <summary>The positions of extensions of the type action.</summary>
    public static IReadOnlyList<string> OfActions { get; } = [Product, ProductModel, SubProductModel, Grid, Index];

    /// <summary>The positions of all types.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. OfActions,
        "pim.product.tab", "pim.product-model.tab", "pim.sub-product-model.tab", "pim.category.tab", "pim.activity.navigation.tab",
        "pim.performance.analytics.tab", "pim.reference-entity-record.tab",
        "pim.product.panel", "pim.product-model.panel", "pim.sub-product-model.panel",
    ];

    /// <summary>Refuses a position that does not exist, or that an action cannot have.</summary>
    /// <param name="type">The type of the extension; null when it is not known.</param>
    /// <param name="position">The position; null for none.</param>
    /// <exception cref="PimException">It is of the kind <see cref="PimErrorKind.Input"/>.</exception>
    public static void Check(string? type, string? position)
    {
        if (position is null)
        {
            return;
        }

        // which other type may stand where is the server's to say: it learns more as it grows
        bool isAction = "action".Equals(type, StringComparison.OrdinalIgnoreCase);
        if (isAction && ActionFault(position) is { } fault)
        {
            throw new PimException(PimErrorKind.Input, $"Position: {fault}.") { Subject = "Position" };
        }

        if (!isAction && !All.Contains(position))
        {
            string hint = Nearest.Hint(position, All);
            string list = hint.Length > 0 ? "" : $" There are {string.Join(", ", All)}.";
            throw new PimException(PimErrorKind.Input, $"Position: there is no position '{position}'.{hint}{list}") { Subject = "Position" };
        }
    }

    /// <summary>Why an action cannot be at a position; null when it can.</summary>
    internal static string? ActionFault(string position) =>
        OfActions.Contains(position) ? null : $"an action cannot be at '{position}'.{Nearest.Hint(position, OfActions)} An action has {string.Join(", ", OfActions)}";
}
