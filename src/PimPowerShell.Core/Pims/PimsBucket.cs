using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PimPowerShell.Core.Pims;

/// <summary>One bucket.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Path">The names from the top down to it.</param>
/// <param name="Type"><c>global</c> or <c>personal</c>.</param>
/// <param name="Order">Its place among its siblings.</param>
internal sealed record PimsBucket(int Id, string Path, string Type, int? Order)
{
    /// <summary>The buckets of a tree, each before those in it. Whatever the members are called that hold them: what has an id and a name is a bucket.</summary>
    public static List<PimsBucket> ReadAll(JsonElement root, string type)
    {
        var buckets = new List<PimsBucket>();
        Collect(root, null, type, buckets);
        return buckets;
    }

    public JsonObject ToItem()
    {
        var item = new JsonObject
        {
            ["code"] = Path,
            ["parent"] = PimsPath.Parent(Path),
            ["id"] = Id,
            ["name"] = PimsPath.Name(Path),
            ["type"] = Type,
        };
        if (Order is { } order)
        {
            item["position"] = order;
        }

        return item;
    }

    private static void Collect(JsonElement element, string? parent, string type, List<PimsBucket> buckets)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                Collect(item, parent, type, buckets);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (Number(element, "id") is { } id && element.TryGetProperty(PimsInferred.BucketName, out JsonElement name))
            {
                parent ??= Number(element, PimsInferred.BucketParent) is { } above ? buckets.Find(bucket => bucket.Id == above)?.Path : null;
                parent = PimsPath.Join(parent, name.ToString());
                buckets.Add(new PimsBucket(id, parent, element.TryGetProperty(PimsInferred.BucketType, out JsonElement given) ? given.ToString() : type, Number(element, PimsInferred.BucketOrder)));
            }

            foreach (JsonProperty property in element.EnumerateObject())
            {
                Collect(property.Value, parent, type, buckets);
            }
        }
    }

    private static int? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && int.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
}
