using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Core.History;

/// <summary>
/// Gives the associations of what was written by identifiers the keys that all others in the history have: a change is found
/// again, and undone, by the form in which products are read.
/// </summary>
/// <param name="provider">Knows both keys.</param>
/// <param name="main">The kind of thing by the key that the history has.</param>
internal sealed class AssociatedKeys(IPimProvider provider, PimResource main)
{
    private static readonly Dictionary<string, string> s_nowhere = [];

    private readonly PimResource _other = main.ByOtherKey!;

    /// <summary>The same writes; what cannot be found is left as it is.</summary>
    public async Task<KeptWrite[]> TranslateAsync(KeptWrite[] writes, CallContext context)
    {
        HashSet<string> names = new(
            writes.SelectMany(static write => write.Changes).SelectMany(change => Lists(change, change.Present).Concat(Lists(change, change.Wanted)).SelectMany(static list => list.Products)).Select(Name).OfType<string>(),
            StringComparer.OrdinalIgnoreCase);
        if (names.Count == 0)
        {
            return writes;
        }

        Dictionary<string, JsonObject> found = await new CatalogSide(provider, context).FindAsync(_other, s_nowhere, names).ConfigureAwait(false);
        return [.. writes.Select(write => write with
        {
            Changes = [.. write.Changes.Select(change => change with { Present = Translate(change, change.Present, found), Wanted = Translate(change, change.Wanted, found) })],
        })];
    }

    private ReadOnlyMemory<byte> Translate(PimDifference change, ReadOnlyMemory<byte> value, Dictionary<string, JsonObject> found)
    {
        JsonObject? associations = null;
        foreach ((JsonObject whole, JsonArray products) in Lists(change, value))
        {
            associations = whole;
            for (int i = 0; i < products.Count; i++)
            {
                if (Name(products[i]) is not { } name || !found.TryGetValue(name, out JsonObject? item) || ItemLine.Text(item, main.Key) is not { } key)
                {
                    continue;
                }

                if (products[i] is JsonObject quantity)
                {
                    quantity.Remove(_other.Key);
                    quantity[main.Key] = key;
                }
                else
                {
                    products[i] = key;
                }
            }
        }

        return associations is null ? value : ItemLine.Bytes(associations);
    }

    /// <summary>The lists of products in a value of associations, and the value itself.</summary>
    private IEnumerable<(JsonObject Whole, JsonArray Products)> Lists(PimDifference change, ReadOnlyMemory<byte> value)
    {
        if (value.IsEmpty || ItemLine.FieldOf(_other, change.Property)?.Shape is not (FieldShape.Associations or FieldShape.Quantities) || JsonNode.Parse(value.Span) is not JsonObject whole)
        {
            return [];
        }

        return whole.Select(static type => (type.Value as JsonObject)?["products"]).OfType<JsonArray>().Select(products => (whole, products));
    }

    private string? Name(JsonNode? product) => product is JsonObject quantity ? ItemLine.Text(quantity, _other.Key)
        : product is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : null;
}
