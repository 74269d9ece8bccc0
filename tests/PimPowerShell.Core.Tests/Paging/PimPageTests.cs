using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Paging;

public sealed class PimPageTests
{
    [Theory]
    [InlineData("""{"_links":{"self":{"href":"s"},"next":{"href":"n"}},"current_page":1,"items_count":7,"_embedded":{"items":[{"code":"a"},{"code":"b"}]}}""")]
    [InlineData("""{"_embedded":{"items":[{"code":"a"},{"code":"b"}]},"items_count":7,"current_page":1,"_links":{"next":{"href":"n"},"self":{"href":"s"}}}""")]
    [InlineData("""{"items_count":7,"_embedded":{"more":{"items":[1]},"_items":[{"code":"a"},{"code":"b"}],"other":[]},"_links":{"next":{"templated":false,"href":"n"}}}""")]
    [InlineData("""
        {
          "_links" : { "next" : { "href" : "n" } },
          "items_count" : 7,
          "_embedded" : { "items" : [ { "code" : "a" } , { "code" : "b" } ] }
        }
        """)]
    public void An_envelope_is_read_in_any_order(string json)
    {
        using PimPage page = Parse(json);

        Assert.True(page.IsList);
        Assert.Equal("n", page.Next);
        Assert.Equal(7, page.Total);
        Assert.Equal(["a", "b"], Codes(page));
    }

    [Fact]
    public void Items_may_hold_what_looks_like_an_envelope()
    {
        using PimPage page = Parse(
            """{"_embedded":{"items":[{"_links":{"next":{"href":"wrong"}},"code":"a","values":{"_embedded":{"items":[1]}}}]},"_links":{"next":{"href":"right"}}}""");

        Assert.Equal("right", page.Next);
        Assert.Equal(["a"], Codes(page));
    }

    [Theory]
    [InlineData("""{"_links":{"self":{"href":"s"}},"_embedded":{"items":[]}}""")]
    [InlineData("""{"_links":null,"_embedded":{"items":[]}}""")]
    [InlineData("""{"_links":[],"_embedded":{"items":[]}}""")]
    [InlineData("""{"_links":{"next":null},"_embedded":{"items":[]}}""")]
    [InlineData("""{"_links":{"next":{"href":null}},"_embedded":{"items":[]}}""")]
    [InlineData("""{"_links":{"next":{"href":5}},"_embedded":{"items":[]}}""")]
    [InlineData("""{"_links":{"next":{"href":{"href":"x"}}},"_embedded":{"items":[]}}""")]
    [InlineData("""{"_embedded":{"items":[]}}""")]
    public void No_link_is_the_last_page(string json)
    {
        using PimPage page = Parse(json);

        Assert.Null(page.Next);
        Assert.Null(page.Total);
        Assert.Empty(Codes(page));
    }

    [Fact]
    public void A_bare_array_is_a_list()
    {
        using PimPage page = Parse("""[{"code":"a"},{"code":"b"},{"code":"c"}]""");

        Assert.True(page.IsList);
        Assert.Null(page.Next);
        Assert.Equal(["a", "b", "c"], Codes(page));
    }

    [Theory]
    [InlineData("""{"code":"a","labels":{"en_US":"A"}}""")]
    [InlineData("""{"_links":{"self":{"href":"s"}},"code":"a"}""")]
    [InlineData("""{"_embedded":{"other":[]},"code":"a"}""")]
    [InlineData("""{"_embedded":[1,[2]],"code":"a"}""")]
    [InlineData("""{"_embedded":null,"code":"a"}""")]
    public void A_bare_object_is_one_item(string json)
    {
        using PimPage page = Parse(json);

        Assert.False(page.IsList);
        Assert.Equal(["a"], Codes(page));
    }

    [Fact]
    public void A_key_that_is_not_there_is_a_page_without_items()
    {
        var missing = new PimException(PimErrorKind.NotFound, "no");

        using PimPage page = PimPage.Empty(missing);

        Assert.Same(missing, page.Missing);
        Assert.Empty(Codes(page));
    }

    [Fact]
    public void Its_memory_goes_back_when_it_is_disposed_and_documents_stay()
    {
        PimPage page = Parse("""[{"code":"first"}]""", out byte[] buffer);
        JsonDocument document = page.ReadDocuments().Single();

        page.Dispose();
        Array.Fill(buffer, (byte)'#');

        Assert.Equal("first", document.RootElement.GetProperty("code").GetString());
        document.Dispose();
    }

    [Fact]
    public async Task A_page_keeps_its_bytes_while_the_next_ones_are_read()
    {
        using var pim = new TestPim(new() { ProductCount = 400 });
        using var reader = new PageReader(pim.Provider.Read(new PimQuery(AkeneoResources.ProductByUuid)), pim.Context);
        var pages = new List<(PimPage Page, byte[] Copy)>();

        while (await reader.ReadAsync() is { } page)
        {
            pages.Add((page, page.Items.ToArray()));
        }

        Assert.Equal(5, pages.Count);
        foreach ((PimPage page, byte[] copy) in pages)
        {
            Assert.True(page.Items.Span.SequenceEqual(copy));
            page.Dispose();
        }
    }

    [Fact]
    public async Task What_the_session_keeps_outlives_the_pages_it_came_from()
    {
        using var pim = new TestPim(new() { ProductCount = 1 });
        IReadOnlyDictionary<string, AttributeDefinition> found = await pim.Provider.Metadata.GetAttributesAsync(["weight", "legal_notice_de"], pim.Context);
        IReadOnlyList<string> families = await pim.Provider.Metadata.GetCodesAsync("Family", pim.Context);
        string? identifier = await pim.Provider.Metadata.GetIdentifierAttributeAsync(pim.Context);

        OverwritePool();

        Assert.Equal("KILOGRAM", found["weight"].DefaultMetricUnit);
        Assert.Equal("pim_catalog_metric", found["weight"].Type);
        Assert.Equal(["de_DE"], found["legal_notice_de"].AvailableLocales);
        Assert.Contains("tshirts", families);
        Assert.Equal("sku", identifier);
    }

    private static void OverwritePool()
    {
        foreach (int size in new[] { 1 << 12, 1 << 16, 1 << 17, 1 << 18 })
        {
            byte[][] rented = [.. Enumerable.Range(0, 32).Select(_ => ArrayPool<byte>.Shared.Rent(size))];
            foreach (byte[] buffer in rented)
            {
                Array.Fill(buffer, (byte)'#');
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private static PimPage Parse(string json) => Parse(json, out _);

    private static PimPage Parse(string json, out byte[] buffer)
    {
        byte[] body = Make.Utf8(json);
        // as from the pool: longer than what it holds
        buffer = [.. body, .. Make.Utf8("left over"), .. new byte[4096 - body.Length - 9]];
        return PimPage.Parse(new PimResponse(new HttpResponseMessage(), buffer, body.Length));
    }

    private static List<string> Codes(PimPage page)
    {
        var codes = new List<string>();
        Utf8JsonReader reader = page.OpenItems();
        while (PimPage.NextItem(ref reader))
        {
            codes.Add(JsonCursor.FindString(JsonCursor.TakeValue(ref reader, page.Items).Span, "code"u8)!);
        }

        return codes;
    }
}
