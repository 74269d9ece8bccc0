using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Core.Bulk;

/// <summary>
/// Lines that go by an identifier where products are read by uuid: what such a read associates them with is named by uuids,
/// which the server does not take there. Holds what it found for the run. Thread-safe.
/// </summary>
internal sealed class LinkedProducts(IPimProvider provider, CallContext context)
{
    // those without an identifier have null
    private readonly ConcurrentDictionary<string, string?> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives what the lines are associated with the identifiers that the server takes; what has none, or cannot be read, is left as it is.</summary>
    public async Task TranslateAsync(PimResource resource, IReadOnlyList<Sending> items)
    {
        // where products are read by identifier, lines of other sessions may name uuids all the same
        if ((provider.Resources.FirstOrDefault(kind => kind.ByOtherKey == resource) ?? (resource.OtherServersKey is null ? null : resource.ByUuid?.Invoke())) is not { } main)
        {
            return;
        }

        var named = new ItemLinks(resource);
        var linked = new List<(Sending Sending, JsonObject Line, JsonObject[] Links)>();
        foreach (Sending sending in items.Where(static sending => sending.Line.Span.IndexOf("associations\""u8) >= 0))
        {
            try
            {
                if (named.NameUuid(sending.Line) && JsonNode.Parse(sending.Line.Span) is JsonObject line)
                {
                    linked.Add((sending, line, [.. line.Where(field => ProductLinks.AreIn(ItemLine.FieldOf(resource, field.Key))).Select(static field => field.Value).OfType<JsonObject>()]));
                }
            }
            catch (Exception e) when (e is JsonException or ArgumentException)
            {
                // what is wrong with a line the server says of this line alone
            }
        }

        await LearnAsync(main, linked.SelectMany(static line => line.Links).SelectMany(links => ProductLinks.Keys(links, main.Key))).ConfigureAwait(false);
        foreach ((Sending sending, JsonObject line, JsonObject[] links) in linked)
        {
            bool isOther = false;
            foreach (JsonObject list in links)
            {
                isOther |= ProductLinks.Rename(list, main.Key, resource.Key, key => _known.TryGetValue(key, out string? identifier) ? identifier : null);
            }

            if (isOther)
            {
                sending.Translate(ItemLine.Bytes(line));
            }
        }
    }

    private async Task LearnAsync(PimResource main, IEnumerable<string> keys)
    {
        string[] unknown = [.. keys.Where(key => Guid.TryParse(key, out _) && !_known.ContainsKey(key)).Distinct(StringComparer.OrdinalIgnoreCase)];
        try
        {
            Dictionary<string, string> found = await new OwnKeys(provider, main).FindOthersAsync(unknown, context).ConfigureAwait(false);
            foreach (string key in unknown)
            {
                _known[key] = found.TryGetValue(key, out string? identifier) ? identifier : null;
            }
        }
        catch (PimException e) when (Unreadable.Is(e))
        {
            Unreadable.Tell("identifiers of associated products", e, context);
        }
    }
}
