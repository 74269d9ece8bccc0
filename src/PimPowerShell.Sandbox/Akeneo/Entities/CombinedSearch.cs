using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Search;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>
/// Conditions on assets that <c>and</c> and <c>or</c> combine, one of them at the root and any of them below
/// (assets-filter-logical-operators.html). What cannot be run is named (news of November 2026).
/// </summary>
internal sealed class CombinedSearch(EntityStore store, EntrySearch search, StructureEntity? entity)
{
    private const string And = "and";
    private const string Or = "or";
    private const int MostItems = 100;

    private static readonly string[] _code = ["IN", "=", "!=", "STARTS_WITH"];
    private static readonly string[] _dates = ["=", "!=", ">", ">=", "<", "<=", "BETWEEN", "NOT BETWEEN", "SINCE LAST N DAYS"];

    /// <summary>Whether a search is of this form.</summary>
    public static bool Is(JsonElement search) => PhpJson.TryGet(search, And, out _) || PhpJson.TryGet(search, Or, out _);

    /// <summary>An object with one member: a list of such objects, or a condition.</summary>
    public Func<StructureEntity, bool> Parse(JsonElement item)
    {
        KeyValuePair<string, JsonElement>[] members = item.ValueKind == JsonValueKind.Object ? [.. PhpJson.Entries(item)] : [];
        if (members.Length != 1)
        {
            throw ApiException.Unprocessable($"Each item of \"{And}\" and \"{Or}\", and the search itself, has one filter{(members.Length == 0 ? "" : $", not \"{string.Join("\", \"", members.Select(member => member.Key))}\"")}.");
        }

        (string name, JsonElement value) = (members[0].Key, members[0].Value);
        if (name is not (And or Or))
        {
            return PhpJson.TryGet(value, "operator", out JsonElement op) && op.ValueKind == JsonValueKind.String
                ? Condition(new SearchFilter(name, op.GetString()!, value))
                : throw ApiException.Unprocessable($"The filter \"{name}\" has an invalid format.");
        }

        int count = value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : 0;
        if (count is 0 or > MostItems)
        {
            throw ApiException.Unprocessable($"The filter \"{name}\" takes a list of 1 to {MostItems} items.");
        }

        List<Func<StructureEntity, bool>> parts = [.. value.EnumerateArray().Select(Parse)];
        return name == And ? entry => parts.TrueForAll(part => part(entry)) : entry => parts.Exists(part => part(entry));
    }

    private Func<StructureEntity, bool> Condition(SearchFilter filter)
    {
        StructureEntity? attribute = entity is null ? null : EntryFormat.Find(store.Attributes.Of(entity.Code), filter.Property);
        IEnumerable<string> operators = filter.Property switch
        {
            "code" => _code,
            "updated" or "created" => _dates,
            "complete" => ["="],
            _ => attribute is null ? [] : ValueFilter.Operators(store.Model, attribute, isCombined: true),
        };
        if (!operators.Contains(filter.Operator))
        {
            throw FilterValues.Unsupported(filter);
        }

        switch (filter.Property)
        {
            case "code":
                return Code(filter);
            case "updated":
                Func<DateTimeOffset, bool> isUpdated = DateFilter.Parse(filter, _dates);
                return entry => isUpdated(entry.Updated);
            case "created":
                Func<DateTimeOffset, bool> isCreated = DateFilter.Parse(filter, _dates);
                return entry => Timestamps.ReadIso(entry.Text("created")!) is DateTimeOffset time && isCreated(time);
            case "complete":
                JsonElement context = filter.Member("context");
                PhpJson.TryGet(context, "locales", out JsonElement locales);
                return search.Complete(filter, PhpJson.TryGet(context, "channel", out JsonElement channel) ? PhpJson.StringOrNull(channel) : null, locales);
            default:
                return ValueFilter.Parse(store, attribute!, filter);
        }
    }

    private static Func<StructureEntity, bool> Code(SearchFilter filter)
    {
        if (filter.Operator == "IN")
        {
            HashSet<string> codes = new(EntrySearch.Texts(filter.Value), StringComparer.OrdinalIgnoreCase);
            return entry => codes.Contains(entry.Code);
        }

        string text = FilterValues.Text(filter);
        return filter.Operator switch
        {
            "=" => entry => entry.Code.Equals(text, StringComparison.OrdinalIgnoreCase),
            "!=" => entry => !entry.Code.Equals(text, StringComparison.OrdinalIgnoreCase),
            _ => entry => entry.Code.StartsWith(text, StringComparison.OrdinalIgnoreCase),
        };
    }
}
