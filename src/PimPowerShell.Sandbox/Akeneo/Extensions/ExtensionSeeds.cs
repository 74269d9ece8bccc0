using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Extensions;

/// <summary>The UI extensions of the generated PIM.</summary>
internal static class ExtensionSeeds
{
    public static IEnumerable<JsonObject> Create(int seed)
    {
        UuidSequence uuids = new(4, seed + 2301);
        yield return Extension(uuids[0], "supplier_portal", "link", "pim.product.header", "Supplier portal", "https://portal.example.com/%product_identifier%");
        JsonObject action = Extension(uuids[1], "send_to_erp", "action", "pim.product-grid.action-bar", "Send to the ERP", "https://erp.example.com/receive");
        action["credentials"] = new JsonArray(new JsonObject { ["code"] = "erp", ["type"] = "Bearer Token", ["value"] = "generated" });
        yield return action;
        yield return Extension(uuids[2], "sales_figures", "iframe", "pim.product.tab", "Sales figures", "https://figures.example.com");
        JsonObject stock = Extension(uuids[3], "stock", "data_component", "pim.product.panel", "Stock", "https://stock.example.com/levels");
        stock["status"] = "inactive";
        yield return stock;
    }

    private static JsonObject Extension(Guid uuid, string name, string type, string position, string label, string url) => new()
    {
        ["uuid"] = uuid.ToString(),
        ["name"] = name,
        ["type"] = type,
        ["position"] = position,
        ["configuration"] = new JsonObject { ["url"] = url, ["labels"] = new JsonObject { ["en_US"] = label }, ["default_label"] = label },
        ["status"] = "active",
        ["credentials"] = new JsonArray(),
        ["version"] = "1.0.0",
        ["description"] = null,
    };
}
