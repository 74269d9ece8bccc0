using System;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>An entry of a map, and what it becomes: the key, a field or an attribute.</summary>
/// <param name="Entry">The entry.</param>
internal sealed record MapPlace(MapEntry Entry)
{
    public bool IsKey { get; init; }

    public PimField? Field { get; init; }

    public AttributeDefinition? Attribute { get; init; }

    /// <summary>The attribute that the value is taken of; null where it is none, or not known.</summary>
    public AttributeDefinition? Source { get; init; }

    /// <summary>Whether the target has values by locale and channel.</summary>
    public bool HasPlaces { get; init; }

    /// <summary>Whether the field names products, by the key that the target knows them by.</summary>
    public bool NamesProducts => Field?.Shape is FieldShape.Associations or FieldShape.Quantities;

    /// <summary>Whether all values are taken, each for the place where it is.</summary>
    public bool KeepsPlaces => HasPlaces && Attribute is { Localizable: true } or { Scopable: true }
        && (Entry.Locale ?? Entry.Channel ?? Entry.FromLocale ?? Entry.FromChannel) is null;

    /// <summary>What the entry does not say of the places of its values; null where it says all that can be known to be needed.</summary>
    /// <param name="knowsSource">Whether it is known where the products come from.</param>
    public string? PlaceFault(bool knowsSource)
    {
        if (Entry.From is null || !knowsSource)
        {
            return null;
        }

        return Fault("locale", Source is { Localizable: true }, Attribute is { Localizable: true }, Entry.Locale, Entry.FromLocale)
            ?? Fault("channel", Source is { Scopable: true }, Attribute is { Scopable: true }, Entry.Channel, Entry.FromChannel);
    }

    private string? Fault(string place, bool isIn, bool isOut, string? to, string? from)
    {
        string name = char.ToUpperInvariant(place[0]) + place.Substring(1);
        bool keeps = KeepsPlaces && isIn == isOut;
        return isOut && to is null && !keeps ? $"It has a value for each {place}: give the {name} in the map."
            : isIn && (from ?? to) is null && !keeps ? $"'{Entry.From}' has a value for each {place}: give the From{name} of one in the map."
            : null;
    }
}
