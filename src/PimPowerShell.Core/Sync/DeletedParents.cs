using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Finds the deleted items above those of a list. A list leaves out what is deleted, and not what lies below it, which no
/// other server takes without its parent. Of the items no more than prints of their keys is held. One caller at a time.
/// </summary>
/// <param name="provider">Where the list was read.</param>
/// <param name="resource">The kind of thing: one that <see cref="MayHide"/>.</param>
/// <param name="context">The caller.</param>
internal sealed class DeletedParents(IPimProvider provider, PimResource resource, CallContext context)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(resource.Key);
    private readonly HashSet<Fingerprint> _known = [];
    private readonly HashSet<string> _unknown = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether lists of a kind may leave out parents of what they have.</summary>
    public static bool MayHide(PimResource resource) => resource is { DeletedStatus: not null, ReadsManyKeys: true } && CatalogPlan.HasLevels(resource);

    /// <summary>Takes note of an item that the caller has.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="parent">That of the item above it; null for none.</param>
    public void Add(string key, string? parent)
    {
        _known.Add(Fingerprint.OfKey(key));
        _unknown.Remove(key);
        if (parent is not null && !_known.Contains(Fingerprint.OfKey(parent)))
        {
            _unknown.Add(parent);
        }
    }

    /// <summary>
    /// Reads those above the items that the caller has taken note of since, what lies lower first, some at a time; they are good
    /// until the next are asked for. A parent that is nowhere, or is not deleted, is none of them.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> FindAsync()
    {
        var source = new ItemSource(provider, context);
        while (_unknown.Count > 0)
        {
            string[] keys = [.. _unknown];
            _unknown.Clear();
            _known.UnionWith(keys.Select(Fingerprint.OfKey));
            var query = new PimQuery(resource) { Keys = keys, ByListOnly = true, Options = resource.WholeItemOptions };
            await foreach (List<ReadOnlyMemory<byte>> items in source.ReadAsync(query).ConfigureAwait(false))
            {
                List<ReadOnlyMemory<byte>> deleted = items.FindAll(resource.IsDeleted);
                deleted.ForEach(item => Add(JsonCursor.FindString(resource.Values!.ValuesOf(item).Span, _key) ?? "", CatalogPlan.Parent(resource, item)));
                yield return deleted;
            }
        }
    }
}
