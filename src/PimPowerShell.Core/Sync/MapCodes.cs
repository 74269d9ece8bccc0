using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Rows;

namespace PimPowerShell.Core.Sync;

/// <summary>What the target of a map has of locales, channels, currencies and units.</summary>
/// <param name="metadata">The target's structure.</param>
/// <param name="places">Its locales, channels and currencies.</param>
internal sealed class MapCodes(IPimMetadata metadata, CatalogPlaces places)
{
    /// <summary>An entry with its codes as the target spells them.</summary>
    /// <exception cref="PimException">The target has none of that code.</exception>
    public async Task<MapEntry> SpellAsync(MapEntry entry, AttributeDefinition attribute, CallContext context)
    {
        PimChannel? channel = null;
        if (attribute.Scopable && entry.Channel is { } scope)
        {
            entry = entry with { Channel = RowPlaceFinder.Known(scope, [.. places.Channels.Select(static known => known.Code)], "channel") };
            channel = places.Channels.FirstOrDefault(known => known.Code == entry.Channel);
        }

        if (attribute.Localizable && entry.Locale is { } locale)
        {
            entry = entry with { Locale = RowPlaceFinder.Known(locale, channel?.Locales ?? places.Locales, channel is null ? "active locale" : $"locale of the channel '{channel.Code}'") };
        }

        if (attribute.Form == ValueForm.Prices && entry.Currency is { } currency)
        {
            entry = entry with { Currency = RowPlaceFinder.Known(currency, channel?.Currencies ?? places.Currencies, channel is null ? "active currency" : $"currency of the channel '{channel.Code}'") };
        }

        if (attribute is { Form: ValueForm.Measure, MetricFamily: { } family } && entry.Unit is { } unit)
        {
            entry = entry with { Unit = RowPlaceFinder.Known(unit, await metadata.GetUnitsAsync(family, context).ConfigureAwait(false), $"unit of the measurement family '{family}'") };
        }

        return entry;
    }

    /// <summary>The values of an attribute, with what erases it wherever else it may have one.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="values">Values that say their places; null for none.</param>
    public List<object?> Fill(AttributeDefinition attribute, IList? values)
    {
        IDictionary[] said = [.. values?.Cast<IDictionary>() ?? []];
        IEnumerable<object> others = RowNames.PlacesOf(attribute, places)
            .Where(spot => !said.Any(value => Same(value["locale"], spot.Locale) && Same(value["scope"], spot.Channel?.Code)))
            .Select(static spot => new Dictionary<string, object?> { ["locale"] = spot.Locale, ["scope"] = spot.Channel?.Code, ["data"] = null });
        return [.. said, .. others];
    }

    private static bool Same(object? one, string? other) => string.Equals(one as string, other, StringComparison.OrdinalIgnoreCase);
}
