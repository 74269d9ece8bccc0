using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Tests.Bulk;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Pims;

/// <summary>Values on their way to the server, and what is made of its echo.</summary>
public sealed class WriteTests
{
    [Theory]
    [InlineData("title", "Cap", "\"Cap\"")]
    [InlineData("TITLE", "Cap", "\"Cap\"")]
    [InlineData("title", null, "\"\"")]
    [InlineData("title", true, "\"true\"")]
    [InlineData("price", 12.5, "\"12.5\"")]
    [InlineData("color", "Red", "[\"Red\"]")]
    [InlineData("color", null, "[]")]
    [InlineData("size", "M", "\"M\"")]
    public async Task Values_are_texts_and_lists_of_texts(string attribute, object? value, string json)
    {
        using PimsServer server = Echo("{}");
        ReadOnlyMemory<byte> shaped = await server.Provider.ShapeValuesAsync(new Dictionary<string, object?> { [attribute] = value }, null, null, server.Context);
        Assert.Equal($"{{\"{attribute.ToLowerInvariant()}\":{json}}}", Make.Text(shaped));
    }

    [Fact]
    public async Task Times_are_days()
    {
        using PimsServer server = Echo("{}");
        ReadOnlyMemory<byte> shaped = await server.Provider.ShapeValuesAsync(new Dictionary<string, object?> { ["title"] = new DateTime(2026, 1, 31) }, null, null, server.Context);
        Assert.Equal("""{"title":"2026-01-31"}""", Make.Text(shaped));
    }

    [Theory]
    [InlineData("nope", "x", "does not exist")]
    [InlineData("price", "cheap", "takes a number")]
    [InlineData("size", "Medium", "it has M, L")]
    [InlineData("color", "Green", "it has Red, Blue")]
    [InlineData("done", "100", "cannot be set")]
    public async Task What_does_not_fit_is_refused_here(string attribute, string value, string message)
    {
        using PimsServer server = Echo("{}");
        PimException e = await Assert.ThrowsAsync<PimException>(() => server.Provider.ShapeValuesAsync(new Dictionary<string, object?> { [attribute] = value }, null, null, server.Context));
        Assert.Equal(PimErrorKind.Input, e.Kind);
        Assert.Contains(message, e.Message);
    }

    [Theory]
    [InlineData("""{"title":"a"}""", """{"title":"a"}""", null)]
    [InlineData("""{"price":"100"}""", """{"price":"100.00"}""", null)]
    [InlineData("""{"price":100}""", """{"price":"100.00"}""", null)]
    [InlineData("""{"title":""}""", """{"title":null}""", null)]
    [InlineData("""{"color":[]}""", """{"color":null}""", null)]
    [InlineData("""{"color":["Red","Blue"]}""", """{"color":["Blue","Red"]}""", null)]
    [InlineData("""{"nope":""}""", "{}", null)]
    [InlineData("""{"done":"30"}""", """{"done":"40"}""", null)]
    [InlineData("""{"title":null}""", """{"title":""}""", null)]
    [InlineData("""{"title":null}""", """{"title":"a"}""", "has 'a' for the attribute 'title' instead of ''")]
    [InlineData("""{"color":"Red"}""", """{"color":["Red"]}""", null)]
    [InlineData("""{"Title":"a"}""", """{"title":"a"}""", null)]
    [InlineData("""{"title":"007"}""", """{"title":"7"}""", "has '7' for the attribute 'title' instead of '007'")]
    [InlineData("""{"born":"2026-01-31"}""", """{"born":"2026-01-31 00:00:00"}""", null)]
    [InlineData("""{"born":"2026-01-31"}""", """{"born":"2026-02-01"}""", "for the attribute 'born'")]
    [InlineData("""{"flag":true}""", """{"flag":"1"}""", null)]
    [InlineData("""{"flag":"true"}""", """{"flag":"n"}""", "for the attribute 'flag'")]
    [InlineData("""{"nope":"x"}""", "{}", "ignored the attribute 'nope'")]
    [InlineData("""{"title":"a"}""", """{"title":"b"}""", "has 'b' for the attribute 'title' instead of 'a'")]
    [InlineData("""{"color":["Red"]}""", """{"color":["Red","Blue"]}""", "for the attribute 'color'")]
    public async Task The_echo_is_compared(string sent, string kept, string? warning)
    {
        using PimsServer server = Echo(kept);
        WriteOutcome outcome = await server.Provider.WriteAsync(Edit(sent), server.Context);
        if (warning is null)
        {
            Assert.Empty(outcome.Warnings);
        }
        else
        {
            Assert.Contains(warning, Assert.Single(outcome.Warnings));
        }
    }

