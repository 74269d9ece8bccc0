using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Benchmarks;

/// <summary>What a program needs that does nothing but the transfer: no retry, no limits, no results.</summary>
internal static class BareClient
{
    public static async Task ReadAsync(Uri url)
    {
        using HttpClient client = Client(url);
        var clock = Stopwatch.StartNew();
        int count = 0;
        string? next = "api/rest/v1/products-uuid?pagination_type=search_after&limit=100";
        while (next is not null)
        {
            using JsonDocument page = JsonDocument.Parse(await client.GetByteArrayAsync(next));
            foreach (JsonElement product in page.RootElement.GetProperty("_embedded").GetProperty("items").EnumerateArray())
            {
                count += product.GetProperty("uuid").ValueKind == JsonValueKind.String ? 1 : 0;
            }

            next = page.RootElement.GetProperty("_links").TryGetProperty("next", out JsonElement link) ? link.GetProperty("href").GetString() : null;
        }

        Report(clock, count);
    }

    /// <summary>The bodies of all pages, one behind the other in a file; only the link to the next page is looked for.</summary>
    /// <param name="url">The server.</param>
    /// <param name="path">The file.</param>
    /// <param name="isRead">Whether each page is read once, by <see cref="Utf8JsonReader"/>, while the next is on its way: the least that whoever leaves fields out does.</param>
    public static async Task CopyAsync(Uri url, string path, bool isRead)
    {
        byte[] mark = "\"next\":{\"href\":\""u8.ToArray();
        using HttpClient client = Client(url);
        var clock = Stopwatch.StartNew();
        int count = 0;
        await using FileStream file = File.Create(path);
        Task reading = Task.CompletedTask;
        string? next = "api/rest/v1/products-uuid?pagination_type=search_after&limit=100";
        while (next is not null)
        {
            byte[] page = await client.GetByteArrayAsync(next);
            await reading;
            reading = isRead ? Task.Run(() => ReadAll(page)) : Task.CompletedTask;
            await file.WriteAsync(page);
            count += 100;
            int start = page.AsSpan().IndexOf(mark) + mark.Length;
            next = start < mark.Length ? null : Encoding.UTF8.GetString(page.AsSpan(start, page.AsSpan(start).IndexOf((byte)'"')));
        }

        await reading;
        Report(clock, count);
    }

    public static async Task WriteAsync(Uri url, int count, int inFlight)
    {
        using HttpClient client = Client(url);
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, count).Chunk(100), new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (chunk, cancellation) =>
        {
            string body = string.Join('\n', chunk.Select(i => $$"""{"uuid":"00000000-0000-4000-8000-{{i:D12}}","enabled":true}"""));
            using HttpResponseMessage answer = await SendAsync(client, body, cancellation);
            await answer.Content.ReadAsStringAsync(cancellation);
        });
        Report(clock, count);
    }

    /// <summary>Lines of a file, 100 in a request, four requests in flight.</summary>
    /// <param name="url">The server.</param>
    /// <param name="path">The file.</param>
    /// <param name="isRead">Whether each line is read once, by <see cref="Utf8JsonReader"/>: the least that whoever names a wrong line before it is sent does.</param>
    public static async Task WriteFileAsync(Uri url, string path, bool isRead)
    {
        using HttpClient client = Client(url);
        var clock = Stopwatch.StartNew();
        int count = 0;
        await Parallel.ForEachAsync(File.ReadLines(path).Chunk(100), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (chunk, cancellation) =>
        {
            if (isRead)
            {
                Array.ForEach(chunk, static line => ReadAll(Encoding.UTF8.GetBytes(line)));
            }

            using HttpResponseMessage answer = await SendAsync(client, string.Join('\n', chunk), cancellation);
            foreach (string line in (await answer.Content.ReadAsStringAsync(cancellation)).Split('\n'))
            {
                using JsonDocument result = JsonDocument.Parse(line);
                Interlocked.Add(ref count, result.RootElement.GetProperty("status_code").GetInt32() < 300 ? 1 : 0);
            }
        });
        Report(clock, count);
    }

    /// <summary>Writes such a file: products of 2 kB.</summary>
    public static async Task MakeFileAsync(string path, int count)
    {
        string text = new('x', 60);
        string values = string.Join(',', Enumerable.Range(0, 16).Select(i => $"\"attribute_{i}\":[{{\"locale\":\"en_US\",\"scope\":null,\"data\":\"{text}\"}}]"));
        await File.WriteAllLinesAsync(path, Enumerable.Range(0, count).Select(i => $"{{\"uuid\":\"00000000-0000-4000-8000-{i:D12}\",\"enabled\":true,\"values\":{{{values}}}}}"));
    }

    private static void ReadAll(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "api/rest/v1/products-uuid") { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.akeneo.collection+json");
        return await client.SendAsync(request, cancellation);
    }

    private static HttpClient Client(Uri url)
    {
        var client = new HttpClient { BaseAddress = url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "bench");
        return client;
    }

    public static void Report(Stopwatch clock, int count) =>
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0:0.000} {1:0} {2}",
            clock.Elapsed.TotalSeconds, Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0, count));
}
