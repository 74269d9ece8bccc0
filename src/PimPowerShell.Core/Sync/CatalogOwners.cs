using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

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
        byte[] key = Encoding.UTF8.GetBytes(owner.Key);
        var found = new List<IReadOnlyDictionary<string, string>>();
        foreach (IReadOnlyDictionary<string, string> above in await OfAsync(owner).ConfigureAwait(false))
        {
            using var pages = new PageReader(provider.Read(new PimQuery(owner) { PathValues = above, Criteria = resource.OwnerCriteria }), context);
            while (await pages.ReadAsync().ConfigureAwait(false) is { } page)
            {
                using (page)
                {
                    found.AddRange(Keys(page, key).Select(code => above.Append(new(name, code)).ToDictionary(static pair => pair.Key, static pair => pair.Value)));
                }
            }
        }

        return found;
    }

    private static List<string> Keys(PimPage page, byte[] name)
    {
        var keys = new List<string>();
        Utf8JsonReader reader = page.OpenItems();
        while (PimPage.NextItem(ref reader))
        {
            if (JsonCursor.FindString(JsonCursor.TakeValue(ref reader, page.Items).Span, name) is { } key)
            {
                keys.Add(key);
            }
        }

        return keys;
    }
}
