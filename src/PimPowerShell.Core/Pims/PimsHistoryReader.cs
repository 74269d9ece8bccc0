using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>Makes entries of the pages of a product's history.</summary>
internal static class PimsHistoryReader
{
    private const string Status = "status";

    public static async Task<IReadOnlyList<HistoryEntry>> ReadAsync(IPageSource source, string sku, CallContext context)
    {
        var entries = new List<HistoryEntry>();
        await source.ReadEachAsync(entry => entries.Add(Entry(sku, entry)), context).ConfigureAwait(false);
        return entries;
    }

    private static HistoryEntry Entry(string sku, JsonElement entry)
    {
        Dictionary<string, JsonElement> old = SameJson.Members(SameJson.Member(entry, "old"), StringComparer.OrdinalIgnoreCase);
        Dictionary<string, JsonElement> now = SameJson.Members(SameJson.Member(entry, "new"), StringComparer.OrdinalIgnoreCase);
        return new HistoryEntry(
            sku, PimsResources.Product.Noun, DateTimeOffset.FromUnixTimeSeconds(entry.GetProperty("date").GetInt64()),
            SameJson.Member(entry, "user") is { ValueKind: JsonValueKind.String } user ? user.GetString() : null, null, null,
            [.. old.Keys.Concat(now.Keys).Distinct(StringComparer.OrdinalIgnoreCase).Select(name =>
                new PimDifference(PimsLineComparer.Attributes, name, null, null, Value(old, name), Value(now, name)))])
        {
            // each product has a status from the start
            Deed = Value(old, Status).IsEmpty && !Value(now, Status).IsEmpty ? HistoryDeed.Made : HistoryDeed.Changed,
        };
    }

    /// <summary>What is empty is not there.</summary>
    private static ReadOnlyMemory<byte> Value(Dictionary<string, JsonElement> values, string name) =>
        values.TryGetValue(name, out JsonElement value) && PimsEcho.Texts(value).Length > 0 ? SameJson.Bytes(value) : default;
}
