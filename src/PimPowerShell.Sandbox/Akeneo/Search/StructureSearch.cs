using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Search;

/// <summary>The <c>search</c> parameter of structure lists (4.4, 9.3).</summary>
internal static class StructureSearch
{
    public static IReadOnlyList<StructureEntity> Run(StructureKind kind, StructureStore store, string owner, string? search)
    {
        // categories come in the order of their tree, everything else by code (3.4)
        bool isTree = kind == StructureKinds.Categories;
        IReadOnlyList<StructureEntity> all = isTree ? store.Catalog.Categories.Nodes : store[kind].Of(owner);
        if (string.IsNullOrEmpty(search) || kind.Filters.Count == 0)
        {
            return all;
        }

        IEnumerable<StructureEntity> matches = all;
        foreach (SearchFilter filter in Parse(search!))
        {
            if (!kind.Filters.Contains(filter.Property))
            {
                throw ApiException.BadRequest(
                    $"Available search filters are \"{string.Join(", ", kind.Filters)}\" and you tried to search on unavailable filter \"{filter.Property}\"");
            }

            Func<StructureEntity, bool> condition = Condition(kind, store, filter);
            matches = matches.Where(condition);
        }

        return [.. matches];
    }

    private static IReadOnlyList<SearchFilter> Parse(string search)
    {
        if (!PhpJson.TryParse(Encoding.UTF8.GetBytes(search), out JsonElement json))
        {
            throw ApiException.BadRequest("The search query parameter must be a valid JSON.");
        }

        return SearchFilter.ParseAll(json);
    }

    private static Func<StructureEntity, bool> Condition(StructureKind kind, StructureStore store, SearchFilter filter)
    {
        string noun = kind.Noun.ToLowerInvariant();
        switch (filter.Property)
        {
            case "code":
                Require(filter, "IN", $"In order to search on {noun} codes you must use \"IN\" operator, \"{filter.Operator}\" given.");
                HashSet<string> codes = new(Texts(filter, $"In order to search on {noun} codes you must send an array of {noun} codes as value"), StringComparer.OrdinalIgnoreCase);
                return entity => codes.Contains(entity.Code);
            case "type":
                Require(filter, "IN", $"In order to search on {noun} types you must use \"IN\" operator, \"{filter.Operator}\" given.");
                HashSet<string> types = [.. Texts(filter, $"In order to search on {noun} types you must send an array of {noun} types as value")];
                return entity => types.Contains(entity.Text("type")!);
            case "updated":
                Require(filter, ">", $"Searching on the \"updated\" property require the \">\" (greater than) operator, \"{filter.Operator}\" given.");
                DateTimeOffset time = Timestamps.ReadIso(PhpJson.StringOrNull(filter.Value) ?? "")
                    ?? throw ApiException.BadRequest("This value is not in a valid ISO 8601 standard datetime format.");
                return entity => entity.Updated > time;
            case "parent":
                RequireEquals(filter, noun);
                return Descendants(store, PhpJson.Text(filter.Value));
            default:
                RequireEquals(filter, noun);
                bool wanted = Boolean(filter, noun);
                return entity => Flag(store, filter.Property, entity) == wanted;
        }
    }

    /// <summary>A parent's whole subtree: the server compares the positions of a nested set (9.3).</summary>
    private static Func<StructureEntity, bool> Descendants(StructureStore store, string parent)
    {
        CategoryTree tree = store.Catalog.Categories;
        if (!tree.Contains(parent))
        {
            throw ApiException.BadRequest($"Parent code {parent} does not exist.");
        }

        HashSet<StructureEntity> below = [.. tree.Descendants(parent)];
        return below.Contains;
    }

    private static bool Flag(StructureStore store, string property, StructureEntity entity) => property switch
    {
        "is_root" => entity.Text("parent") is null,
        "has_products" => store.FamilyHasProducts(entity.Code),
        _ => entity.Flag(property),
    };

    private static void RequireEquals(SearchFilter filter, string noun) =>
        Require(filter, "=", $"In order to search on {noun} {filter.Property} you must use \"=\" operator, \"{filter.Operator}\" given.");

    private static void Require(SearchFilter filter, string expected, string message)
    {
        if (filter.Operator != expected)
        {
            throw ApiException.BadRequest(message);
        }
    }

    private static bool Boolean(SearchFilter filter, string noun) =>
        filter.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? filter.Value.GetBoolean()
            : throw ApiException.BadRequest(
                $"In order to search on {noun} {filter.Property} you must send a \"boolean\" value, \"{PhpJson.TypeName(filter.Value)}\" given.");

    private static IEnumerable<string> Texts(SearchFilter filter, string message)
    {
        if (filter.Value.ValueKind != JsonValueKind.Array || filter.Value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            throw ApiException.BadRequest($"{message}, \"{PhpJson.TypeName(filter.Value)}\" given.");
        }

        return filter.Value.EnumerateArray().Select(item => item.GetString()!);
    }
}
