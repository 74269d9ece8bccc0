using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Compares what an item is linked to: associations by type and kind, and categories that come or go.</summary>
internal sealed class AkeneoLinkComparer(List<PimDifference> differences, FieldComparer fields)
{
    /// <summary>The lists that differ, by type and kind; null when none does.</summary>
    public JsonPart? Compare(string name, JsonElement wanted, JsonElement present, bool isQuantified)
    {
        if (wanted.ValueKind != JsonValueKind.Object)
        {
            return SameJson.IsEmptyContainer(wanted) ? null : fields.Whole(name, wanted, present);
        }

        Dictionary<string, JsonElement> kept = SameJson.Members(present, StringComparer.OrdinalIgnoreCase);
        var left = new List<KeyValuePair<string, JsonPart>>();
        foreach (JsonProperty type in wanted.EnumerateObject())
        {
            kept.TryGetValue(type.Name, out JsonElement known);
            if (CompareType(name, type, known, isQuantified) is { } part)
            {
                left.Add(new(type.Name, part));
            }
        }

        return JsonPart.Members(left);
    }

    /// <summary>Those categories that an item is to get and has not, or is to lose and has; null for none. The difference shows the whole list.</summary>
    public JsonPart? CompareCategories(string name, JsonElement wanted, JsonElement present, bool isAdded)
    {
        if (SameJson.Texts(wanted, StringComparer.OrdinalIgnoreCase) is null || SameJson.Texts(present, StringComparer.OrdinalIgnoreCase) is not { } kept)
        {
            return fields.Whole(name, wanted, present);
        }

        List<JsonElement> left = [.. wanted.EnumerateArray().Where(code => kept.Contains(code.GetString()!) != isAdded)];
        if (left.Count > 0)
        {
            IEnumerable<string> changed = left.Select(code => code.GetString()!);
            IEnumerable<string> after = isAdded ? kept.Concat(changed) : kept.Except(changed, StringComparer.OrdinalIgnoreCase);
            differences.Add(new PimDifference(
                "categories", null, null, null, SameJson.Bytes(present), JsonBytes.Write(writer => JsonTree.Write(writer, after.Distinct(StringComparer.OrdinalIgnoreCase)))));
        }

        return JsonPart.Items(left);
    }

    private JsonPart? CompareType(string name, JsonProperty type, JsonElement present, bool isQuantified)
    {
        if (type.Value.ValueKind != JsonValueKind.Object)
        {
            return SameJson.IsEmptyContainer(type.Value) ? null : Whole(type.Value, present, type.Name);
        }

        Dictionary<string, JsonElement> kept = SameJson.Members(present);
        var left = new List<KeyValuePair<string, JsonPart>>();
        foreach (JsonProperty kind in type.Value.EnumerateObject())
        {
            kept.TryGetValue(kind.Name, out JsonElement known);
            if (!(isQuantified ? SameQuantities(kind.Name, kind.Value, known) : SameTargets(kind.Name, kind.Value, known)))
            {
                left.Add(new(kind.Name, Whole(kind.Value, known, type.Name, kind.Name)));
            }
        }

        return JsonPart.Members(left);

        JsonPart Whole(JsonElement value, JsonElement known, params string[] path)
        {
            differences.Add(new PimDifference(
                name, null, null, null, FieldComparer.Nest(SameJson.Bytes(known), path), FieldComparer.Nest(SameJson.Bytes(value), path)));
            return JsonPart.Whole(value);
        }
    }

    /// <summary>The targets have no order; a kind that there is not is the server's to refuse.</summary>
    private static bool SameTargets(string kind, JsonElement wanted, JsonElement present) => kind switch
    {
        "products" or "product_models" => SameJson.Set(wanted, present, StringComparer.OrdinalIgnoreCase),
        "groups" => SameJson.Set(wanted, present, StringComparer.Ordinal),
        _ => SameJson.Value(wanted, present),
    };

    private static bool SameQuantities(string kind, JsonElement wanted, JsonElement present)
    {
        if (kind is not ("products" or "product_models"))
        {
            return SameJson.Value(wanted, present);
        }

        return Quantities(wanted) is { } asked && (SameJson.IsThere(present) ? Quantities(present) : []) is { } kept
            && asked.Count == kept.Count && asked.All(target => kept.TryGetValue(target.Key, out long quantity) && quantity == target.Value);
    }

    /// <summary>How many of each target; null when the list is not what the server takes, or names a target twice.</summary>
    private static Dictionary<string, long>? Quantities(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var quantities = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonElement entry in list.EnumerateArray())
        {
            // a product is named by its uuid in one API and by its identifier in the other, and neither takes the other's name
            string key = SameJson.IsThere(SameJson.Member(entry, "uuid")) ? "uuid" : "identifier";
            JsonElement name = SameJson.Member(entry, key);
            JsonElement quantity = SameJson.Member(entry, "quantity");
            if (name.ValueKind != JsonValueKind.String || quantity.ValueKind != JsonValueKind.Number || !quantity.TryGetInt64(out long number)
                || quantities.ContainsKey(key + name.GetString()))
            {
                return null;
            }

            quantities.Add(key + name.GetString(), number);
        }

        return quantities;
    }
}
