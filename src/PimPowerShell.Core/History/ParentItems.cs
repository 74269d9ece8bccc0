using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.History;

/// <summary>The items that others inherit from, as variants from their product models, and what they have of them.</summary>
/// <param name="provider">The server. Nothing is written.</param>
/// <param name="resource">The kind of thing that inherits.</param>
/// <param name="context">The caller.</param>
internal sealed class ParentItems(IPimProvider provider, PimResource resource, CallContext context)
{
    private static readonly Dictionary<string, string> s_noOwners = [];

    private readonly string? _values = resource.RowFields.FirstOrDefault(static field => field.Shape == FieldShape.Values)?.Name;
    private readonly byte[] _parent = Encoding.UTF8.GetBytes(resource.ParentField ?? "");

    /// <summary>Their kind; null where nothing is inherited.</summary>
    public PimResource? Resource { get; } = provider.Resources.FirstOrDefault(kind => kind.Noun == resource.InheritsFrom);

    /// <summary>Those above some items, up to the roots, by their codes.</summary>
    public async Task<Dictionary<string, ReadOnlyMemory<byte>>> ReadAsync(IEnumerable<ReadOnlyMemory<byte>> items)
    {
        var parents = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.OrdinalIgnoreCase);
        string[] codes = Resource is null ? [] : [.. Codes(items)];
        while (codes.Length > 0)
        {
            Dictionary<string, ReadOnlyMemory<byte>> found = await new PresentItems(provider, s_noOwners, context).ReadAsync(Resource!, s_noOwners, codes).ConfigureAwait(false);
            foreach (KeyValuePair<string, ReadOnlyMemory<byte>> parent in found)
            {
                parents[parent.Key] = parent.Value;
            }

            codes = [.. Codes(found.Values).Where(code => !parents.ContainsKey(code))];
        }

        return parents;
    }

    /// <summary>Those above one item, its own parent first.</summary>
    /// <param name="item">The item.</param>
    /// <param name="parents">All that were read.</param>
    public IEnumerable<(string Code, ReadOnlyMemory<byte> Item)> Above(ReadOnlyMemory<byte> item, Dictionary<string, ReadOnlyMemory<byte>> parents)
    {
        while (JsonCursor.FindString(item.Span, _parent) is { } code && parents.TryGetValue(code, out item))
        {
            yield return (code, item);
        }
    }

    /// <summary>Which of those above an item a value belongs to; null for none. An attribute belongs to one level, and all below it show its value.</summary>
    public string? OwnerOf(PimDifference difference, IEnumerable<(string Code, ReadOnlyMemory<byte> Item)> above) => difference.Property != _values ? null
        : above.Where(parent => HasValue(parent.Item, difference.Attribute)).Select(static parent => parent.Code).LastOrDefault();

    /// <summary>Whether a difference is that of the parent.</summary>
    public bool IsParent(PimDifference difference) => difference.Property == resource.ParentField;

    /// <summary>Whether an item, or a change of one, says what is above it.</summary>
    public bool NamesParent(ReadOnlyMemory<byte> item) => JsonCursor.FindString(item.Span, _parent) is not null;

    private IEnumerable<string> Codes(IEnumerable<ReadOnlyMemory<byte>> items) =>
        items.Select(item => JsonCursor.FindString(item.Span, _parent)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);

    private bool HasValue(ReadOnlyMemory<byte> item, string? attribute)
    {
        using JsonDocument document = JsonDocument.Parse(item);
        return attribute is not null && SameJson.Members(SameJson.Member(document.RootElement, _values!), StringComparer.OrdinalIgnoreCase).ContainsKey(attribute);
    }
}
