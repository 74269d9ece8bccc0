using System;
using System.Buffers;
using System.Buffers.Text;
using System.Collections.Generic;
using System.IO.Pipelines;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PimPowerShell.Benchmarks;

/// <summary>
/// Answers as a PIMS server would, with products of 2.4 kB that are copied from a template. The definition of their
/// attributes comes with each answer: behind the products of a list, within the data of one product.
/// </summary>
internal static class PimsAnswers
{
    private const string FirstSku = "SKU-00000000";

    private static readonly Dictionary<string, object> s_attributes = new()
    {
        ["sku"] = FirstSku,
        ["title"] = "A shirt of light cotton",
        ["title_german"] = "Ein Hemd aus leichter Baumwolle",
        ["description"] = new string('x', 770),
        ["description_german"] = new string('y', 770),
        ["care"] = new string('z', 150),
        ["thumbnail"] = "https://example.piminto.com/api/a/0123456789abcdef/shirt.jpg",
        ["images"] = new[] { "https://example.piminto.com/api/a/0123456789abcdef/front.jpg", "https://example.piminto.com/api/a/0123456789abcdee/back.jpg" },
        ["price"] = "19.90",
        ["price_usd"] = "21.50",
        ["weight"] = "0.25",
        ["color"] = "blue",
        ["size"] = "m",
        ["materials"] = new[] { "cotton", "elastane" },
        ["washable"] = "true",
        ["brand"] = "Example",
        ["released"] = "2024-02-01",
        ["status"] = "active",
        ["categories"] = new[] { "Clothing > Summer > Shirts", "Sale" },
        ["variation_of"] = "",
        ["variation_attributes"] = Array.Empty<string>(),
        ["variation_skus"] = Array.Empty<string>(),
        ["variation_matrix"] = new Dictionary<string, string>(),
    };

    private static readonly byte[] s_product = JsonSerializer.SerializeToUtf8Bytes(new { sku = FirstSku, data = new { attributes = s_attributes } });

    // where the digits of the SKU stand in it
    private static readonly int[] s_skuAt = [.. Places(Encoding.ASCII.GetString(s_product))];

    private static readonly byte[] s_definition = JsonSerializer.SerializeToUtf8Bytes(s_attributes.ToDictionary(a => a.Key, a => Definition(a.Key, a.Value is not string)));

    public static void Map(WebApplication app, int products)
    {
        app.MapGet("/api/en-us/pim/status", context => StaticServer.JsonAsync(context,
            $$$"""{"status":"OK","status_message":"","pim_status":"Active","pim_counters":{"totalSKUs":{"value":{{{products}}},"description":"SKUs"}},"pim_limits":{}}"""));
        app.MapGet("/api/en-us/pim/keyinfo", context => StaticServer.JsonAsync(context,
            """{"status":"OK","permissions":{"pim_security":1,"pim_manager":1,"pim_user":1,"pim_editor":1,"pim_import":1,"pim_export":1}}"""));
        app.MapPost("/api/en-us/pim/manage/products", async context =>
        {
            using JsonDocument request = await JsonDocument.ParseAsync(context.Request.Body);
            context.Response.ContentType = "application/json";
            Write(context.Response.BodyWriter, request.RootElement, products);
            await context.Response.BodyWriter.FlushAsync();
        });
    }

    private static void Write(PipeWriter body, JsonElement request, int products)
    {
        switch (request.GetProperty("action").GetString())
        {
            case "getList":
                JsonElement pagination = request.GetProperty("params").TryGetProperty("pagination", out JsonElement given) ? given : default;
                int size = Number(pagination, "pageSize", 24);
                int start = (Number(pagination, "pageNum", 1) - 1) * size;
                WritePage(body, start, Math.Clamp(products - start, 0, size), products);
                break;
            case "editProduct":
                WriteEcho(body, request);
                break;
            default:
                body.Write("""{"status":"Error","status_message":"The benchmark's server has no such action."}"""u8);
                break;
        }
    }

    private static int Number(JsonElement pagination, string name, int otherwise) =>
        pagination.ValueKind == JsonValueKind.Object && pagination.TryGetProperty(name, out JsonElement number) ? number.GetInt32() : otherwise;

    private static void WritePage(PipeWriter body, int start, int count, int products)
    {
        body.Write("""{"products":["""u8);
        for (int i = 0; i < count; i++)
        {
            Span<byte> span = body.GetSpan(s_product.Length + 1);
            s_product.CopyTo(span);
            span[s_product.Length] = (byte)',';
            foreach (int place in s_skuAt)
            {
                Utf8Formatter.TryFormat(start + i, span[place..], out _, new StandardFormat('D', 8));
            }

            body.Advance(s_product.Length + (i == count - 1 ? 0 : 1));
        }

        body.Write("""],"definition":"""u8);
        body.Write(s_definition);
        body.Write(Encoding.UTF8.GetBytes($$$""","status":"OK","sku_count":{{{products}}}}"""));
    }

    private static void WriteEcho(PipeWriter body, JsonElement request)
    {
        string sku = request.GetProperty("sku").GetRawText();
        string attributes = request.GetProperty("data").GetProperty("attributes").GetRawText();
        body.Write(Encoding.UTF8.GetBytes($$"""{"status":"OK","sku":{{sku}},"data":{"attributes":{{attributes}},"definition":"""));
        body.Write(s_definition);
        body.Write("}}"u8);
    }

    private static IEnumerable<int> Places(string product)
    {
        for (int at = product.IndexOf(FirstSku, StringComparison.Ordinal); at >= 0; at = product.IndexOf(FirstSku, at + 1, StringComparison.Ordinal))
        {
            yield return at + 4;
        }
    }

    private static Dictionary<string, object> Definition(string attribute, bool isCollection)
    {
        string[] dictionary = attribute switch
        {
            "status" => ["active", "inactive", "deleted"],
            "color" => ["blue", "red", "green", "black", "white"],
            "size" => ["s", "m", "l", "xl"],
            _ => [],
        };
        var definition = new Dictionary<string, object>
        {
            ["type"] = dictionary.Length > 0 ? "dropdown" : "text",
            ["group"] = "General",
            ["label"] = new Dictionary<string, string> { ["en-us"] = attribute },
            ["comment"] = new Dictionary<string, string> { ["en-us"] = "" },
            ["collection"] = isCollection ? "y" : "n",
            ["isUnique"] = attribute == "sku" ? "y" : "n",
            ["isIndexable"] = "y",
            ["isSearchable"] = "y",
            ["isFilterable"] = "y",
            ["validation"] = "",
        };
        if (dictionary.Length > 0)
        {
            definition["dictionary"] = new { columns = new[] { "value" }, data = dictionary };
        }

        return definition;
    }
}
