using System;
using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.IO.Pipelines;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PimPowerShell.Benchmarks;

/// <summary>
/// Answers as an Akeneo PIM would, with products of 2 kB that are copied from a template: a server that costs next to
/// nothing, so that what is measured is the client. Under another path it is a PIMS server: <see cref="PimsAnswers"/>.
/// </summary>
internal static class StaticServer
{
    private const int PageSize = 100;

    public static async Task RunAsync(int products, int latencyMilliseconds)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using WebApplication app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        byte[] template = Template();
        app.Use(async (context, next) =>
        {
            if (latencyMilliseconds > 0 && !context.Request.Path.StartsWithSegments("/api/oauth"))
            {
                await Task.Delay(latencyMilliseconds);
            }

            await next();
        });
        app.MapPost("/api/oauth/v1/token", context => JsonAsync(context, """{"access_token":"bench","expires_in":36000,"token_type":"bearer","scope":null,"refresh_token":"again"}"""));
        app.MapGet("/api/rest/v1/system-information", context => JsonAsync(context, """{"version":"7.0.42","edition":"CE"}"""));
        app.MapGet("/api/rest/v1/attributes", context => JsonAsync(context, $$$"""{"_links":{},"current_page":1,"_embedded":{"items":[{{{Attributes()}}}]}}"""));
        app.MapGet("/api/rest/v1/products-uuid", context => PageAsync(context, template, products));
        app.MapPatch("/api/rest/v1/products-uuid", BatchAsync);
        PimsAnswers.Map(app, products);
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await app.WaitForShutdownAsync();
    }

    public static Task JsonAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    private static async Task PageAsync(HttpContext context, byte[] template, int products)
    {
        string? cursor = context.Request.Query["search_after"];
        int limit = int.TryParse(context.Request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? asked : PageSize;
        int start = string.IsNullOrEmpty(cursor) ? 0 : int.Parse(cursor.AsSpan(24), CultureInfo.InvariantCulture) + 1;
        using JsonDocument? search = Search(context);
        int[] found = [.. Enumerable.Range(start, products - start).Where(index => IsFound(search, index, products)).Take(limit)];
        int count = found.Length;
        string link = $"http://{context.Request.Host}/api/rest/v1/products-uuid?pagination_type=search_after&limit={limit}";
        string next = count == limit ? $$""","next":{"href":"{{link}}&search_after={{Uuid(found[count - 1])}}"}""" : "";
        string total = context.Request.Query["with_count"] == "true"
            ? string.Create(CultureInfo.InvariantCulture, $"\"items_count\":{Enumerable.Range(0, products).Count(index => IsFound(search, index, products))},") : "";
        byte[] head = Encoding.UTF8.GetBytes($$$"""{"_links":{"self":{"href":"{{{link}}}"},"first":{"href":"{{{link}}}"}{{{next}}}},{{{total}}}"_embedded":{"items":[""");
        byte[] tail = "]}}"u8.ToArray();
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = head.Length + count * (template.Length + 1) - (count > 0 ? 1 : 0) + tail.Length;
        PipeWriter body = context.Response.BodyWriter;
        body.Write(head);
        for (int i = 0; i < count; i++)
        {
            Span<byte> span = body.GetSpan(template.Length + 1);
            template.CopyTo(span);
            span[template.Length] = (byte)',';
            Utf8Formatter.TryFormat(found[i], span[s_uuidAt..], out _, new StandardFormat('D', 12));
            Utf8Formatter.TryFormat(found[i], span[s_skuAt..], out _, new StandardFormat('D', 8));
            Created(found[i], products).TryFormat(span[s_createdAt..], out _, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
            body.Advance(template.Length + (i == count - 1 ? 0 : 1));
        }

        body.Write(tail);
        await body.FlushAsync();
    }

    private static JsonDocument? Search(HttpContext context) => context.Request.Query["search"].ToString() is { Length: > 0 } search ? JsonDocument.Parse(search) : null;

    /// <summary>The conditions on the time of creation, which are all that the benchmarks have.</summary>
    private static bool IsFound(JsonDocument? search, int index, int products) => search is null || search.RootElement.GetProperty("created").EnumerateArray().All(condition =>
    {
        int side = Created(index, products).CompareTo(DateTime.ParseExact(condition.GetProperty("value").GetString()!, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        return condition.GetProperty("operator").GetString() == "<" ? side < 0 : side > 0;
    });

    /// <summary>A time of two years, which has nothing to do with the place in the list.</summary>
    private static DateTime Created(int index, int products) => new DateTime(2024, 2, 1).AddSeconds(index * 7919L % products * (2 * 365 * 86_400L / products));

    private static async Task BatchAsync(HttpContext context)
    {
        var answer = new StringBuilder();
        int line = 0;
        using var reader = new System.IO.StreamReader(context.Request.Body);
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
            answer.Append(line == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $$"""{"line":{{++line}},"uuid":"x","status_code":204}""");
        }

        context.Response.ContentType = "application/vnd.akeneo.collection+json";
        await context.Response.WriteAsync(answer.ToString());
    }

    private static int s_uuidAt;
    private static int s_skuAt;
    private static int s_createdAt;

    private static string Uuid(int index) => $"00000000-0000-4000-8000-{index:D12}";

    /// <summary>What the attributes of the template take.</summary>
    private static string Attributes()
    {
        static string Attribute(string code, string type, bool isLocal = false, string limits = "") =>
            $$"""{"code":"{{code}}","type":"pim_catalog_{{type}}","group":"all","localizable":{{(isLocal ? "true" : "false")}},"scopable":false,"available_locales":[]{{limits}}}""";
        return string.Join(',', Attribute("sku", "identifier"), Attribute("name", "text", true, ",\"max_characters\":100"), Attribute("description", "textarea", true),
            Attribute("care", "textarea", true, ",\"max_characters\":500"), Attribute("price", "price_collection", limits: ",\"decimals_allowed\":true,\"number_min\":\"0\""),
            Attribute("weight", "metric", limits: ",\"decimals_allowed\":true,\"negative_allowed\":false,\"metric_family\":\"Weight\",\"default_metric_unit\":\"KILOGRAM\""),
            Attribute("color", "simpleselect"), Attribute("size", "simpleselect"), Attribute("materials", "multiselect"), Attribute("washable", "boolean"));
    }

    private static byte[] Template()
    {
        static string Text(string attribute, string data) => $$"""
            "{{attribute}}":[{"locale":"en_US","scope":null,"data":"{{data}}"},{"locale":"de_DE","scope":null,"data":"{{data}}"}]
            """;
        string product = $$$"""
            {"_links":{"self":{"href":"http://localhost/api/rest/v1/products-uuid/x"}},"uuid":"{{{Uuid(0)}}}","enabled":true,"family":"clothing","categories":["summer","shirts"],"groups":[],"parent":null,"values":{"sku":[{"locale":null,"scope":null,"data":"SKU-00000000"}],{{{Text("name", "A shirt of light cotton")}}},{{{Text("description", new string('x', 300))}}},{{{Text("care", new string('y', 150))}}},"price":[{"locale":null,"scope":null,"data":[{"amount":"19.90","currency":"EUR"},{"amount":"21.50","currency":"USD"}]}],"weight":[{"locale":null,"scope":null,"data":{"amount":"0.2500","unit":"KILOGRAM"}}],"color":[{"locale":null,"scope":null,"data":"blue"}],"size":[{"locale":null,"scope":null,"data":"m"}],"materials":[{"locale":null,"scope":null,"data":["cotton","elastane"]}],"washable":[{"locale":null,"scope":null,"data":true}]},"created":"2024-02-01T10:00:00+00:00","updated":"2025-06-01T10:00:00+00:00","associations":{"PACK":{"groups":[],"products":[],"product_models":[]}},"quantified_associations":{}}
            """;
        s_uuidAt = Encoding.UTF8.GetByteCount(product.AsSpan(0, product.IndexOf(Uuid(0), StringComparison.Ordinal))) + 24;
        s_skuAt = product.IndexOf("SKU-", StringComparison.Ordinal) + 4;
        s_createdAt = product.IndexOf("2024-02-01T10", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(product);
    }
}
