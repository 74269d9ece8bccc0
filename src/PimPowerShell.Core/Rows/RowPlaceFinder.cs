using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Rows;

/// <summary>
/// Reads locale, channel and currency or unit from the name of an attribute's column. Which of them there are, the
/// attribute's definition says; dashes are not counted, for a channel may have some.
/// </summary>
internal sealed class RowPlaceFinder(CatalogPlaces places, AttributeDefinition attribute, string name)
{
    private string? _rest = name.IndexOf('-') is var dash && dash < 0 ? null : name.Substring(dash + 1);

    /// <summary>The column.</summary>
    /// <exception cref="PimException">The name has not what the attribute needs, or more, or what does not exist.</exception>
    public RowColumn Find()
    {
        string? locale = attribute.Localizable ? TakeLocale() : null;
        (string? channel, string? end) = attribute.Scopable ? TakeChannel() : (null, _rest);
        PimChannel? scope = channel is null ? null : places.Channels.FirstOrDefault(known => known.Code == channel);
        if (locale is not null)
        {
            locale = Known(locale, scope?.Locales ?? places.Locales, scope is null ? "active locale" : $"locale of the channel '{scope.Code}'");
            if (attribute.AvailableLocales.Count > 0 && !attribute.AvailableLocales.Contains(locale))
            {
                throw Bad($"has values only in {string.Join(", ", attribute.AvailableLocales)}");
            }
        }

        var column = new RowColumn(name, RowPart.Value) { Attribute = attribute, Locale = locale, Channel = channel };
        switch (attribute.Form)
        {
            case ValueForm.Measure when Same(end, RowNames.Unit):
                return column with { Part = RowPart.Unit };
            case ValueForm.Prices when string.IsNullOrEmpty(end):
                throw Bad($"needs a currency, as in '{name}-{scope?.Currencies.FirstOrDefault() ?? places.Currencies.FirstOrDefault() ?? "EUR"}'");
            case ValueForm.Prices:
                return column with
                {
                    Part = RowPart.Price,
                    Key = Known(end!, scope?.Currencies ?? places.Currencies, scope is null ? "active currency" : $"currency of the channel '{scope.Code}'"),
                };
            default:
                return end is null ? column
                    : throw Bad(attribute switch
                    {
                        { Form: ValueForm.Measure } => $"has '{end}' where its column for the unit has 'unit'",
                        { Localizable: true } => $"has no value for each channel, and '{end}' is more than a locale",
                        { Scopable: true } => $"has no value for each locale, and '{end}' is more than a channel",
                        _ => $"has one value for all locales and channels, and '{end}' is none of its name",
                    });
        }
    }

    /// <summary>No code of a locale has a dash in it.</summary>
    private string TakeLocale()
    {
        if (string.IsNullOrEmpty(_rest))
        {
            throw Bad($"has a value for each locale, as in '{attribute.Code}-{places.Locales.FirstOrDefault() ?? "en_US"}'");
        }

        int dash = _rest!.IndexOf('-');
        string locale = dash < 0 ? _rest : _rest.Substring(0, dash);
        _rest = dash < 0 ? null : _rest.Substring(dash + 1);
        return locale;
    }

    private (string Channel, string? End) TakeChannel()
    {
        if (string.IsNullOrEmpty(_rest))
        {
            throw Bad($"has a value for each channel, as in '{name}-{places.Channels.FirstOrDefault()?.Code ?? "ecommerce"}'");
        }

        int dash = _rest!.LastIndexOf('-');
        bool hasEnd = dash > 0 && ChannelOf(_rest) is null
            && (attribute.Form == ValueForm.Prices || (attribute.Form == ValueForm.Measure && Same(_rest.Substring(dash + 1), RowNames.Unit)));
        string channel = hasEnd ? _rest.Substring(0, dash) : _rest;
        return (Known(channel, [.. places.Channels.Select(known => known.Code)], "channel"), hasEnd ? _rest.Substring(dash + 1) : null);
    }

    private string? ChannelOf(string text) => places.Channels.FirstOrDefault(known => Same(known.Code, text))?.Code;

    private PimException Bad(string message) => RowColumnFinder.Bad($"the attribute '{attribute.Code}' {message}");

    /// <summary>A code as the PIM spells it; as it is where the PIM does not tell.</summary>
    internal static string Known(string code, IReadOnlyList<string> codes, string what) =>
        codes.Count == 0 ? code : codes.FirstOrDefault(known => Same(known, code))
        ?? throw RowColumnFinder.Bad($"'{code}' is no {what}; there are {Choices.List(codes)}");

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
