using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Takes out of a product, of whichever back end, what an entry of a map names.</summary>
internal static class MapSource
{
    private static readonly ILookup<string, string> s_properties = PropertiesOf(PimBackEnd.All.SelectMany(static backEnd => backEnd.Resources));

    private static readonly string[] s_fields = ["identifier", "uuid", "enabled", "status", "family", "parent", "categories", "groups", "associations", "quantified_associations", "created", "updated"];

    /// <summary>The first-level properties by the names that they have among the attributes of some kind of thing. Several kinds may use one name.</summary>
    internal static ILookup<string, string> PropertiesOf(IEnumerable<PimResource> resources) =>
        resources.Where(static kind => kind.Values is not null).SelectMany(static kind => kind.Values!.Fields).Distinct()
            .ToLookup(static field => field.Key, static field => field.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name is that of a field, which every product has.</summary>
    public static bool IsField(string name) => s_fields.Contains(name, StringComparer.OrdinalIgnoreCase) || s_properties.Contains(name);

    /// <summary>The key that a product has.</summary>
    public static string? Key(IReadOnlyDictionary<string, object?> product) => Property(product, "Identifier") as string is { Length: > 0 } identifier ? identifier : null;

    /// <summary>What tells a product from all others of its server; null where it says nothing of the kind.</summary>
    public static string? OwnKey(IReadOnlyDictionary<string, object?> product) => Property(product, "Uuid") as string ?? Key(product);

    /// <summary>Whether associations name products by uuids, in a catalog whose identifiers are none.</summary>
    public static bool NamesUuids(object? associations, IReadOnlyDictionary<string, object?> product) =>
        !Guid.TryParse(Key(product), out _) && Members(associations).SelectMany(Members).Any(static targets =>
            (targets as IList)?.Cast<object?>().Any(static target => target is IDictionary entry ? entry.Contains("uuid") : Guid.TryParse(target as string, out _)) == true);

    /// <summary>What an entry names; null where the product has nothing there.</summary>
    /// <param name="product">The product: its first-level properties, and its values by attribute.</param>
    /// <param name="place">The entry, and what it becomes.</param>
    /// <exception cref="PimException">A value has a locale or a channel, and the entry does not say which.</exception>
    public static object? Read(IReadOnlyDictionary<string, object?> product, MapPlace place)
    {
        MapEntry entry = place.Entry;
        if (Property(product, "Values") is IDictionary values && Member(values, entry.From!) is { } value)
        {
            return value is IList { Count: > 0 } list && list.Cast<object?>().All(static item => item is IDictionary map && map.Contains("data"))
                ? Choose([.. list.Cast<IDictionary>()], entry, place.KeepsPlaces)
                : value;
        }

        return s_properties[entry.From!].Append(entry.From!.Replace("_", "")).Select(name => Property(product, name)).FirstOrDefault(static found => found is not null);
    }

    private static object? Choose(List<IDictionary> values, MapEntry entry, bool keepsPlaces)
    {
        string? locale = entry.FromLocale ?? entry.Locale;
        string? channel = entry.FromChannel ?? entry.Channel;
        List<IDictionary> found = values.FindAll(value => Fits(value, "locale", locale) && Fits(value, "scope", channel));
        if (keepsPlaces && found.Exists(static value => value["locale"] is not null || value["scope"] is not null))
        {
            return found.Select(static value => new Dictionary<string, object?> { ["locale"] = value["locale"], ["scope"] = value["scope"], ["data"] = value["data"] }).ToList();
        }

        // a product may have its value in one language alone, and that need not be the one that is meant
        string[] missing =
        [
            .. locale is null && found.Exists(static value => value["locale"] is not null) ? ["FromLocale"] : Array.Empty<string>(),
            .. channel is null && found.Exists(static value => value["scope"] is not null) ? ["FromChannel"] : Array.Empty<string>(),
        ];
        return missing.Length > 0
            ? throw new PimException(PimErrorKind.Input, $"'{entry.From}' has values for several places: give the {string.Join(" and the ", missing)} of one in the map.") { Subject = entry.Target }
            : found.FirstOrDefault()?["data"];
    }

    private static bool Fits(IDictionary value, string name, string? wanted) =>
        wanted is null || !value.Contains(name) || value[name] is null || string.Equals(value[name] as string, wanted, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<object?> Members(object? item) => (item as IDictionary)?.Values.Cast<object?>() ?? [];

    private static object? Member(IDictionary values, string name) =>
        values.Keys.Cast<object>().Where(key => string.Equals(key as string, name, StringComparison.OrdinalIgnoreCase)).Select(key => values[key]).FirstOrDefault();

    /// <summary>A property by its name, whose words a user may write with underscores.</summary>
    private static object? Property(IReadOnlyDictionary<string, object?> product, string name) =>
        product.FirstOrDefault(property => string.Equals(property.Key.Replace("_", ""), name, StringComparison.OrdinalIgnoreCase)).Value;
}
