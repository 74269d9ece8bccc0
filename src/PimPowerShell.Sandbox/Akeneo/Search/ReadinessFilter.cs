using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Search;

/// <summary>Filters on readiness, a beta of the hosted edition (4.2). The server counts it by rules of its own; here it is completeness.</summary>
internal sealed class ReadinessFilter(Catalog catalog, CompletenessFilter completeness, bool models)
{
    private const string OnAllLocales = " ON ALL LOCALES";
    private const string OnOneLocale = " ON AT LEAST ONE LOCALE";

    public void Add(SearchFilter filter, ItemCriteria criteria)
    {
        Func<decimal?, bool> condition = Condition(filter) ?? throw FilterValues.Unsupported(filter);
        IEnumerable<ChannelDefinition> channels = filter.Member("scope").ValueKind == JsonValueKind.String ? [completeness.Channel(filter)] : catalog.Channels.Values;
        bool onAll = filter.Operator.EndsWith(OnAllLocales, StringComparison.Ordinal);
        (ChannelDefinition Channel, string Locale)[] places =
            [.. channels.SelectMany(channel => completeness.Locales(filter, channel, required: onAll), (channel, locale) => (channel, locale))];
        bool ofAll = onAll || filter.Operator is "EMPTY" or "ALL READY" or "ALL UNREADY";
        criteria.AddOnView(view =>
        {
            IEnumerable<bool> held = places.Select(place => condition(Completeness.Percent(view, catalog, place.Channel, place.Locale)));
            return ofAll ? held.All(static holds => holds) : held.Any(static holds => holds);
        });
    }

    private Func<decimal?, bool>? Condition(SearchFilter filter)
    {
        switch (filter.Operator)
        {
            case "EMPTY":
                return static percent => percent is null;
            case "NOT EMPTY":
                return static percent => percent is not null;
            case "ALL READY" when !models:
                return static percent => percent == 100;
            case "ALL UNREADY" when !models:
                return static percent => percent < 100;
            case "BETWEEN":
                if (filter.Value.ValueKind != JsonValueKind.Array || filter.Value.GetArrayLength() != 2)
                {
                    throw FilterValues.WrongType(filter, "an array");
                }

                decimal from = FilterValues.Number(filter, filter.Value[0]);
                decimal to = FilterValues.Number(filter, filter.Value[1]);
                return percent => percent >= from && percent <= to;
        }

        string? op = filter.Operator switch
        {
            "GREATER THAN" + OnAllLocales or "GREATER THAN" + OnOneLocale => ">",
            "GREATER OR EQUALS THAN" + OnAllLocales or "GREATER OR EQUALS THAN" + OnOneLocale => ">=",
            "LOWER THAN" + OnAllLocales or "LOWER THAN" + OnOneLocale => "<",
            "LOWER OR EQUALS THAN" + OnAllLocales or "LOWER OR EQUALS THAN" + OnOneLocale => "<=",
            "EQUALS" + OnOneLocale => "=",
            "NOT EQUALS" + OnOneLocale => "!=",
            _ => filter.Operator,
        };
        if (Comparisons.Holds(op, 0) is null)
        {
            return null;
        }

        decimal wanted = FilterValues.Number(filter, filter.Value);
        return percent => percent is { } has && Comparisons.Holds(op, has.CompareTo(wanted)) == true;
    }
}
