using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Search;

/// <summary>Compares links to products and product models with a list of them (4.3).</summary>
internal static class LinkFilter
{
    public static Func<object, bool>? Condition(SearchFilter filter)
    {
        if (filter.Operator is not ("IN" or "NOT IN"))
        {
            return null;
        }

        if (filter.Value.ValueKind != JsonValueKind.Array)
        {
            throw FilterValues.WrongType(filter, "an array");
        }

        HashSet<string> links = new(filter.Value.EnumerateArray().Select(link => Link(PhpJson.ToNode(link))
            ?? throw FilterValues.WrongType(filter, "an array of objects with the keys \"type\" and \"id\"", link)), StringComparer.OrdinalIgnoreCase);
        bool wanted = filter.Operator == "IN";
        return data => links.Contains(Link((JsonNode)data)!) == wanted;
    }

    private static string? Link(JsonNode? link) =>
        link is JsonObject { } table && table["type"] is JsonNode type && (table["id"] ?? table["identifier"]) is JsonNode target ? $"{type}/{target}" : null;
}
