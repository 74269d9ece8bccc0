using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Search;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>Conditions on the values of records and assets, which the hosted edition knows (4.5).</summary>
internal static class ValueFilter
{
    /// <summary>The operators of an attribute, those of combined conditions among them where these are meant.</summary>
    public static IEnumerable<string> Operators(EntityModel model, StructureEntity attribute, bool isCombined)
    {
        EntityAttributeType type = model.TypeOf(attribute);
        return type.LinksToAssets || type.Name == "media_link" ? [] : [.. Of(model.Operators), .. isCombined ? Of(model.CombinedOperators) : []];

        string[] Of(IReadOnlyDictionary<ValueFormat, string[]>? operators) => operators is not null && operators.TryGetValue(type.Format, out string[]? own) ? own : [];
    }

    /// <param name="store">Where the attribute is.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="filter">A condition with one of its operators.</param>
    public static Func<StructureEntity, bool> Parse(EntityStore store, StructureEntity attribute, SearchFilter filter)
    {
        EntityAttributeType type = store.Model.TypeOf(attribute);
        string? locale = Place(attribute, filter, "value_per_locale", "locale");
        string? channel = Place(attribute, filter, "value_per_channel", "channel");
        Func<JsonNode, bool> holds = Condition(type, filter);
        bool wantsNothing = filter.Operator == "EMPTY";
        return entry => EntryValues.Find(entry, attribute.Code, locale, channel) is JsonNode data ? !wantsNothing && holds(data) : wantsNothing;
    }

    private static string? Place(StructureEntity attribute, SearchFilter filter, string flag, string name)
    {
        if (!attribute.Flag(flag))
        {
            return null;
        }

        return PhpJson.StringOrNull(filter.Member(name))
            ?? throw ApiException.Unprocessable($"Attribute \"{attribute.Code}\" expects a {name}, none given.");
    }

    private static Func<JsonNode, bool> Condition(EntityAttributeType type, SearchFilter filter)
    {
        if (filter.Operator is "EMPTY" or "NOT EMPTY")
        {
            return _ => true;
        }

        switch (type.Format)
        {
            case ValueFormat.Text:
                return Text(filter);
            case ValueFormat.Number:
                decimal other = filter.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String && Decimals.TryRead(PhpJson.Text(filter.Value), out decimal number)
                    ? number
                    : throw EntrySearch.Malformed();
                return data => Decimals.TryRead(data.GetValue<string>(), out decimal own) && Compares(own.CompareTo(other), filter.Operator);
            case ValueFormat.Flag:
                bool wanted = filter.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? filter.Value.GetBoolean() : throw EntrySearch.Malformed();
                return data => (data.GetValue<bool>() == wanted) == (filter.Operator == "=");
            case ValueFormat.Date:
                Func<DateTimeOffset, bool> isIn = DateFilter.Parse(filter, [filter.Operator]);
                return data => Timestamps.ReadIso(data.GetValue<string>()) is DateTimeOffset time && isIn(time);
            default:
                string[] codes = filter.Operator == "=" ? [PhpJson.StringOrNull(filter.Value) ?? throw EntrySearch.Malformed()] : EntrySearch.Texts(filter.Value);
                bool isAmong = filter.Operator != "NOT IN";
                return data => (data is JsonArray ? data.ToCodes() : [data.GetValue<string>()]).Intersect(codes, StringComparer.OrdinalIgnoreCase).Any() == isAmong;
        }
    }

    private static Func<JsonNode, bool> Text(SearchFilter filter)
    {
        if (filter.Operator == "IN")
        {
            HashSet<string> texts = new(EntrySearch.Texts(filter.Value), StringComparer.OrdinalIgnoreCase);
            return data => texts.Contains(data.GetValue<string>());
        }

        string text = PhpJson.StringOrNull(filter.Value) ?? throw EntrySearch.Malformed();
        const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;
        return filter.Operator switch
        {
            "=" => data => data.GetValue<string>().Equals(text, AnyCase),
            "!=" => data => !data.GetValue<string>().Equals(text, AnyCase),
            "STARTS WITH" => data => data.GetValue<string>().StartsWith(text, AnyCase),
            "ENDS WITH" => data => data.GetValue<string>().EndsWith(text, AnyCase),
            "CONTAINS" => data => data.GetValue<string>().IndexOf(text, AnyCase) >= 0,
            _ => data => data.GetValue<string>().IndexOf(text, AnyCase) < 0,
        };
    }

    private static bool Compares(int order, string op) => op switch
    {
        "=" => order == 0,
        "!=" => order != 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };
}
