using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>A sandbox with a client of its PIMS side.</summary>
internal sealed class PimsTestSandbox : IDisposable
{
    private readonly HttpClient _client;

    public PimsTestSandbox(PimSandboxOptions? options = null)
    {
        Sandbox = PimSandbox.Start(options ?? new PimSandboxOptions { ProductCount = 400 });
        _client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = Sandbox.Url, Timeout = TimeSpan.FromSeconds(20) };
        Key = Sandbox.ApiKey;
    }

    public PimSandbox Sandbox { get; }

    public PimSandboxOptions Options => Sandbox.Options;

    public PimSandboxCounters Counters => Sandbox.Counters;

    /// <summary>The key that is sent; null for none.</summary>
    public string? Key { get; set; }

    /// <summary>The view that is sent; null for none.</summary>
    public string? View { get; set; }

    public void Dispose()
    {
        _client.Dispose();
        Sandbox.Dispose();
    }

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content = null, Action<HttpRequestMessage>? change = null)
    {
        HttpRequestMessage request = new(method, path) { Content = content };
        if (Key is not null)
        {
            request.Headers.Add("ApiKey", Key);
        }

        if (View is not null)
        {
            request.Headers.Add("ApiView", View);
        }

        change?.Invoke(request);
        using HttpResponseMessage response = await _client.SendAsync(request);
        return await Answer.Read(response);
    }

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, "/api/en-us/" + path);

    public Task<Answer> Post(string path, string body) =>
        Send(HttpMethod.Post, "/api/en-us/pim/manage/" + path, new StringContent(body, Encoding.UTF8, "application/json"));

    public Task<Answer> Post(string path, JsonObject body) => Post(path, body.ToJsonString());

    public Task<Answer> Products(JsonObject body) => Post("products", body);

    public Task<Answer> Product(string sku) => Products(new() { ["action"] = "listProduct", ["sku"] = sku });

    public Task<Answer> List(JsonObject? parameters = null) => Products(new() { ["action"] = "getList", ["params"] = parameters?.DeepClone() });

    public Task<Answer> Page(int size, int number = 1) => List(new() { ["pagination"] = new JsonObject { ["pageSize"] = size, ["pageNum"] = number } });

    public Task<Answer> Edit(string sku, JsonObject attributes) => Write("editProduct", sku, attributes);

    public Task<Answer> Create(string sku, JsonObject attributes) => Write("createProduct", sku, attributes);

    public Task<Answer> History(string sku, JsonObject? parameters = null) =>
        Products(new() { ["action"] = "historyProduct", ["sku"] = sku, ["params"] = parameters });

    /// <summary>All SKUs of a list, page after page.</summary>
    public async Task<List<string>> AllSkus(JsonObject? parameters = null)
    {
        List<string> skus = [];
        for (int number = 1; ; number++)
        {
            JsonObject page = parameters?.DeepClone().AsObject() ?? [];
            page["pagination"] = new JsonObject { ["pageSize"] = 500, ["pageNum"] = number };
            string[] found = (await List(page)).Skus();
            if (found.Length == 0)
            {
                return skus;
            }

            skus.AddRange(found);
        }
    }

    /// <summary>All products with everything that is left out by default.</summary>
    public async Task<List<JsonElement>> Everything()
    {
        JsonObject parameters = new() { ["includeDeleted"] = "true", ["includeVariants"] = "true", ["pagination"] = new JsonObject { ["pageSize"] = 500 } };
        return [.. (await List(parameters)).Ok().Json.GetProperty("products").EnumerateArray().Select(product => product.GetProperty("data").GetProperty("attributes"))];
    }

    private Task<Answer> Write(string action, string sku, JsonObject attributes) =>
        Products(new() { ["action"] = action, ["sku"] = sku, ["data"] = new JsonObject { ["attributes"] = attributes } });
}

internal static class PimsAnswers
{
    public static Answer Ok(this Answer answer)
    {
        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json", answer.ContentType);
        Assert.True(answer.Json.GetProperty("status").GetString() is "OK" or "Ok", answer.Body);
        return answer;
    }

    public static void Fails(this Answer answer, string message, int status = 200)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal($$"""{"status":"Error","status_message":{{JsonSerializer.Serialize(message)}}}""", JsonNode.Parse(answer.Body)!.ToJsonString());
    }

    public static string[] Skus(this Answer answer) =>
        [.. answer.Ok().Json.GetProperty("products").EnumerateArray().Select(product => product.GetProperty("sku").GetString()!)];

    public static int SkuCount(this Answer answer) => answer.Ok().Json.GetProperty("sku_count").GetInt32();

    public static JsonElement Attributes(this Answer answer) => answer.Ok().Json.GetProperty("data").GetProperty("attributes");
}
