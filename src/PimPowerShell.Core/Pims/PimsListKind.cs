using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>A kind whose whole list comes in one answer: the server searches nothing, so that is done here.</summary>
/// <param name="resource">The entry in the table.</param>
/// <param name="plural">What several of them are called in messages.</param>
/// <param name="caller">Makes the calls.</param>
/// <param name="permissions">What the key may do.</param>
internal abstract class PimsListKind(PimResource resource, string plural, PimsCaller caller, PimsPermissions permissions) : PimsKind(resource, caller, permissions)
{
    protected string Plural => plural;

    /// <summary>The permission that reading needs.</summary>
    protected abstract string ReadPermission { get; }

    public override IPageSource Read(PimQuery query)
    {
        Check(query);
        return new PimsOnePage(async context => Page(await FindAsync(query, context).ConfigureAwait(false)));
    }

    public override async Task<long?> CountAsync(PimQuery query, CallContext context)
    {
        Check(query);
        return (await FindAsync(query, context).ConfigureAwait(false)).Count;
    }

    /// <summary>The codes, unless the key may not read them or they lie in something that is not named.</summary>
    public override async Task<IReadOnlyList<string>> GetCodesAsync(CallContext context) =>
        Permissions.Has(ReadPermission) == false || Resource.PathNames.Any() ? []
            : [.. (await ListAsync(new PimQuery(Resource), context).ConfigureAwait(false)).Select(CodeOf).Where(code => code.Length > 0)];

    /// <summary>All items.</summary>
    /// <param name="query">The query, for those that lie in something.</param>
    /// <param name="context">The caller.</param>
    protected abstract Task<IReadOnlyList<JsonObject>> ListAsync(PimQuery query, CallContext context);

    /// <summary>Whether an item is one that a caller named.</summary>
    protected virtual bool IsNamed(JsonObject item, string key) => PimsPath.Same(CodeOf(item), key);

    /// <summary>Whether an item meets a condition on one field.</summary>
    protected virtual bool Meets(JsonObject item, PimCriterion criterion) => Values(criterion.Value).Contains(Text(item[criterion.Field]), StringComparer.OrdinalIgnoreCase);

    protected string CodeOf(JsonObject item) => Text(item[Resource.Key]);

    /// <summary>An item by its key, or null.</summary>
    protected JsonObject? Find(IReadOnlyList<JsonObject> items, string key) => items.FirstOrDefault(item => IsNamed(item, key));

    protected static string Text(JsonNode? value) => value?.ToString() ?? "";

    protected static IEnumerable<string> Values(object? value) =>
        (value is IEnumerable list and not string ? list.Cast<object?>() : [value]).Select(one => Convert.ToString(one, CultureInfo.InvariantCulture) ?? "");

    /// <summary>A member's object or array of objects: by name, each with that name.</summary>
    protected static IEnumerable<(string Name, JsonElement Value)> Named(JsonElement root, params string[] members)
    {
        foreach (string member in members)
        {
            if (root.TryGetProperty(member, out JsonElement value))
            {
                return value.ValueKind switch
                {
                    JsonValueKind.Object => value.EnumerateObject().Select(entry => (entry.Name, entry.Value)),
                    JsonValueKind.Array => value.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object)
                        .Select(entry => (entry.TryGetProperty(PimsInferred.Name, out JsonElement name) ? name.ToString() : "", entry)),
                    _ => [],
                };
            }
        }

        return [];
    }

    /// <summary>Refuses what cannot be asked for before anything is sent.</summary>
    private void Check(PimQuery query)
    {
        RequireRead();
        if (query.Search is not null || query.MoreSearches.Count > 0)
        {
            throw new PimException(PimErrorKind.Unsupported, "Pims has no search in JSON. Give -Filter a table.") { Subject = "Filter" };
        }

        foreach (PimCriterion criterion in query.Criteria)
        {
            if (!Resource.Filters.TryGetValue(criterion.Field, out string[]? operators) || !(operators.Contains(criterion.Operator) || (criterion.Operator == "=" && operators.Contains("IN"))))
            {
                throw new PimException(PimErrorKind.Unsupported, $"Pims cannot search {Plural} by {criterion.Field}{(operators is null ? "" : " " + criterion.Operator)}.") { Subject = criterion.Field };
            }
        }
    }

    protected virtual void RequireRead() => Permissions.Require(ReadPermission, "read " + Plural);

    private async Task<IReadOnlyList<JsonObject>> FindAsync(PimQuery query, CallContext context) =>
        [.. (await ListAsync(query, context).ConfigureAwait(false)).Where(item =>
            (query.Keys is null || query.Keys.Any(key => IsNamed(item, key))) && query.Criteria.All(criterion => Meets(item, criterion)))];
}
