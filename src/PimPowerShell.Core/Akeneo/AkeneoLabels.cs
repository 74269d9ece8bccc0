using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Labels in all locales, asked for once and kept for the session until it writes what has them: by code where the list
/// can be searched for codes, else the whole list.
/// </summary>
internal sealed class AkeneoLabels(AkeneoProvider provider)
{
    private readonly ConcurrentDictionary<string, Labels> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _asking = new(1, 1);

    /// <summary>Labels by code; what has none in this locale is left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> GetAsync(
        string noun, string locale, IReadOnlyCollection<string> codes, IReadOnlyDictionary<string, string> pathValues, CallContext context)
    {
        // no key has a line feed in it
        Labels labels = _known.GetOrAdd(noun + "\n" + string.Join("\n", pathValues.Values), _ => new Labels());
        if (!codes.All(labels.Has))
        {
            await LearnAsync(labels, noun, codes, pathValues, context).ConfigureAwait(false);
        }

        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string code in codes)
        {
            if (labels.Find(code, locale) is { } label)
            {
                found[code] = label;
            }
        }

        return found;
    }

    /// <summary>Forgets a kind of thing, whatever it lies in.</summary>
    public void Forget(string noun)
    {
        foreach (string place in _known.Keys.Where(place => place.StartsWith(noun + "\n", StringComparison.OrdinalIgnoreCase)))
        {
            _known.TryRemove(place, out _);
        }
    }

    private async Task LearnAsync(Labels labels, string noun, IReadOnlyCollection<string> codes, IReadOnlyDictionary<string, string> pathValues, CallContext context)
    {
        // those who wait most likely want the same
        await _asking.WaitAsync(context.Cancellation).ConfigureAwait(false);
        try
        {
            string[] missing = [.. codes.Where(code => !labels.Has(code)).Distinct(StringComparer.OrdinalIgnoreCase)];
            if (missing.Length == 0)
            {
                return;
            }

            PimResource resource = provider.Resources.Get(noun);
            var query = new PimQuery(resource) { PathValues = pathValues };
            await provider.Read(resource.FindsKeys ? query with { Keys = missing, ByListOnly = true } : query).ReadEachAsync(labels.Add, context).ConfigureAwait(false);
            foreach (string code in missing)
            {
                labels.AddAbsent(code);
            }
        }
        catch (PimException e) when (Unreadable.Is(e))
        {
            Unreadable.Tell($"labels of {noun}", e, context);
            labels.IsUnreadable = true;
        }
        finally
        {
            _asking.Release();
        }
    }

    private sealed class Labels
    {
        private readonly ConcurrentDictionary<string, Dictionary<string, string>> _byCode = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>Whether this login may not read them, which is asked once.</summary>
        public bool IsUnreadable { get; set; }

        public bool Has(string code) => IsUnreadable || _byCode.ContainsKey(code);

        public string? Find(string code, string locale) =>
            _byCode.TryGetValue(code, out Dictionary<string, string>? labels) && labels.TryGetValue(locale, out string? label) ? label : null;

        public void AddAbsent(string code) => _byCode.TryAdd(code, []);

        public void Add(JsonElement item)
        {
            var labels = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            // none at all are an empty list
            if (item.TryGetProperty("labels", out JsonElement all) && all.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty label in all.EnumerateObject().Where(label => label.Value.ValueKind == JsonValueKind.String && !label.Value.ValueEquals(""u8)))
                {
                    labels[label.Name] = label.Value.GetString()!;
                }
            }

            _byCode[item.Text("code") ?? ""] = labels;
        }
    }
}
