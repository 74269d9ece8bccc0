using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Tests.Support;

namespace PimPowerShell.Core.Tests.Pims;

/// <summary>A PIMS server of a few lines, whose names for size and number a test chooses, and a provider that talks to it.</summary>
internal sealed class PimsServer : IDisposable
{
    public const string Definition = """{"title":{"type":"string","collection":"n"},"price":{"type":"number","collection":"n"},"color":{"type":"dropdown","collection":"y","dictionary":{"data":["Red","Blue"]}},"size":{"type":"dropdown","collection":"n","dictionary":{"data":[["M","Medium"],["L","Large"]]}},"done":{"type":"completeness","collection":"n"},"born":{"type":"date","collection":"n"},"flag":{"type":"boolean","collection":"n"}}""";

    private readonly ScriptedServer _server;

    public PimsServer(Func<JsonElement, string?> answer, PimsFieldNames? names = null)
    {
        _server = new ScriptedServer(request => ScriptedAnswer.Json(request.Method == "GET"
            ? """{"status":"OK","permissions":{"pim_editor":1,"pim_user":1}}"""
            : answer(JsonDocument.Parse(request.Body).RootElement) ?? Error("Action is unknown!")));
        Provider = new PimsProvider(_server.Url, Make.Secret("key"), Make.Settings(), fieldNames: names);
    }

    public PimsProvider Provider { get; }

    public CallContext Context { get; } = new();

    /// <summary>The bodies that were sent.</summary>
    public IReadOnlyList<JsonElement> Sent => [.. _server.Requests.Where(request => request.Method == "POST").Select(request => JsonDocument.Parse(request.Body).RootElement)];

    public static string Error(string message) => JsonSerializer.Serialize(new { status = "Error", status_message = message });

    public static string Products(IEnumerable<string> skus, long? count = null) =>
        "{\"products\":[" + string.Join(",", skus.Select(sku => $"{{\"sku\":\"{sku}\",\"data\":{{\"attributes\":{{\"sku\":\"{sku}\"}}}}}}")) + "],\"definition\":" + Definition + ",\"status\":\"OK\""
        + (count is null ? "" : $",\"sku_count\":{count}") + "}";

    /// <summary>A list of so many products that understands these names and ignores others, 24 in a page unless told.</summary>
    public static Func<JsonElement, string?> Catalog(int products, string size, string number, bool tellsCount = true) => body =>
    {
        JsonElement paging = body.GetProperty("params").TryGetProperty("pagination", out JsonElement given) ? given : default;
        int length = paging.ValueKind == JsonValueKind.Object && paging.TryGetProperty(size, out JsonElement s) ? s.GetInt32() : 24;
        int page = paging.ValueKind == JsonValueKind.Object && paging.TryGetProperty(number, out JsonElement n) ? n.GetInt32() : 1;
        return Products(Enumerable.Range(0, products).Skip((page - 1) * length).Take(length).Select(i => $"S{i:D4}"), tellsCount ? products : null);
    };

    public async Task<List<string>> ListAsync(int pageSize = 10, int startPage = 1)
    {
        var skus = new List<string>();
        IPageSource source = Provider.Read(new PimQuery(PimsResources.Product) { PageSize = pageSize, StartPage = startPage });
        while (await source.NextAsync(Context) is { } page)
        {
            using (page)
            {
                foreach (JsonDocument item in page.ReadDocuments())
                {
                    skus.Add(item.RootElement.GetProperty("sku").GetString()!);
                }
            }
        }

        return skus;
    }

    public void Dispose()
    {
        Provider.Dispose();
        _server.Dispose();
    }
}
