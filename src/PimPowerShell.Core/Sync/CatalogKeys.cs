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
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Which items of an export the server has under keys of its own: each server gives its products uuids, and an identifier
/// says that two are the same. Holds the two keys of those in memory: of all, where the server goes by identifiers and the
/// export by uuids. One caller at a time.
/// </summary>
/// <param name="provider">The server that the export is written to.</param>
/// <param name="context">The caller.</param>
public sealed class CatalogKeys(IPimProvider provider, CallContext context)
{
    private const int ChunkSize = 100;

    private readonly Dictionary<Guid, string> _own = [];
    private string? _attribute;
    private string _name = "";
    private string _ownName = "";

    /// <summary>The items that have other keys.</summary>
    public int Count => _own.Count;

    /// <summary>Looks which items the server has under other keys; nothing is asked for where it has none at all.</summary>
    /// <param name="resource">The kind of thing: one that <see cref="HasTwo"/>.</param>
    /// <param name="lines">Their lines.</param>
    public async Task FindAsync(PimResource resource, IEnumerable<byte[]> lines)
    {
        if (resource.OtherServersKey is not null)
        {
            await ReadAsync(resource, lines).ConfigureAwait(false);
            return;
        }

        if (resource.ByOtherKey is not { } other || await provider.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) is not { } attribute
            || !await HasAnyAsync(resource).ConfigureAwait(false))
        {
            return;
        }

        (_name, _ownName) = (resource.Key, resource.Key);
        var names = new OtherKey(other, attribute);
        byte[] key = Encoding.UTF8.GetBytes(resource.Key);
        var own = new OwnKeys(provider, resource);
        var chunk = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var ahead = new AheadQueue<IReadOnlyList<KeyValuePair<Guid, string>>>();
        try
        {
            foreach (byte[] line in lines)
            {
                if (JsonCursor.FindString(line, key) is { } uuid && names.Of(line) is { } identifier)
                {
                    chunk[identifier] = uuid;
                }

                if (chunk.Count == ChunkSize)
                {
                    ahead.Add(FindAsync(own, chunk));
                    chunk = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                }

                if (ahead.IsFull)
                {
                    Keep(await ahead.NextAsync().ConfigureAwait(false));
                }
            }

            ahead.Add(FindAsync(own, chunk));
            while (ahead.HasMore)
            {
                Keep(await ahead.NextAsync().ConfigureAwait(false));
            }
        }
        finally
        {
            await ahead.DrainAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A line with the server's own keys: that of its item, and those of what it is associated with. Given back as it is where it has none.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="line">The line.</param>
    public byte[] Translate(PimResource resource, byte[] line)
    {
        if (_own.Count == 0 || (!HasTwo(resource) && !IsAssociated(resource)) || JsonNode.Parse(line) is not JsonObject item)
        {
            return line;
        }

        bool isOther = HasTwo(resource) && Translate(item, resource.OtherServersKey ?? resource.Key, resource.Key);
        if (isOther && resource.OtherServersKey is not null)
        {
            // the key alone says it there
            foreach (PimField field in resource.Fields.Where(static field => field.Shape == FieldShape.Values))
            {
                (item[field.Name] as JsonObject)?.Remove(_attribute!);
            }
        }

        foreach (KeyValuePair<string, JsonNode?> field in item)
        {
            if (ProductLinks.AreIn(ItemLine.FieldOf(resource, field.Key)) && field.Value is JsonObject associations)
            {
                isOther |= ProductLinks.Rename(associations, _name, _ownName, Own);
            }
        }

        return isOther ? ItemLine.Bytes(item) : line;
    }

    /// <summary>Whether items of a kind have a key that is each server's own, and another one.</summary>
    public static bool HasTwo(PimResource resource) => resource.ByOtherKey is not null || resource.OtherServersKey is not null;

    /// <summary>Whether items of a kind are associated with others.</summary>
    public static bool IsAssociated(PimResource resource) => (resource.Fields.Count > 0 ? resource.Fields : resource.RowFields).Any(ProductLinks.AreIn);

    /// <summary>Keeps the identifiers of lines that have uuids, for a server that goes by those alone.</summary>
    private async Task ReadAsync(PimResource resource, IEnumerable<byte[]> lines)
    {
        (_name, _ownName) = (resource.OtherServersKey!, resource.Key);
        _attribute = await provider.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false);
        var names = new OtherKey(resource, _attribute);
        byte[] key = Encoding.UTF8.GetBytes(resource.OtherServersKey!);
        foreach (byte[] line in _attribute is null ? [] : lines)
        {
            if (Guid.TryParse(JsonCursor.FindString(line, key), out Guid uuid) && names.Of(line) is { } identifier)
            {
                _own[uuid] = identifier;
            }
        }
    }

    private async Task<bool> HasAnyAsync(PimResource resource)
    {
        using PimPage? page = await provider.Read(new PimQuery(resource) { PageSize = 1 }).NextAsync(context).ConfigureAwait(false);
        if (page is null)
        {
            return false;
        }

        Utf8JsonReader items = page.OpenItems();
        return PimPage.NextItem(ref items);
    }

    private bool Translate(JsonObject item, string name, string ownName)
    {
        if (ItemLine.Text(item, name) is not { } uuid || Own(uuid) is not { } own)
        {
            return false;
        }

        item.Remove(name);
        item[ownName] = own;
        return true;
    }

    private string? Own(string uuid) => Guid.TryParse(uuid, out Guid key) && _own.TryGetValue(key, out string? own) ? own : null;

    private void Keep(IReadOnlyList<KeyValuePair<Guid, string>> found)
    {
        foreach (KeyValuePair<Guid, string> pair in found)
        {
            _own[pair.Key] = pair.Value;
        }
    }

    /// <summary>Those of some items, by their identifiers, that the server has under another key.</summary>
    private async Task<IReadOnlyList<KeyValuePair<Guid, string>>> FindAsync(OwnKeys own, Dictionary<string, string> keys)
    {
        var found = new List<KeyValuePair<Guid, string>>();
        foreach (KeyValuePair<string, string> there in await own.FindAsync(keys.Keys, context).ConfigureAwait(false))
        {
            if (keys.TryGetValue(there.Key, out string? said) && Guid.TryParse(said, out Guid uuid) && Guid.TryParse(there.Value, out Guid ownUuid) && ownUuid != uuid)
            {
                found.Add(new KeyValuePair<Guid, string>(uuid, there.Value));
            }
        }

        return found;
    }
}
