using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model;

/// <summary>The key of an item by its resource's <see cref="PimResource.ByOtherKey"/>: a field of it, or one of its values.</summary>
/// <param name="resource">The resource by that key.</param>
/// <param name="attribute">The attribute that holds it; null where none does.</param>
internal sealed class OtherKey(PimResource resource, string? attribute)
{
    private readonly byte[] _field = Encoding.UTF8.GetBytes(resource.Key);
    private readonly byte[] _attribute = Encoding.UTF8.GetBytes(attribute ?? "");

    /// <summary>The key that an item says; null where it says none.</summary>
    public string? Of(ReadOnlyMemory<byte> item)
    {
        if (item.IsEmpty)
        {
            return null;
        }

        return JsonCursor.FindString(item.Span, _field) ?? (attribute is null ? null : Text(Member(Member(item, "values"u8), _attribute)));
    }

    // what has no values may have a list in their place
    private static ReadOnlyMemory<byte> Member(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> name) =>
        json.IsEmpty || json.Span[0] != (byte)'{' ? default : JsonCursor.FindValue(json, name);

    /// <summary>The text of an attribute that has one value for all.</summary>
    private static string? Text(ReadOnlyMemory<byte> values)
    {
        if (values.IsEmpty)
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(values);
        return SameJson.Member(document.RootElement.Items().FirstOrDefault(), "data").Text();
    }
}
