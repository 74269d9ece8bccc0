using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>What the lists of a kind of thing lie in: the families of family variants, the attributes of options. Safe to use from several threads.</summary>
internal sealed class CatalogOwners(IPimProvider provider, CallContext context)
{
    private static readonly IReadOnlyDictionary<string, string>[] s_nowhere = [new Dictionary<string, string>()];

    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<IReadOnlyDictionary<string, string>>>>> _known = new();

    /// <summary>The keys for each list, by the names in the resource's path; one without keys where there is one list alone.</summary>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> OfAsync(PimResource resource) =>
        _known.GetOrAdd(resource.Noun, _ => new(() => Task.Run(() => ReadAsync(resource)))).Value;

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ReadAsync(PimResource resource)
    {
        if (resource.PathNames.LastOrDefault() is not { } name)
        {
            return s_nowhere;
        }

        string path = resource.Path.Substring(0, resource.Path.LastIndexOf($"/{{{name}}}", StringComparison.Ordinal));
        PimResource owner = provider.Resources.First(other => other.Path == path);
        var found = new List<IReadOnlyDictionary<string, string>>();
        foreach (IReadOnlyDictionary<string, string> above in await OfAsync(owner).ConfigureAwait(false))
        {
            try
            {
                await foreach (string code in KeysAsync(new PimQuery(owner) { PathValues = above, Criteria = resource.OwnerCriteria }).ConfigureAwait(false))
                {
                    found.Add(above.Append(new(name, code)).ToDictionary(static pair => pair.Key, static pair => pair.Value));
                }
            }
            catch (PimException e) when (above.Count > 0 && e.Kind == PimErrorKind.NotFound)
            {
                // what the owners lie in was deleted meanwhile
            }
        }

        return found;
    }

    private async IAsyncEnumerable<string> KeysAsync(PimQuery owners)
    {
        byte[] name = Encoding.UTF8.GetBytes(owners.Resource.Key);
        await foreach (List<ReadOnlyMemory<byte>> items in new ItemSource(provider, context).ReadAsync(owners).ConfigureAwait(false))
        {
            foreach (string code in items.Select(item => JsonCursor.FindString(item.Span, name)).OfType<string>())
            {
                yield return code;
            }
        }
    }
}
