using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Search;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>The <c>search</c> parameter of records and assets (4.5): all conditions hold together, or are combined.</summary>
internal sealed class EntrySearch(EntityStore store)
{
    private static readonly string[] _updatedOperators = [">", "<", "BETWEEN", "NOT BETWEEN", "SINCE LAST N DAYS"];

    /// <param name="search">The parameter, or null.</param>
    /// <param name="entity">The entity whose entries are searched, or null for all: values can be searched in one only.</param>
    public Func<StructureEntity, bool> Parse(string? search, StructureEntity? entity)
    {
        if (string.IsNullOrEmpty(search))
        {
            return _ => true;
        }

        if (!PhpJson.TryParse(Encoding.UTF8.GetBytes(search), out JsonElement json))
        {
            throw ApiException.BadRequest("The search query parameter must be a valid JSON.");
        }

        if (store.Model.CombinedOperators is not null && CombinedSearch.Is(json))
        {
            return new CombinedSearch(store, this, entity).Parse(json);
        }

        List<Func<StructureEntity, bool>> conditions = [.. Filters(json).Select(filter => Condition(filter, entity))];
        return entry => conditions.TrueForAll(condition => condition(entry));
    }

    public static ApiException Malformed() => ApiException.Unprocessable("The search filters have an invalid format.");

    /// <summary>A property has one condition, or a list of them.</summary>
    private static IEnumerable<SearchFilter> Filters(JsonElement search)
    {
        foreach (KeyValuePair<string, JsonElement> property in PhpJson.Entries(search))
        {
            IEnumerable<JsonElement> bodies = property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray() : [property.Value];
            foreach (JsonElement body in bodies)
            {
                yield return PhpJson.TryGet(body, "operator", out JsonElement op) && op.ValueKind == JsonValueKind.String
                    ? new SearchFilter(property.Key, op.GetString()!, body)
                    : throw Malformed();
            }
        }
    }

    private Func<StructureEntity, bool> Condition(SearchFilter filter, StructureEntity? entity)
    {
        switch (filter.Property)
        {
            case "code":
                HashSet<string> codes = new(filter.Operator == "IN" ? Texts(filter.Value) : throw Malformed(), StringComparer.OrdinalIgnoreCase);
                return entry => codes.Contains(entry.Code);
            case "updated":
                Func<DateTimeOffset, bool> isIn = DateFilter.Parse(filter, _updatedOperators);
                return entry => isIn(entry.Updated);
            case "complete":
                return Complete(filter, PhpJson.StringOrNull(filter.Member("channel")), filter.Member("locales"));
            default:
                StructureEntity attribute = entity is null || !store.World.IsExtended
                    ? throw Malformed()
                    : EntryFormat.Find(store.Attributes.Of(entity.Code), filter.Property) ?? throw Malformed();
                return ValueFilter.Operators(store.Model, attribute, isCombined: false).Contains(filter.Operator) ? ValueFilter.Parse(store, attribute, filter) : throw Malformed();
        }
    }

    public static string[] Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw Malformed();

    public Func<StructureEntity, bool> Complete(SearchFilter filter, string? channel, JsonElement givenLocales)
    {
        string[] locales = Texts(givenLocales);
        if (filter.Operator != "=" || filter.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False) || channel is null || locales.Length == 0)
        {
            throw Malformed();
        }

        EntryProjection.Require(store.World.Structure.Catalog, channel, locales);
        bool wanted = filter.Value.GetBoolean();
        return entry => IsComplete(entry, channel, locales) == wanted;
    }

    private bool IsComplete(StructureEntity entry, string channel, string[] locales) =>
        store.Attributes.Of(entry.Owner).Where(attribute => attribute.Flag("is_required_for_completeness")).All(attribute =>
        {
            string? at = attribute.Flag("value_per_channel") ? channel : null;
            IEnumerable<string?> wanted = attribute.Flag("value_per_locale") ? locales : new string?[] { null };
            return wanted.All(locale => EntryValues.Find(entry, attribute.Code, locale, at) is not null);
        });
}
