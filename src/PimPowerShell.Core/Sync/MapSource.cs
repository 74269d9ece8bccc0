using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Takes out of a product, of whichever back end, what an entry of a map names.</summary>
internal static class MapSource
{
    private static readonly Dictionary<string, string> s_properties = PimBackEnd.All.SelectMany(static backEnd => backEnd.Resources)
        .Where(static kind => kind.Values is not null).SelectMany(static kind => kind.Values!.Fields)
        .ToDictionary(static field => field.Key, static field => field.Value, StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_fields = ["identifier", "uuid", "enabled", "status", "family", "parent", "categories", "groups", "associations", "quantified_associations", "created", "updated"];

    /// <summary>Whether a name is that of a field, which every product has.</summary>
    public static bool IsField(string name) => s_fields.Contains(name, StringComparer.OrdinalIgnoreCase) || s_properties.ContainsKey(name);

    /// <summary>The key that a product has.</summary>
    public static string? Key(IReadOnlyDictionary<string, object?> product) => Property(product, "Identifier") as string is { Length: > 0 } identifier ? identifier : null;

    /// <summary>What an entry names; null where the product has nothing there.</summary>
    /// <param name="product">The product: its first-level properties, and its values by attribute.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="attribute">The attribute that it becomes; null for a field.</param>
    /// <param name="hasPlaces">Whether that has values by locale and channel.</param>
    /// <exception cref="PimException">There are several values, and none is named.</exception>
    public static object? Read(IReadOnlyDictionary<string, object?> product, MapEntry entry, AttributeDefinition? attribute, bool hasPlaces)
    {
        if (Property(product, "Values") is IDictionary values && Member(values, entry.From!) is { } value)
        {
            return value is IList { Count: > 0 } list && list.Cast<object?>().All(static item => item is IDictionary map && map.Contains("data"))
                ? Choose([.. list.Cast<IDictionary>()], entry, hasPlaces && attribute is { Localizable: true } or { Scopable: true })
                : value;
        }

        return Property(product, s_properties.TryGetValue(entry.From!, out string? property) ? property : entry.From!.Replace("_", ""));
    }

    private static object? Choose(List<IDictionary> values, MapEntry entry, bool keepsPlaces)
    {
        bool namesPlace = entry.Locale is not null || entry.Channel is not null || entry.FromLocale is not null || entry.FromChannel is not null;
        List<IDictionary> found = values.FindAll(value => Fits(value, "locale", entry.FromLocale ?? entry.Locale) && Fits(value, "scope", entry.FromChannel ?? entry.Channel));
        if (keepsPlaces && !namesPlace && found.Exists(static value => value["locale"] is not null || value["scope"] is not null))
        {
            return found.Select(static value => new Dictionary<string, object?> { ["locale"] = value["locale"], ["scope"] = value["scope"], ["data"] = value["data"] }).ToList();
        }

        return found.Count switch
        {
            0 => null,
            1 => found[0]["data"],
            _ => throw new PimException(PimErrorKind.Input, $"'{entry.From}' has several values: give the FromLocale and the FromChannel of one.") { Subject = entry.Target },
        };
    }

    private static bool Fits(IDictionary value, string name, string? wanted) =>
        wanted is null || !value.Contains(name) || value[name] is null || string.Equals(value[name] as string, wanted, StringComparison.OrdinalIgnoreCase);

    private static object? Member(IDictionary values, string name) =>
        values.Keys.Cast<object>().Where(key => string.Equals(key as string, name, StringComparison.OrdinalIgnoreCase)).Select(key => values[key]).FirstOrDefault();

    /// <summary>A property by its name, whose words a user may write with underscores.</summary>
    private static object? Property(IReadOnlyDictionary<string, object?> product, string name) =>
        product.FirstOrDefault(property => string.Equals(property.Key.Replace("_", ""), name, StringComparison.OrdinalIgnoreCase)).Value;
}
