using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>The files among the values of items, as lines of an export have them. Their codes are each server's own. Not thread-safe.</summary>
/// <param name="provider">The server whose files they are, or that the lines are for: links have one form everywhere.</param>
/// <param name="context">The caller.</param>
public sealed class FileValues(IPimProvider provider, CallContext context)
{
    private static readonly HashSet<string> s_none = [];

    private readonly Dictionary<string, HashSet<string>> _attributes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A line without its files; given back as it is where it has none.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="line">The line.</param>
    public async Task<byte[]> LeaveOutAsync(PimResource resource, byte[] line)
    {
        if (!MayHaveFiles(resource, line))
        {
            return line;
        }

        if (resource.Values is not null)
        {
            return await LeaveOutLinksAsync(line).ConfigureAwait(false);
        }

        HashSet<string> attributes = await AttributesAsync(resource, line).ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement item = document.RootElement;
        return !Find(resource, item, attributes).Any() ? line : JsonBytes.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (JsonProperty field in item.EnumerateObject().Where(field => !resource.FileFields.Contains(field.Name)))
            {
                if (field.NameEquals("values") && field.Value.ValueKind == JsonValueKind.Object)
                {
                    WriteValues(writer, field.Value, attributes);
                }
                else
                {
                    field.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>The files of a line.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="line">The line.</param>
    public async Task<IReadOnlyList<MediaKey>> FindAsync(PimResource resource, byte[] line)
    {
        if (!MayHaveFiles(resource, line))
        {
            return [];
        }

        if (resource.Values is not null)
        {
            JsonObject? map = MapOf(JsonNode.Parse(line));
            return [.. (await FileLinks.FindAsync(provider, map, context).ConfigureAwait(false)).SelectMany(name => FileLinks.Keys(provider, map![name])).Distinct()];
        }

        HashSet<string> attributes = await AttributesAsync(resource, line).ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(line);
        return [.. Find(resource, document.RootElement, attributes).Distinct()];
    }

    private async Task<byte[]> LeaveOutLinksAsync(byte[] line)
    {
        JsonNode? item = JsonNode.Parse(line);
        JsonObject? map = MapOf(item);
        HashSet<string> linked = await FileLinks.FindAsync(provider, map, context).ConfigureAwait(false);
        foreach (string name in linked)
        {
            map!.Remove(name);
        }

        return linked.Count == 0 ? line : ItemLine.Bytes((JsonObject)item!);
    }

    /// <summary>The attributes of a line, as an export has them.</summary>
    internal static JsonObject? MapOf(JsonNode? line) => (line as JsonObject)?["values"] as JsonObject;

    private static bool MayHaveFiles(PimResource resource, byte[] line) =>
        resource.Values is not null || resource.FileFields.Count > 0 || resource.AttributeNoun is not null || line.AsSpan().IndexOf("\"href\""u8) >= 0 || line.AsSpan().IndexOf("\"file_path\""u8) >= 0;

    /// <summary>The attributes that hold files, where those of what an item lies in say it: such values may have no links.</summary>
    private async Task<HashSet<string>> AttributesAsync(PimResource resource, byte[] line)
    {
        if (resource.AttributeNoun is null)
        {
            return s_none;
        }

        Dictionary<string, string> owners = resource.PathNames.ToDictionary(static name => name, name => JsonCursor.FindString(line, Encoding.UTF8.GetBytes(name)) ?? "");
        string known = $"{resource.Noun}\n{string.Join("\n", owners.Values)}";
        if (!_attributes.TryGetValue(known, out HashSet<string>? attributes))
        {
            _attributes[known] = attributes = await ReadAsync(new PimQuery(resource) { PathValues = owners }).ConfigureAwait(false);
        }

        return attributes;
    }

    private async Task<HashSet<string>> ReadAsync(PimQuery query)
    {
        try
        {
            IReadOnlyDictionary<string, AttributeDefinition> attributes = await provider.GetAttributesAsync(query, context).ConfigureAwait(false);
            return [.. attributes.Values.Where(static attribute => attribute.IsFile).Select(static attribute => attribute.Code)];
        }
        catch (PimException e) when (e.Kind == PimErrorKind.NotFound)
        {
            // what it lies in is not there yet
            return s_none;
        }
    }

    private IEnumerable<MediaKey> Find(PimResource resource, JsonElement item, HashSet<string> attributes)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        IEnumerable<string> codes = resource.FileFields.SelectMany(field => item.TryGetProperty(field, out JsonElement value) ? Texts(value) : []);
        if (item.TryGetProperty("values", out JsonElement values) && values.ValueKind == JsonValueKind.Object)
        {
            codes = codes.Concat(values.EnumerateObject().Select(static value => Image(value.Value)).OfType<string>());
            codes = codes.Concat(values.EnumerateObject().Where(attribute => attributes.Contains(attribute.Name)).SelectMany(static attribute => Items(attribute.Value))
                .SelectMany(static value => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("data", out JsonElement data) ? Texts(data) : []));
        }

        return codes.Select(code => new MediaKey(resource.FileKind, code)).Concat(Linked(item));
    }

    private IEnumerable<MediaKey> Linked(JsonElement part) => Links(part).Select(provider.ReadMediaLink).OfType<MediaKey>();

    private void WriteValues(Utf8JsonWriter writer, JsonElement values, HashSet<string> attributes)
    {
        writer.WriteStartObject("values");
        foreach (JsonProperty attribute in values.EnumerateObject().Where(attribute => !attributes.Contains(attribute.Name)))
        {
            // a category has one value by each name, all others lists of them
            if (attribute.Value.ValueKind != JsonValueKind.Array)
            {
                if (Image(attribute.Value) is null && !Linked(attribute.Value).Any())
                {
                    attribute.WriteTo(writer);
                }

                continue;
            }

            JsonElement[] kept = [.. Items(attribute.Value).Where(value => !Linked(value).Any())];
            if (kept.Length > 0)
            {
                writer.WriteStartArray(attribute.Name);
                Array.ForEach(kept, value => value.WriteTo(writer));
                writer.WriteEndArray();
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>The code of the image that a value of a category is; null for any other value.</summary>
    private static string? Image(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("data", out JsonElement data)
        && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("file_path", out JsonElement path) && path.ValueKind == JsonValueKind.String ? path.GetString() : null;

    private static IEnumerable<string> Links(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Object => part.EnumerateObject().SelectMany(static member => member.NameEquals("_links") ? Addresses(member.Value) : Links(member.Value)),
        JsonValueKind.Array => part.EnumerateArray().SelectMany(Links),
        _ => [],
    };

    private static IEnumerable<string> Addresses(JsonElement links) =>
        from link in links.ValueKind == JsonValueKind.Object ? links.EnumerateObject() : Enumerable.Empty<JsonProperty>()
        where link.Value.ValueKind == JsonValueKind.Object && link.Value.TryGetProperty("href", out JsonElement address) && address.ValueKind == JsonValueKind.String
        select link.Value.GetProperty("href").GetString()!;

    private static IEnumerable<JsonElement> Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        _ => [],
    };
}
