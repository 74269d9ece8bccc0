using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Pims.Schema;

/// <summary>The views that the instance starts with.</summary>
internal static class ViewSeeds
{
    public const string Default = "Default";
    public const string Web = "Web";
    public const string Erp = "Erp";

    private static readonly string[] _hiddenFromWeb = ["supplier_sku", "stock", "minimum_order", "completeness", "discontinued_date"];

    public static IEnumerable<PimsView> All(AttributeTable attributes) =>
    [
        new(Default)
        {
            Comment = "Everything, under its own name",
            Label = "Default view",
            Attributes = attributes.All.ToDictionary(attribute => attribute.Name, attribute => new ViewAttribute(attribute.Name) { Group = attribute.Group }),
        },
        new(Web)
        {
            Comment = "What the shop shows, under the shop's names",
            Label = "Web shop",
            Attributes = attributes.All.Where(attribute => !_hiddenFromWeb.Contains(attribute.Name)).ToDictionary(attribute => attribute.Name, WebAttribute),
        },
        new(Erp)
        {
            Comment = "What the ERP system exchanges",
            Label = "ERP",
            Attributes = new Dictionary<string, ViewAttribute>
            {
                ["sku"] = new("ItemNo") { Group = "Basic" },
                ["title"] = new("Description") { Group = "Basic" },
                ["status"] = new("State") { Group = "Basic" },
                ["price"] = new("UnitPrice") { Group = "Sales and Logistics" },
                ["brand"] = new("Vendor") { Group = "Basic", IsReadOnly = true },
                ["stock"] = new("Inventory") { Group = "Sales and Logistics", Default = "0" },
            },
        },
    ];

    private static ViewAttribute WebAttribute(PimsAttribute attribute) => new(attribute.Name switch
    {
        "title" => "name",
        "price" => "list_price",
        "description" => "long_text",
        string name => name,
    })
    {
        Group = attribute.Group,
    };
}
