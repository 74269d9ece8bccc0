using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Makes of an item as a list gives it the line of a write.</summary>
internal static class ItemLine
{
    /// <summary>What a line of a map of attributes keeps them under.</summary>
    public const string Attributes = "attributes";

    /// <summary>The key of an item; null where it has none.</summary>
    public static string? Key(PimResource resource, JsonObject item) =>
        Text(item, resource.Key) ?? (Map(resource, item) is { } map ? Text(map, resource.Key) : null);

    /// <summary>The key of what is above an item; null for none.</summary>
    public static string? Parent(JsonObject item) => Text(item, "parent");

    /// <summary>The item without what only the server writes, and without what its address says.</summary>
    public static JsonObject Of(PimResource resource, string key, JsonObject item)
    {
        if (Map(resource, item) is { } map)
        {
            var attributes = (JsonObject)map.DeepClone();
            foreach (string name in resource.ReadOnlyFields.Append(resource.Key))
            {
                attributes.Remove(name);
            }

            return new JsonObject { [resource.Key] = key, [Attributes] = attributes };
        }

        var line = (JsonObject)item.DeepClone();
        line.Remove("_links");
        foreach (string name in resource.ReadOnlyFields.Concat(resource.PathNames.Where(name => FieldOf(resource, name) is null)))
        {
            line.Remove(name);
        }

        return line;
    }

    /// <summary>The line as the server of that kind takes it.</summary>
    public static async Task<byte[]> ShapeAsync(IPimProvider provider, PimResource resource, JsonObject line, CallContext context) =>
        await provider.ShapeItemAsync(resource, Bytes(line), null, context).ConfigureAwait(false);

    /// <summary>An item as it was read, as the server of that kind takes it.</summary>
    public static Task<byte[]> ShapeAsync(IPimProvider provider, PimResource resource, ReadOnlyMemory<byte> item, CallContext context)
    {
        var read = (JsonObject)JsonNode.Parse(item.Span)!;
        return ShapeAsync(provider, resource, Of(resource, Key(resource, read) ?? "", read), context);
    }

    /// <summary>What is known of a field of a write.</summary>
    public static PimField? FieldOf(PimResource resource, string name) =>
        (resource.Fields.Count > 0 ? resource.Fields : resource.RowFields).FirstOrDefault(field => field.Name == name);

    /// <summary>A line's JSON.</summary>
    public static byte[] Bytes(JsonObject line) => JsonBytes.Write(writer => line.WriteTo(writer));

    /// <summary>The text of a member; null where it has none.</summary>
    public static string? Text(JsonObject item, string name) =>
        item[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;

    /// <summary>The map of attributes that an item is; null where it is none.</summary>
    public static JsonObject? Map(PimResource resource, JsonObject item) => resource.Values is not { } shape ? null
        : shape.Path.Aggregate((JsonNode?)item, static (node, name) => (node as JsonObject)?[name]) as JsonObject;
}
