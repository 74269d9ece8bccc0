using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
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

        HashSet<string> attributes = await AttributesAsync(resource, line).ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(line);
        return [.. Find(resource, document.RootElement, attributes).Distinct()];
    }

    private static bool MayHaveFiles(PimResource resource, byte[] line) =>
        resource.FileFields.Count > 0 || resource.AttributeNoun is not null || line.AsSpan().IndexOf("\"href\""u8) >= 0;

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
        if (attributes.Count > 0 && item.TryGetProperty("values", out JsonElement values) && values.ValueKind == JsonValueKind.Object)
        {
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
                if (!Linked(attribute.Value).Any())
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
