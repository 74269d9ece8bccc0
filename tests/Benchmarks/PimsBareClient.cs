using System;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Benchmarks;

/// <summary>The calls that the module makes to a PIMS server, and nothing else.</summary>
internal static class PimsBareClient
{
    public static async Task ReadAsync(Uri url)
    {
        using HttpClient client = Client(url);
        var clock = Stopwatch.StartNew();
        int count = 0;
        int before;
        int page = 0;
        do
        {
            // a list ends where a page is empty: its last full page looks like any other
            before = count;
            using JsonDocument answer = JsonDocument.Parse(await CallAsync(client,
                $$$$"""{"action":"getList","params":{"cat_id":0,"pagination":{"pageSize":100,"pageNum":{{{{++page}}}}}}}""", default));
            foreach (JsonElement product in answer.RootElement.GetProperty("products").EnumerateArray())
            {
                count += product.GetProperty("sku").ValueKind == JsonValueKind.String ? 1 : 0;
            }
        }
        while (count > before);
        BareClient.Report(clock, count);
    }

    public static async Task WriteAsync(Uri url, int count, int inFlight)
    {
        using HttpClient client = Client(url);
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(1, count), new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (i, cancellation) =>
            await CallAsync(client, $$$$"""{"action":"editProduct","sku":"SKU-{{{{i:D8}}}}","data":{"attributes":{"title":"A shirt of light cotton","price":"19.90","color":"blue"}}}""", cancellation));
        BareClient.Report(clock, count);
    }

    private static async Task<byte[]> CallAsync(HttpClient client, string body, CancellationToken cancellation)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.PostAsync("api/en-us/pim/manage/products", content, cancellation);
        return await answer.Content.ReadAsByteArrayAsync(cancellation);
    }

    private static HttpClient Client(Uri url)
    {
        var client = new HttpClient { BaseAddress = url };
        client.DefaultRequestHeaders.Add("ApiKey", "bench");
        return client;
    }
}
