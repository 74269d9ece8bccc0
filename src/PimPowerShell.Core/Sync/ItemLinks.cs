using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
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
    public bool Name(ReadOnlyMemory<byte> item, ISet<string> keys) => _fields.Any(field => HasText(JsonCursor.FindValue(item, field).Span, keys));

    private static bool HasText(ReadOnlySpan<byte> json, ISet<string> texts)
    {
        var reader = new Utf8JsonReader(json);
        while (!json.IsEmpty && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && texts.Contains(reader.GetString()!))
            {
                return true;
            }
        }

        return false;
    }
}
