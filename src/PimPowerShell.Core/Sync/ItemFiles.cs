using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// The files among values. Each server names a file by a code of its own, which means nothing to another: they are
/// compared by the names that they were sent with, and are never part of a line.
/// </summary>
internal static class ItemFiles
{
    /// <summary>Takes the files out of both items, and says which of them differ.</summary>
    /// <param name="provider">Knows what a link to a file looks like.</param>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="item">The reference's item.</param>
    /// <param name="present">The other one; null where it is not there.</param>
    /// <param name="attributes">The definitions of attributes that are not the catalog's; null where links tell the files.</param>
    public static IReadOnlyList<PimDifference> Take(
        IPimProvider provider, PimResource resource, JsonObject item, JsonObject? present, IReadOnlyDictionary<string, AttributeDefinition>? attributes)
    {
        if (resource.Values is not null)
        {
            return [];
        }

        List<PimDifference>? differences = null;
        foreach (string field in resource.FileFields)
        {
            JsonNode? kept = present?[field];
            if (Name(item[field]) != Name(kept))
            {
                (differences ??= []).Add(new PimDifference(field, null, null, null, Bytes(kept), Bytes(item[field])));
            }

            item.Remove(field);
            present?.Remove(field);
        }

        foreach (string field in item.Select(static member => member.Key).ToList())
        {
            FieldShape? shape = ItemLine.FieldOf(resource, field)?.Shape;
            if (item[field] is not JsonObject values || shape is not (FieldShape.Values or FieldShape.ValueList))
            {
                continue;
            }

            if (shape == FieldShape.ValueList)
            {
                (differences ??= []).AddRange(TakeImages(field, values, present?[field] as JsonObject));
                continue;
            }

            foreach (KeyValuePair<string, JsonNode?> attribute in values.ToList())
            {
                bool holdsFiles = attributes is not null && attributes.TryGetValue(attribute.Key, out AttributeDefinition? definition) && definition.IsFile;
                foreach (JsonObject value in (attribute.Value as JsonArray ?? []).OfType<JsonObject>().Where(value => holdsFiles || HasFile(provider, value)).ToList())
                {
                    var place = new ValueSpot(value, resource.ChannelField);
                    JsonNode? kept = present?[field] is JsonObject others ? TakeValue(others, attribute.Key, place) : null;
                    JsonNode? data = TakeValue(values, attribute.Key, place);
                    if (Name(data) != Name(kept))
                    {
                        (differences ??= []).Add(new PimDifference(field, attribute.Key, place.Locale, place.Channel, Bytes(kept), Bytes(data)));
                    }
                }
            }
        }

        return differences ?? (IReadOnlyList<PimDifference>)[];
    }

    /// <summary>
    /// The images of a category: where the other one has an image too, its own stays in the line, since all values go out
    /// where one differs.
    /// </summary>
    private static IEnumerable<PimDifference> TakeImages(string field, JsonObject values, JsonObject? present)
    {
        foreach (KeyValuePair<string, JsonNode?> member in values.Where(static member => FileName(member.Value) is not null).ToList())
        {
            var value = (JsonObject)member.Value!;
            var place = new ValueSpot(value, "channel");
            string? attribute = Attribute(value);
            JsonNode? kept = present?.Select(static other => other.Value).OfType<JsonObject>().FirstOrDefault(other => Attribute(other) == attribute && new ValueSpot(other, "channel") == place);
            if (FileName(value) != FileName(kept))
            {
                yield return new PimDifference(field, attribute, place.Locale, place.Channel, Bytes(kept?["data"]), Bytes(value["data"]));
            }

            if (kept is null)
            {
                values.Remove(member.Key);
            }
            else
            {
                value["data"] = kept["data"]?.DeepClone();
            }
        }

        // a read has the attribute's uuid behind its code
        static string? Attribute(JsonObject value) => ItemLine.Text(value, "attribute_code")?.Split('|')[0];

        static string? FileName(JsonNode? value) => (value as JsonObject)?["data"] is JsonObject data && data.ContainsKey("file_path") ? ItemLine.Text(data, "original_filename") ?? "" : null;
    }

    /// <summary>Takes the links to files out of both maps of attributes, and says which of them differ.</summary>
    /// <param name="linked">The attributes that have such links.</param>
    /// <param name="attributes">The map of the reference.</param>
    /// <param name="present">The other one; null where it is not there.</param>
    public static IReadOnlyList<PimDifference> TakeLinks(IReadOnlyCollection<string> linked, JsonObject attributes, JsonObject? present)
    {
        var differences = new List<PimDifference>();
        foreach (string name in linked)
        {
            JsonNode? wanted = attributes[name];
            JsonNode? kept = present?[name];
            if (!FileLinks.Names(wanted).SequenceEqual(FileLinks.Names(kept)))
            {
                differences.Add(new PimDifference(ItemLine.Attributes, name, null, null, Bytes(kept), Bytes(wanted)));
            }

            attributes.Remove(name);
            present?.Remove(name);
        }

        return differences;
    }

    /// <summary>Whether a value has a link to a file.</summary>
    public static bool HasFile(IPimProvider provider, JsonObject value) => value["_links"] is JsonObject links
        && links.Any(link => link.Value is JsonObject target && ItemLine.Text(target, "href") is { } address && provider.ReadMediaLink(address) is not null);

    /// <summary>Takes the value of one place out of an item; gives its data.</summary>
    private static JsonNode? TakeValue(JsonObject values, string attribute, ValueSpot place)
    {
        string? name = values.Select(static member => member.Key).FirstOrDefault(code => string.Equals(code, attribute, StringComparison.OrdinalIgnoreCase));
        if (name is null || values[name] is not JsonArray list || list.OfType<JsonObject>().FirstOrDefault(value => new ValueSpot(value, place.ChannelField) == place) is not { } found)
        {
            return null;
        }

        JsonNode? data = found["data"]?.DeepClone();
        list.Remove(found);
        if (list.Count == 0)
        {
            values.Remove(name);
        }

        return data;
    }

    /// <summary>The name at the end of a code, behind the server's own sign.</summary>
    public static string Name(string code)
    {
        string name = code.Substring(code.LastIndexOf('/') + 1);
        return name.Substring(name.IndexOf('_') + 1);
    }

    private static string? Name(JsonNode? data) => data is null ? null : Name(data.ToString());

    private static ReadOnlyMemory<byte> Bytes(JsonNode? data) => data is null ? default(ReadOnlyMemory<byte>) : JsonBytes.Write(writer => data.WriteTo(writer));
}

/// <summary>Where a value of an attribute lies.</summary>
/// <param name="Locale">Its locale; null for none.</param>
/// <param name="Channel">Its channel; null for none.</param>
/// <param name="ChannelField">What the channel is called.</param>
internal readonly record struct ValueSpot(string? Locale, string? Channel, string ChannelField)
{
    public ValueSpot(JsonObject value, string channelField)
        : this(ItemLine.Text(value, "locale"), ItemLine.Text(value, channelField), channelField)
    {
    }
}
