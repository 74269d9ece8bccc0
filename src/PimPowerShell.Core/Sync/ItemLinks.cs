using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Which others the associations of items name.</summary>
/// <param name="resource">The kind of thing.</param>
internal sealed class ItemLinks(PimResource resource)
{
    private readonly byte[][] _fields =
        [.. (resource.Fields.Count > 0 ? resource.Fields : resource.RowFields).Where(ProductLinks.AreIn).Select(static field => Encoding.UTF8.GetBytes(field.Name))];

    /// <summary>Whether items of this kind have associations.</summary>
    public bool Any => _fields.Length > 0;

    /// <summary>Whether an item names one of some keys.</summary>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public bool Name(ReadOnlyMemory<byte> item, ISet<string> keys) => HasText(item, (in Utf8JsonReader reader) => keys.Contains(reader.GetString()!));

    /// <summary>The keys of others of this kind that an item names.</summary>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public IEnumerable<string> Keys(ReadOnlyMemory<byte> item)
    {
        foreach (ReadOnlyMemory<byte> links in _fields.Select(field => JsonCursor.FindValue(item, field)).Where(static links => !links.IsEmpty))
        {
            using JsonDocument document = JsonDocument.Parse(links);
            foreach (ItemName name in ItemReferences.Links(document.RootElement).Where(name => name.Noun == resource.Noun))
            {
                yield return name.Key;
            }
        }
    }

    /// <summary>Whether an item names something by a uuid.</summary>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public bool NameUuid(ReadOnlyMemory<byte> item) =>
        HasText(item, static (in Utf8JsonReader reader) => Utf8Parser.TryParse(reader.ValueSpan, out Guid _, out int read) && read == reader.ValueSpan.Length);

    private bool HasText(ReadOnlyMemory<byte> item, TextTest isWanted) => _fields.Any(field => HasText(JsonCursor.FindValue(item, field).Span, isWanted));

    private static bool HasText(ReadOnlySpan<byte> json, TextTest isWanted)
    {
        var reader = new Utf8JsonReader(json);
        while (!json.IsEmpty && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && isWanted(reader))
            {
                return true;
            }
        }

        return false;
    }

    private delegate bool TextTest(in Utf8JsonReader reader);
}
