using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

/// <summary>Writes items in bulk and checks what holds whatever happens: one result for each input.</summary>
internal static class BulkRun
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(5);

    public static Task<List<BulkResult>> Write(
        IPimProvider provider, IReadOnlyList<BulkItem> items, int batchSize = 100, int lanes = 4, CallContext? context = null, int rounds = 5) =>
        Write(provider, items, new BulkSettings { BatchSize = batchSize, ThrottleLimit = lanes, MaximumRetryCount = rounds }, context);

    public static async Task<List<BulkResult>> Write(IPimProvider provider, IReadOnlyList<BulkItem> items, BulkSettings settings, CallContext? context = null)
    {
        using var writer = new BulkWriter(provider, settings with { RetryInterval = s_short }, context ?? new CallContext());
        foreach (BulkItem item in items)
        {
            await writer.AddAsync(item);
        }

        await writer.CompleteAsync();
        return Take(writer, items);
    }

    public static BulkWriter Open(IPimProvider provider, int batchSize = 100, int lanes = 4, CallContext? context = null) =>
        new(provider, new BulkSettings { BatchSize = batchSize, ThrottleLimit = lanes, RetryInterval = s_short }, context ?? new CallContext());

    /// <summary>All results in the order of the inputs, of which each has exactly one.</summary>
    public static List<BulkResult> Take(BulkWriter writer, IReadOnlyList<BulkItem> items)
    {
        var results = new List<BulkResult>();
        while (writer.TryTake(out BulkResult result))
        {
            results.Add(result);
        }

        results = [.. results.OrderBy(result => result.Item.Index)];
        Assert.Equal(items, results.Select(result => result.Item));
        return results;
    }

    /// <summary>Holds when all were written; else says what became of how many.</summary>
    public static void AssertWritten(IEnumerable<BulkResult> results) => Assert.Equal("", string.Join("\n", results
        .Where(result => result.Status is not (BulkStatus.Created or BulkStatus.Updated))
        .GroupBy(result => $"{result.Status} {result.StatusCode} {result.Message}")
        .Select(group => $"{group.Count()}: {group.Key}")));

    public static BulkItem Product(long index, string uuid, string? note = null) =>
        new(index, AkeneoResources.ProductByUuid, uuid, Line(uuid, note ?? "note " + index));

    public static List<BulkItem> NewProducts(int count) => [.. Enumerable.Range(0, count).Select(i => Product(i, Uuid(i)))];

    public static string Uuid(int number) => $"00000000-0000-4000-8000-{number:x12}";

    public static byte[] Line(string uuid, string note) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        uuid,
        values = new { internal_note = new[] { new { locale = (string?)null, scope = (string?)null, data = note } } },
    });

    /// <summary>What the server holds: the note of each product that has one of the runs' uuids.</summary>
    public static async Task<Dictionary<string, string?>> Notes(TestPim pim)
    {
        using AkeneoProvider other = pim.Connect();
        List<JsonElement> all = await TestPim.All(other, new PimQuery(AkeneoResources.ProductByUuid));
        return all.Where(product => product.GetProperty("uuid").GetString()!.StartsWith("00000000-0000-4000-8000-", StringComparison.Ordinal))
            .ToDictionary(
                product => product.GetProperty("uuid").GetString()!,
                product => product.GetProperty("values").GetProperty("internal_note")[0].GetProperty("data").GetString());
    }
}
