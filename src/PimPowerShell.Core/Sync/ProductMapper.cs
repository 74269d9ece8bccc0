using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Rows;

namespace PimPowerShell.Core.Sync;

/// <summary>Makes of products of one back end the lines of products of another, or of the same kind.</summary>
/// <param name="target">Where they are to be written.</param>
/// <param name="entries">What becomes what.</param>
/// <param name="clearsEmpty">Whether what a product has not is erased; else it says nothing.</param>
public sealed class ProductMapper(IPimProvider target, IReadOnlyList<MapEntry> entries, bool clearsEmpty)
{
    private static readonly Dictionary<string, string> s_nowhere = [];

    private readonly List<MapPlace> _places = [];
    private readonly Dictionary<Fingerprint, Fingerprint> _taken = [];
    private MapCodes? _codes;

    /// <summary>The kind of thing that is written: products by the key that every back end has.</summary>
    public PimResource Resource { get; } = target.Resources.First(static kind => kind.Noun == "Product") is var product ? product.ByOtherKey ?? product : null!;

    /// <summary>Whether the map takes associations, which name products by their keys: those of the source have to be read by <see cref="Resource"/>'s key.</summary>
    public bool NamesProducts => _places.Exists(static place => place.NamesProducts && place.Entry.From is not null);

    private bool IsMap => Resource.Values is not null;

    private string ValuesName => IsMap ? ItemLine.Attributes : "values";

    /// <summary>Looks up what the map names. What of it means nothing is given back, and left out from then on.</summary>
    /// <param name="source">Where the products come from; null where that is not known.</param>
    /// <param name="context">The caller.</param>
    public async Task<IReadOnlyList<PimFieldError>> OpenAsync(IPimProvider? source, CallContext context)
    {
        string? identifier = IsMap ? Resource.Key : await target.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false);
        IReadOnlyDictionary<string, AttributeDefinition> attributes = await target.Metadata.GetAttributesAsync(entries.Select(AttributeName), context).ConfigureAwait(false);
        string[] sources = [.. entries.Where(static entry => entry.From is not null && !MapSource.IsField(entry.From)).Select(static entry => entry.From!)];
        IReadOnlyDictionary<string, AttributeDefinition>? known = source is null ? null : await source.Metadata.GetAttributesAsync(sources, context).ConfigureAwait(false);
        if (clearsEmpty || entries.Any(static entry => (entry.Locale ?? entry.Channel ?? entry.Currency ?? entry.Unit) is not null))
        {
            _codes = new MapCodes(target.Metadata, await target.Metadata.GetPlacesAsync(context).ConfigureAwait(false));
        }

        var faults = new List<PimFieldError>();
        foreach (MapEntry entry in entries)
        {
            AttributeDefinition? taken = null;
            known?.TryGetValue(entry.From ?? "", out taken);
            MapPlace place = PlaceOf(entry, identifier, attributes) with { Source = taken };
            string? fault = Fault(place, source, known);
            try
            {
                place = fault is null && place.Attribute is { } attribute && _codes is not null ? place with { Entry = await _codes.SpellAsync(entry, attribute, context).ConfigureAwait(false) } : place;
            }
            catch (PimException e) when (e.Kind == PimErrorKind.Input)
            {
                fault = $"{e.Message}.";
            }

            if (fault is not null)
            {
                faults.Add(new PimFieldError(place.IsKey ? Resource.Key : ValuesName, fault, entry.Target, entry.Locale, entry.Channel));
            }
            else
            {
                _places.Add(place);
            }
        }

