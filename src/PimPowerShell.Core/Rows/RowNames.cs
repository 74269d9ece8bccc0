using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Rows;

/// <summary>What columns are called: <c>name-en_US-ecommerce</c>, <c>weight-unit</c>, <c>price-EUR</c>, <c>X_SELL-products</c>.</summary>
internal static class RowNames
{
    public const string Unit = "unit";
    public const string Quantity = "quantity";
    public const string Products = "products";
    public const string Models = "product_models";
    public const string Groups = "groups";

    /// <summary>The parts of a name that are there, with dashes between.</summary>
    public static string Join(params string?[] parts) => string.Join("-", parts.Where(part => part is not null));

    /// <summary>What the columns of a field that has several begin with.</summary>
    public static string Start(PimField field) => field.Name switch
    {
        "labels" => "label",
        "attribute_requirements" => "requirements",
        _ => field.Name,
    };

    /// <summary>The columns of a field, as far as the catalog says; none for values, whose columns the attributes say.</summary>
    public static IEnumerable<string> OfField(PimField field, PimResource resource, CatalogPlaces places) => field.Shape switch
    {
        FieldShape.AddedCategories or FieldShape.RemovedCategories => [],
        FieldShape.Values when resource.AttributeNoun is null => [],
        FieldShape.Labels => places.Locales.Select(locale => Join(Start(field), locale)),
        FieldShape.CodesByChannel => places.Channels.Select(channel => Join(Start(field), channel.Code)),
        FieldShape.Associations => TypesOf(places, isQuantified: false)
            .SelectMany(type => new[] { Join(type, Products), Join(type, Models), Join(type, Groups) }),
        FieldShape.Quantities => TypesOf(places, isQuantified: true)
            .SelectMany(type => new[] { Join(type, Products), Join(type, Products, Quantity), Join(type, Models), Join(type, Models, Quantity) }),
        _ => [field.Name],
    };

    /// <summary>The columns of an attribute, in all locales, channels and currencies that it may have values in.</summary>
    public static IEnumerable<string> OfAttribute(AttributeDefinition attribute, CatalogPlaces places)
    {
        foreach ((string? locale, PimChannel? channel) in PlacesOf(attribute, places))
        {
            string name = Join(attribute.Code, locale, channel?.Code);
            switch (attribute.Form)
            {
                case ValueForm.Measure:
                    yield return name;
                    yield return Join(name, Unit);
                    break;
                case ValueForm.Prices:
                    foreach (string currency in channel?.Currencies ?? places.Currencies)
                    {
                        yield return Join(name, currency);
                    }

                    break;
                default:
                    yield return name;
                    break;
            }
        }
    }

    /// <summary>The locales and channels that an attribute may have values in.</summary>
    public static IEnumerable<(string? Locale, PimChannel? Channel)> PlacesOf(AttributeDefinition attribute, CatalogPlaces places)
    {
        PimChannel?[] channels = attribute.Scopable ? [.. places.Channels] : [null];
        return channels.SelectMany(channel => attribute.Localizable
            ? (channel?.Locales ?? places.Locales)
                .Where(locale => attribute.AvailableLocales.Count == 0 || attribute.AvailableLocales.Contains(locale, StringComparer.OrdinalIgnoreCase))
                .Select(locale => ((string?)locale, channel))
            : [((string?)null, channel)]);
    }

    private static IEnumerable<string> TypesOf(CatalogPlaces places, bool isQuantified) =>
        places.AssociationTypes.Where(type => type.Value == isQuantified).Select(type => type.Key).OrderBy(type => type, StringComparer.Ordinal);
}