    [Fact]
    public async Task What_the_server_computes_is_not_sent()
    {
        using PimsServer server = Echo("""{"title":"a"}""");
        await server.Provider.WriteAsync(Edit("""{"title":"a","done":"30"}"""), server.Context);
        Assert.Equal("""{"title":"a"}""", server.Sent.Last(body => body.GetProperty("action").GetString() == "editProduct").GetProperty("data").GetProperty("attributes").GetRawText());
    }

    [Theory]
    [InlineData("""{"color":["Red","Green"]}""")]
    [InlineData("""{"size":"XL"}""")]
    public async Task A_value_that_the_dictionary_lacks_is_not_sent(string attributes)
    {
        using PimsServer server = Echo("{}");
        PimException e = await Assert.ThrowsAsync<PimException>(() => server.Provider.WriteAsync(Edit(attributes), server.Context));
        Assert.Equal(PimErrorKind.Input, e.Kind);
        Assert.DoesNotContain(server.Sent, body => body.GetProperty("action").GetString() == "editProduct");
    }

    [Fact]
    public async Task A_deletion_that_is_ignored_is_an_error()
    {
        using PimsServer server = Echo("""{"title":"a"}""");
        PimException e = await Assert.ThrowsAsync<PimException>(() => server.Provider.WriteAsync(new PimWrite(PimsResources.Product, WriteVerb.Delete, "X"), server.Context));
        Assert.Equal(PimErrorKind.Refused, e.Kind);
        Assert.Contains("was not deleted", e.Message);
    }

    [Fact]
    public async Task A_product_that_is_not_there_is_made()
    {
        using var server = new PimsServer(body => body.GetProperty("action").GetString() switch
        {
            "editProduct" => PimsServer.Error("Product does not exist!"),
            "createProduct" => One("""{"title":"a"}"""),
            _ => PimsServer.Products([]),
        });
        WriteOutcome outcome = await server.Provider.WriteAsync(new PimWrite(PimsResources.Product, WriteVerb.Upsert, "X", Make.Utf8("""{"sku":"X","attributes":{"title":"a"}}""")), server.Context);
        Assert.Equal(201, outcome.StatusCode);
    }

    [Fact]
    public async Task A_server_that_makes_no_deleted_product_is_told_of_and_gets_the_deletion_the_next_time()
    {
        string? status = null;
        using var server = new PimsServer(body =>
        {
            string action = body.GetProperty("action").GetString()!;
            if (action == "createProduct" && status is not null)
            {
                return PimsServer.Error("Product already exists!");
            }

            status = action switch { "createProduct" => "active", "editProduct" when status is not null => Asked(body), _ => status };
            return action == "getList" ? PimsServer.Products([])
                : status is null ? PimsServer.Error("Product does not exist!")
                : One($$"""{"sku":"X","status":"{{status}}"}""");
        });
        var results = new List<BulkResult>();
        for (int run = 0; run < 3; run++)
        {
            results.AddRange(await BulkRun.Write(server.Provider, [new BulkItem(0, PimsResources.Product, "X", Make.Utf8("""{"sku":"X","attributes":{"status":"deleted"}}"""))], new BulkSettings { OnlyChanged = true }));
        }

        Assert.Equal([BulkStatus.Created, BulkStatus.Updated, BulkStatus.Unchanged], results.Select(static result => result.Status));
        Assert.Contains("has 'active' for the attribute 'status' instead of 'deleted'", Assert.Single(results[0].Warnings));

        static string Asked(JsonElement body) => body.GetProperty("data").GetProperty("attributes").GetProperty("status").GetString()!;
    }

    private static PimWrite Edit(string attributes) =>
        new(PimsResources.Product, WriteVerb.Upsert, "X", Make.Utf8($"{{\"sku\":\"X\",\"attributes\":{attributes}}}")) { MustExist = true };

    private static string One(string attributes) => $"{{\"status\":\"OK\",\"sku\":\"X\",\"data\":{{\"attributes\":{attributes},\"definition\":{PimsServer.Definition}}}}}";

    private static PimsServer Echo(string attributes) => new(body => body.GetProperty("action").GetString() == "getList" ? PimsServer.Products([]) : One(attributes));
}