        return faults;
    }

    /// <summary>The line of a product. What computes or converts a value runs before this gives its task, on the caller's thread.</summary>
    /// <param name="product">Its first-level properties, and its values by attribute.</param>
    /// <param name="original">The same as the caller has it.</param>
    /// <param name="context">The caller.</param>
    /// <exception cref="PimException">The structure could not be read: no connection, no login.</exception>
    public Task<MappedProduct> MapAsync(IReadOnlyDictionary<string, object?> product, object original, CallContext context)
    {
        var faults = new List<PimFieldError>();
        var found = new List<(MapPlace Place, object? Value)>();
        foreach (MapPlace place in _places)
        {
            try
            {
                found.Add((place, Value(place, product, original)));
            }
            catch (PimException e) when (e.Kind == PimErrorKind.Input)
            {
                faults.Add(Error(place, e.Message));
            }
        }

        string? key = !_places.Exists(static place => place.IsKey) ? MapSource.Key(product)
            : found.Where(static value => value.Place.IsKey).Select(static value => value.Value is { } name ? RowData.Text(name) : null).LastOrDefault();
        if (string.IsNullOrEmpty(key))
        {
            return Task.FromResult(new MappedProduct(null, default, [.. faults, new PimFieldError(Resource.Key, "The product has none, and the map does not make one.")]));
        }

        if (IsTaken(key!, product))
        {
            return Task.FromResult(new MappedProduct(key, default, [.. faults, new PimFieldError(Resource.Key, "Another product of this run has it already, and would be overwritten.")]));
        }

        return ShapeAsync(key!, [.. found.Where(value => !value.Place.IsKey && (!IsEmpty(value.Value) || clearsEmpty))], faults, context);
    }

    private async Task<MappedProduct> ShapeAsync(string key, List<(MapPlace Place, object? Value)> found, List<PimFieldError> faults, CallContext context)
    {
        var fields = new Dictionary<string, object?>();
        var values = new JsonObject();
        foreach ((MapPlace place, object? value) in found)
        {
            try
            {
                await TakeAsync(place, value, fields, values, context).ConfigureAwait(false);
            }
            catch (PimException e) when (e.Kind == PimErrorKind.Input)
            {
                faults.Add(Error(place, e.Message));
            }
        }

        ReadOnlyMemory<byte> line = Line(key, fields, values);
        PimFieldError[] refused = [.. (await target.CheckAsync(Resource, s_nowhere, line, context).ConfigureAwait(false)).Where(static error => !error.IsRemark)];
        foreach (PimFieldError error in refused)
        {
            if (!TakeOut(values, error) && error.Property is { } property)
            {
                fields.Remove(property);
            }
        }

        return new MappedProduct(key, refused.Length == 0 ? line : Line(key, fields, values), [.. faults, .. refused]);
    }

    /// <summary>Takes a value that was refused out of the others; all of its attribute where the fault says no locale and no channel.</summary>
    private static bool TakeOut(JsonObject values, PimFieldError error)
    {
        string name = error.Attribute ?? "";
        if ((error.Locale is null && error.Scope is null) || values[name] is not JsonArray places)
        {
            return values.Remove(name);
        }

        foreach (JsonNode? place in places.Where(place => ItemLine.Text((JsonObject)place!, "locale") == error.Locale && ItemLine.Text((JsonObject)place!, "scope") == error.Scope).ToList())
        {
            places.Remove(place);
        }

        return places.Count > 0 || values.Remove(name);
    }

    /// <summary>Whether an earlier product has become this one too. The same product may come again.</summary>
    private bool IsTaken(string key, IReadOnlyDictionary<string, object?> product)
    {
        var name = Fingerprint.Of(key.ToUpperInvariant());
        string? own = MapSource.OwnKey(product);
        var source = Fingerprint.Of(own ?? "");
        if (_taken.TryGetValue(name, out Fingerprint other))
        {
            return own is null || other != source;
        }

        _taken[name] = source;
        return false;
    }

    private static object? Value(MapPlace place, IReadOnlyDictionary<string, object?> product, object original)
    {
        MapEntry entry = place.Entry;
        object? value = entry.Compute is { } compute ? compute(original) : MapSource.Read(product, place);
        if (place.NamesProducts && entry.Compute is null && MapSource.NamesUuids(value, product))
        {
            throw new PimException(PimErrorKind.Input, "It names products by the uuids of their own server. Copy with -From and -Filter or identifiers, which reads them by their identifiers.") { Subject = entry.Target };
        }

        return entry.Convert is not { } convert || value is null ? value
            : value is IList list ? list.Cast<object?>().Select(convert).ToList()
            : convert(value);
    }

    private async Task TakeAsync(MapPlace place, object? value, Dictionary<string, object?> fields, JsonObject values, CallContext context)
    {
        if (place.Field is { } field)
        {
            fields[field.Name] = IsEmpty(value) ? (field.Type == FieldType.List ? Array.Empty<string>() : null)
                : value is IList codes && field.Type == FieldType.List ? codes.Cast<object?>().Select(static item => RowData.Text(item ?? "")).ToArray()
                : RowData.Of(field, value!);
            return;
        }

        AttributeDefinition attribute = place.Attribute!;
        // values that say their own places are in the target's form already
        bool isPlaced = value is IList { Count: > 0 } list && list.Cast<object?>().All(static item => item is IDictionary map && map.Contains("data"));
        object? fitting = clearsEmpty && place is { KeepsPlaces: true, Entry.From: not null } && (isPlaced || IsEmpty(value)) ? _codes!.Fill(attribute, value as IList)
            : isPlaced || IsEmpty(value) ? value : MapValue.Fit(attribute, value, place.Entry);
        ReadOnlyMemory<byte> shaped = await target.ShapeValuesAsync(
            new Dictionary<string, object?> { [attribute.Code] = IsEmpty(fitting) ? null : fitting }, place.Entry.Locale, place.Entry.Channel, context).ConfigureAwait(false);
        foreach (KeyValuePair<string, JsonNode?> made in (JsonObject)JsonNode.Parse(shaped.Span)!)
        {
            if (!IsMap && values[made.Key] is JsonArray others && made.Value is JsonArray more)
            {
                foreach (JsonNode? item in more)
                {
                    others.Add(item?.DeepClone());
                }
            }
            else
            {
                values[made.Key] = made.Value?.DeepClone();
            }
        }
    }

    private byte[] Line(string key, Dictionary<string, object?> fields, JsonObject values) => JsonBytes.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString(Resource.Key, key);
        if (Resource.Enabled is { } words && fields.TryGetValue(words.Flag, out object? enabled) && !values.ContainsKey(words.Attribute))
        {
            values[words.Attribute] = Equals(enabled, true) ? words.Yes : words.No;
        }

        foreach (KeyValuePair<string, object?> field in fields.Where(_ => !IsMap))
        {
            writer.WritePropertyName(field.Key);
            JsonTree.Write(writer, field.Value);
        }

        if (IsMap || values.Count > 0)
        {
            writer.WritePropertyName(ValuesName);
            values.WriteTo(writer);
        }

        writer.WriteEndObject();
    });

    private MapPlace PlaceOf(MapEntry entry, string? identifier, IReadOnlyDictionary<string, AttributeDefinition> attributes)
    {
        string name = entry.Target;
        if (Is("identifier") || (identifier is not null && Is(identifier)))
        {
            return new MapPlace(entry) { IsKey = true };
        }

        PimField? field = IsMap ? (Resource.Enabled is { } words && Is(words.Flag) ? PimField.Flag(words.Flag) : null) : Resource.RowFields.FirstOrDefault(known => Is(known.Name) || Is(known.Name.Replace("_", "")));
        return new MapPlace(entry) { Field = field, Attribute = field is null && attributes.TryGetValue(AttributeName(entry), out AttributeDefinition? attribute) ? attribute : null, HasPlaces = !IsMap };

        bool Is(string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Where all is one map of attributes, some of them have names that every back end knows.</summary>
    private string AttributeName(MapEntry entry) =>
        Resource.Values?.Fields.FirstOrDefault(field => string.Equals(field.Value, entry.Target, StringComparison.OrdinalIgnoreCase)).Key ?? entry.Target;

    /// <summary>What of an entry can be right for no product; null for nothing.</summary>
    private string? Fault(MapPlace place, IPimProvider? source, IReadOnlyDictionary<string, AttributeDefinition>? known)
    {
        MapEntry entry = place.Entry;
        if (entry.From is { } from && known is not null && !MapSource.IsField(from) && !known.ContainsKey(from))
        {
            return $"'{from}' is no attribute of {source!.Name} that this login can see.";
        }

        return AttributeFault(place) ?? place.PlaceFault(source is not null);
    }

    private string? AttributeFault(MapPlace place) => place.IsKey || place.Field is not null ? null
        : place.Attribute is not { } attribute ? $"{target.Name} has no such attribute or field."
        : attribute.IsComputed ? "The server computes it, and takes none."
        : attribute.IsFile ? "Its values are files, which are not copied: Send-PimMediaFile sends them."
        : IsMap && (place.Entry.Locale ?? place.Entry.Channel) is not null ? $"{target.Name} has neither locales nor channels in its values."
        : null;

    private PimFieldError Error(MapPlace place, string message) => new(
        place.IsKey ? Resource.Key : place.Field?.Name ?? ValuesName, message, place.Field is null && !place.IsKey ? place.Attribute?.Code : null, place.Entry.Locale, place.Entry.Channel);

    private static bool IsEmpty(object? value) => value is null or "" or ICollection { Count: 0 };
}
