using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PimPowerShell.Core.Pims;

/// <summary>One category.</summary>
/// <param name="Code">Its path.</param>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Order">Its place among its siblings.</param>
/// <param name="Data">Its metadata, freely extended; the shop's tree shows an image only.</param>
internal sealed record PimsCategory(string Code, int Id, string Name, int? Order, JsonObject Data)
{
    public const string Active = "active";

    public string? Parent => PimsPath.Parent(Code);

    /// <summary>Whatever the member is called that holds a category's children: what has an id and a cat_name is a category.</summary>
    public static List<PimsCategory> ReadAll(JsonElement element)
    {
        var categories = new List<PimsCategory>();
        Collect(element, categories);
        return categories;
    }

    /// <summary>A missing status means active.</summary>
    public static bool IsActive(JsonObject data) => data["status"] is not { } status || status.ToString() == Active;

    public JsonObject ToItem()
    {
        var item = new JsonObject
        {
            ["code"] = Code,
            ["parent"] = Parent,
            ["id"] = Id,
            ["name"] = Name,
            ["labels"] = new JsonObject { ["en_US"] = Name },
            ["enabled"] = IsActive(Data),
            ["data"] = Data.DeepClone(),
        };
        if (Order is { } order)
        {
            item["position"] = order;
        }

        return item;
    }

    private static void Collect(JsonElement element, List<PimsCategory> categories)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                Collect(item, categories);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("id", out JsonElement id) && element.TryGetProperty("cat_name", out JsonElement name))
            {
                string path = element.TryGetProperty("cat_path", out JsonElement value) ? value.GetString() ?? "" : name.GetString() ?? "";
                categories.Add(new PimsCategory(path, Number(id), name.GetString() ?? "",
                    element.TryGetProperty("cat_order", out JsonElement order) ? Number(order) : null,
                    element.TryGetProperty("cat_data", out JsonElement data) && data.ValueKind == JsonValueKind.Object ? JsonObject.Create(data.Clone())! : []));
            }

            foreach (JsonProperty property in element.EnumerateObject())
            {
                Collect(property.Value, categories);
            }
        }
    }

    private static int Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetInt32() : int.Parse(value.GetString() ?? "0", CultureInfo.InvariantCulture);
}
