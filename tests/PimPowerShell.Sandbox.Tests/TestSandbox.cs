using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>A sandbox with a client that is logged in.</summary>
internal sealed class TestSandbox : IDisposable
{
    public const string Lines = "application/vnd.akeneo.collection+json";

    private readonly HttpClient _client;

    public TestSandbox(PimSandboxOptions? options = null)
    {
        Sandbox = PimSandbox.Start(options ?? new PimSandboxOptions { ProductCount = 300 });
        _client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = Sandbox.Url, Timeout = TimeSpan.FromSeconds(20) };
    }

    public PimSandbox Sandbox { get; }

    public PimSandboxOptions Options => Sandbox.Options;

    public PimSandboxCounters Counters => Sandbox.Counters;

    public string Base => Sandbox.Url.GetLeftPart(UriPartial.Authority);

    public void Dispose()
    {
        _client.Dispose();
        Sandbox.Dispose();
    }

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path);

    public Task<Answer> Post(string path, string body) => Send(HttpMethod.Post, path, body);

    public Task<Answer> Patch(string path, string body) => Send(HttpMethod.Patch, path, body);

    public Task<Answer> Batch(string path, params string[] lines) => Send(HttpMethod.Patch, path, string.Join("\n", lines), Lines);

    public Task<Answer> Search(string path, string search, string more = "") =>
        Get($"{path}?search={Uri.EscapeDataString(search)}&limit=100{more}");

    public Task<Answer> Send(HttpMethod method, string path, string? body = null, string contentType = "application/json", Action<HttpRequestMessage>? change = null)
    {
        HttpRequestMessage request = new(method, "/api/rest/v1/" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Sandbox.AppToken);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType.Length > 0)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }
        }

        change?.Invoke(request);
        return Send(request);
    }

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await _client.SendAsync(request);
        return await Answer.Read(response);
    }

    /// <summary>Uuids of products in the order of the list.</summary>
    public async Task<List<string>> Uuids(int count, string search = "{}") =>
        [.. (await Search("products-uuid", search)).Items.Take(count).Select(item => item.GetProperty("uuid").GetString()!)];

    /// <summary>The uuid of a product that is no variant, of a family.</summary>
    public async Task<string> Simple(string family = "furniture") =>
        (await Uuids(1, $$"""{"family":[{"operator":"IN","value":["{{family}}"]}],"parent":[{"operator":"EMPTY"}]}"""))[0];

    /// <summary>All items of a list, following its links.</summary>
    public async Task<List<JsonElement>> All(string path)
    {
        List<JsonElement> items = [];
        for (string? next = path; next is not null;)
        {
            Answer answer = await Get(next);
            items.AddRange(answer.Items);
            next = answer.Link("next")?.Substring((Base + "/api/rest/v1/").Length);
        }

        return items;
    }
}

/// <summary>What the sandbox answered.</summary>
internal sealed class Answer
{
    public int Status { get; private init; }

    public string Body { get; private init; } = "";

    public string? ContentType { get; private init; }

    public string? Location { get; private init; }

    public HttpResponseHeaders Headers { get; private init; } = null!;

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public IEnumerable<JsonElement> Items => Json.GetProperty("_embedded").GetProperty("items").EnumerateArray();

    public string[] Codes => [.. Items.Select(item => item.GetProperty("code").GetString()!)];

    public string[] BodyLines => Body.Split('\n');

    public string Message => Json.GetProperty("message").GetString()!;

    public string? Link(string relation) =>
        Json.GetProperty("_links").TryGetProperty(relation, out JsonElement link) ? link.GetProperty("href").GetString() : null;

    public static async Task<Answer> Read(HttpResponseMessage response) => new()
    {
        Status = (int)response.StatusCode,
        Body = await response.Content.ReadAsStringAsync(),
        ContentType = response.Content.Headers.ContentType?.ToString(),
        Location = response.Headers.Location?.OriginalString,
        Headers = response.Headers,
    };
}
