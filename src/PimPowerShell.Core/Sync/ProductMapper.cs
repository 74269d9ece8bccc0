using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
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
    private const string Enabled = "enabled";

    private static readonly Dictionary<string, string> s_nowhere = [];

    private readonly List<Place> _places = [];

    /// <summary>The kind of thing that is written: products by the key that every back end has.</summary>
    public PimResource Resource { get; } = target.Resources.First(static kind => kind.Noun == "Product") is var product ? product.ByOtherKey ?? product : null!;

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
        var faults = new List<PimFieldError>();
        foreach (MapEntry entry in entries)
        {
            Place place = PlaceOf(entry, identifier, attributes);
            if (Fault(place, source, known) is { } fault)
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

    /// <summary>The line of a product.</summary>
    /// <param name="product">Its first-level properties, and its values by attribute.</param>
    /// <param name="original">The same as the caller has it.</param>
    /// <param name="context">The caller.</param>
    /// <exception cref="PimException">The structure could not be read: no connection, no login.</exception>
    public async Task<MappedProduct> MapAsync(IReadOnlyDictionary<string, object?> product, object original, CallContext context)
    {
        var faults = new List<PimFieldError>();
        string? key = _places.Exists(static place => place.IsKey) ? null : MapSource.Key(product);
        var fields = new Dictionary<string, object?>();
        var values = new JsonObject();
        foreach (Place place in _places)
        {
            try
            {
                object? value = Value(place, product, original);
                if (place.IsKey)
                {
                    key = value is null ? null : RowData.Text(value);
                }
                else if (!IsEmpty(value) || clearsEmpty)
                {
                    await TakeAsync(place, value, fields, values, context).ConfigureAwait(false);
                }
            }
            catch (PimException e) when (e.Kind == PimErrorKind.Input)
            {
                faults.Add(Error(place, e.Message));
            }
        }

        if (string.IsNullOrEmpty(key))
        {
            return new MappedProduct(null, default, [.. faults, new PimFieldError(Resource.Key, "The product has none, and the map does not make one.")]);
        }

        ReadOnlyMemory<byte> line = Line(key!, fields, values);
        PimFieldError[] refused = [.. (await target.CheckAsync(Resource, s_nowhere, line, context).ConfigureAwait(false)).Where(static error => !error.IsRemark)];
        foreach (PimFieldError error in refused)
        {
            string name = error.Attribute ?? "";
            if (!values.Remove(name) && error.Property is { } property)
            {
                fields.Remove(property);
            }
        }

        return new MappedProduct(key, refused.Length == 0 ? line : Line(key!, fields, values), [.. faults, .. refused]);
    }

    private static object? Value(Place place, IReadOnlyDictionary<string, object?> product, object original)
    {
        MapEntry entry = place.Entry;
        object? value = entry.Compute is { } compute ? compute(original) : MapSource.Read(product, entry, place.Attribute, place.HasPlaces);
        return entry.Convert is not { } convert || value is null ? value
            : value is IList list ? list.Cast<object?>().Select(convert).ToList()
            : convert(value);
    }

    private async Task TakeAsync(Place place, object? value, Dictionary<string, object?> fields, JsonObject values, CallContext context)
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
        object? fitting = isPlaced || IsEmpty(value) ? value : MapValue.Fit(attribute, value, place.Entry);
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
        if (IsMap && fields.TryGetValue(Enabled, out object? enabled) && !values.ContainsKey("status"))
        {
            values["status"] = Equals(enabled, true) ? "active" : "inactive";
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

    private Place PlaceOf(MapEntry entry, string? identifier, IReadOnlyDictionary<string, AttributeDefinition> attributes)
    {
        string name = entry.Target;
        if (Is("identifier") || (identifier is not null && Is(identifier)))
        {
            return new Place(entry) { IsKey = true };
        }

        PimField? field = IsMap ? (Is(Enabled) ? PimField.Flag(Enabled) : null) : Resource.RowFields.FirstOrDefault(known => Is(known.Name) || Is(known.Name.Replace("_", "")));
        return new Place(entry) { Field = field, Attribute = field is null && attributes.TryGetValue(AttributeName(entry), out AttributeDefinition? attribute) ? attribute : null, HasPlaces = !IsMap };

        bool Is(string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Where all is one map of attributes, some of them have names that every back end knows.</summary>
    private string AttributeName(MapEntry entry) =>
        Resource.Values?.Fields.FirstOrDefault(field => string.Equals(field.Value, entry.Target, StringComparison.OrdinalIgnoreCase)).Key ?? entry.Target;

    /// <summary>What of an entry can be right for no product; null for nothing.</summary>
    private string? Fault(Place place, IPimProvider? source, IReadOnlyDictionary<string, AttributeDefinition>? known)
    {
        MapEntry entry = place.Entry;
        if (entry.From is { } from && known is not null && !MapSource.IsField(from) && !known.ContainsKey(from))
        {
            return $"'{from}' is no attribute of {source!.Name} that this login can see.";
        }

        if (entry.Compute is null && ItemLine.FieldOf(Resource, entry.Target)?.Shape is FieldShape.Associations or FieldShape.Quantities)
        {
            return "It names products by the keys of their own server: Compare-PimCatalog promotes associations, and a script block can make them.";
        }

        if (place.IsKey || place.Field is not null)
        {
            return null;
        }

        return place.Attribute is not { } attribute ? $"{target.Name} has no such attribute or field."
            : attribute.IsComputed ? "The server computes it, and takes none."
            : attribute.IsFile ? "Its values are files, which are not copied: Send-PimMediaFile sends them."
            : IsMap && (entry.Locale ?? entry.Channel) is not null ? $"{target.Name} has neither locales nor channels in its values."
            : attribute.Localizable && entry is { Locale: null, Compute: null } && source?.Name != target.Name && source is not null ? "It has a value for each locale: give the Locale in the map."
            : attribute.Scopable && entry is { Channel: null, Compute: null } && source?.Name != target.Name && source is not null ? "It has a value for each channel: give the Channel in the map."
            : null;
    }

    private PimFieldError Error(Place place, string message) => new(
        place.IsKey ? Resource.Key : place.Field?.Name ?? ValuesName, message, place.Field is null && !place.IsKey ? place.Attribute?.Code : null, place.Entry.Locale, place.Entry.Channel);

    private static bool IsEmpty(object? value) => value is null or "" or ICollection { Count: 0 };

    /// <summary>An entry, and what it becomes: the key, a field or an attribute.</summary>
    private sealed record Place(MapEntry Entry)
    {
        public bool IsKey { get; init; }

        public PimField? Field { get; init; }

        public AttributeDefinition? Attribute { get; init; }

        public bool HasPlaces { get; init; }
    }
}
