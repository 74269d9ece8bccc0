using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>The products that associations name, by a key that may be another server's, or another session's.</summary>
internal static class ProductLinks
{
    private const string Products = "products";

    /// <summary>Whether a field has associations.</summary>
    public static bool AreIn(PimField? field) => field?.Shape is FieldShape.Associations or FieldShape.Quantities;

    /// <summary>The keys of all products.</summary>
    /// <param name="associations">The field's value.</param>
    /// <param name="name">What the key of a product with a quantity is called.</param>
    public static IEnumerable<string> Keys(JsonObject associations, string name) =>
        Lists(associations).SelectMany(static list => list).Select(product => Key(product, name)).OfType<string>();

    /// <summary>Gives products other keys.</summary>
    /// <param name="associations">The field's value.</param>
    /// <param name="name">What the key of a product with a quantity is called.</param>
    /// <param name="newName">What it is called afterwards.</param>
    /// <param name="newKey">The other key; null for a product that keeps its own.</param>
    /// <returns>Whether one was given.</returns>
    public static bool Rename(JsonObject associations, string name, string newName, Func<string, string?> newKey)
    {
        bool isOther = false;
        foreach (JsonArray list in Lists(associations))
        {
            for (int i = 0; i < list.Count; i++)
            {
                if (Key(list[i], name) is not { } key || newKey(key) is not { } given)
                {
                    continue;
                }

                isOther = true;
                if (list[i] is JsonObject quantity)
                {
                    quantity.Remove(name);
                    quantity[newName] = given;
                }
                else
                {
                    list[i] = given;
                }
            }
        }

        return isOther;
    }

    /// <summary>The keys of all products of a field's JSON, which may be empty.</summary>
    public static IEnumerable<string> Keys(ReadOnlyMemory<byte> associations, string name) => Read(associations) is { } read ? Keys(read, name) : [];

    /// <summary>A field's JSON with other keys of products; itself where none was given.</summary>
    public static ReadOnlyMemory<byte> Rename(ReadOnlyMemory<byte> associations, string name, string newName, Func<string, string?> newKey) =>
        Read(associations) is { } read && Rename(read, name, newName, newKey) ? ItemLine.Bytes(read) : associations;

    private static JsonObject? Read(ReadOnlyMemory<byte> associations) => associations.IsEmpty ? null : JsonNode.Parse(associations.Span) as JsonObject;

    private static IEnumerable<JsonArray> Lists(JsonObject associations) => associations.Select(static type => (type.Value as JsonObject)?[Products]).OfType<JsonArray>();

    private static string? Key(JsonNode? product, string name) => product is JsonObject quantity ? ItemLine.Text(quantity, name)
        : product is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : null;
}
