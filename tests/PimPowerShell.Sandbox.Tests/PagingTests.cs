using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class PagingTests : IDisposable
{
    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("limit=101", "You cannot request more than 100 items.")]
    [InlineData("limit=0", "\"0\" is not a valid limit number.")]
    [InlineData("limit=x", "\"x\" is not a valid limit number.")]
    [InlineData("page=0", "\"0\" is not a valid page number.")]
    [InlineData("page=-1", "\"-1\" is not a valid page number.")]
    [InlineData("page=1.5", "\"1.5\" is not a valid page number.")]
    [InlineData("with_count=1", "Parameter \"with_count\" has to be a boolean. Only \"true\" or \"false\" allowed, \"1\" given.")]
    [InlineData("pagination_type=cursor&limit=0", "Pagination type does not exist.")]
    public async Task Parameters_are_checked(string query, string message)
    {
        foreach (string path in new[] { "products-uuid", "products", "product-models", "categories" })
        {
            Answer answer = await _sandbox.Get(path + "?" + query);
            Assert.Equal(422, answer.Status);
            Assert.Equal(message, answer.Message);
            Assert.False(answer.Json.TryGetProperty("_links", out _));
        }
    }

    [Fact]
    public async Task Structure_has_no_search_after() =>
        Assert.Equal("Pagination type is not supported.", (await _sandbox.Get("families?pagination_type=search_after")).Message);

    [Fact]
    public async Task Structure_pages_have_the_servers_envelope()
    {
        Answer answer = await _sandbox.Get("categories?limit=2&page=2&with_count=true&foo=b%20r");
        string url = _sandbox.Base + "/api/rest/v1/categories";
        Assert.Equal(["_links", "current_page", "items_count", "_embedded"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["self", "first", "previous", "next"], answer.Json.GetProperty("_links").EnumerateObject().Select(member => member.Name));
        Assert.Equal(url + "?page=2&limit=2&with_count=true&foo=b%20r", answer.Link("self"));
        Assert.Equal(url + "?page=3&limit=2&with_count=true&foo=b%20r", answer.Link("next"));
        Assert.Equal(441, answer.Json.GetProperty("items_count").GetInt32());
        Assert.Contains("\"href\":\"http:\\/\\/localhost", answer.Body);
    }

    [Fact]
    public async Task A_full_last_page_still_has_a_next_link()
    {
        Answer full = await _sandbox.Get("families?limit=10");
        Assert.NotNull(full.Link("next"));
        Answer empty = await _sandbox.Get("families?limit=10&page=2");
        Assert.Equal(200, empty.Status);
        Assert.Empty(empty.Items);
        Assert.Null(empty.Link("next"));
        Assert.NotNull(empty.Link("previous"));
    }

    [Fact]
    public async Task Product_links_carry_the_servers_parameters_and_lose_the_rest()
    {
        string query = "limit=3&attributes=name&search=%7B%7D&search_locale=en_US&with_attribute_options=true&convert_measurements=false&scope=ecommerce";
        Answer answer = await _sandbox.Get("products-uuid?" + query);
        Assert.Equal(
            _sandbox.Base + "/api/rest/v1/products-uuid?page=2&with_count=false&pagination_type=page&limit=3&search=%7B%7D&scope=ecommerce&attributes=name&with_attribute_options=true",
            answer.Link("next"));
        _sandbox.Options.DropLinkParameters = false;
        Assert.EndsWith("&with_attribute_options=true&search_locale=en_US&convert_measurements=false", (await _sandbox.Get("products-uuid?" + query)).Link("next"));
    }

    [Theory]
    [InlineData("products-uuid", "uuid")]
    [InlineData("products", "uuid")]
    [InlineData("product-models", "code")]
    public async Task Following_links_gives_every_item_once(string path, string key)
    {
        foreach (string type in new[] { "search_after", "page" })
        {
            List<JsonElement> items = await _sandbox.All($"{path}?limit=100&pagination_type={type}");
            Assert.Equal(items.Count, items.Select(item => item.GetProperty(key).GetString()).Distinct().Count());
            Assert.Equal(path == "product-models" ? items.Count : 300, items.Count);
            Assert.True(items.Count > 10);
        }
    }

    [Fact]
    public async Task Search_after_has_no_page_and_no_count()
    {
        Answer answer = await _sandbox.Get("products-uuid?pagination_type=search_after&limit=2&with_count=true");
        Assert.Equal(["_links", "_embedded"], answer.Json.EnumerateObject().Select(member => member.Name));
        string last = answer.Items.Last().GetProperty("uuid").GetString()!;
        Assert.Equal(_sandbox.Base + "/api/rest/v1/products-uuid?with_count=true&pagination_type=search_after&limit=2&search_after=" + last, answer.Link("next"));
        Answer next = await _sandbox.Get("products-uuid?pagination_type=search_after&limit=2&search_after=" + last);
        Assert.True(string.CompareOrdinal(next.Items.First().GetProperty("uuid").GetString(), last) > 0);
    }

    [Fact]
    public async Task Lists_are_sorted_by_their_key()
    {
        List<string> uuids = [.. (await _sandbox.All("products-uuid?limit=100&pagination_type=search_after")).Select(item => item.GetProperty("uuid").GetString()!)];
        Assert.Equal(uuids.OrderBy(uuid => uuid, StringComparer.Ordinal), uuids);
        List<string> identifiers = [.. (await _sandbox.All("products?limit=100&pagination_type=search_after")).Select(item => item.GetProperty("identifier").GetString()!)];
        Assert.Equal(identifiers.OrderBy(code => code, StringComparer.OrdinalIgnoreCase), identifiers);
        Assert.Contains("0815", identifiers);
        List<string> models = [.. (await _sandbox.All("product-models?limit=100")).Select(item => item.GetProperty("code").GetString()!)];
        Assert.Equal(models.OrderBy(code => code, StringComparer.OrdinalIgnoreCase), models);
    }

    [Fact]
    public async Task Page_numbers_end_at_ten_thousand_items()
    {
        Assert.Equal(200, (await _sandbox.Get("products-uuid?page=100&limit=100")).Status);
        foreach (string path in new[] { "products-uuid", "products", "product-models" })
        {
            Answer answer = await _sandbox.Get(path + "?page=101&limit=100");
            Assert.Equal(422, answer.Status);
            Assert.Equal(
                """{"code":422,"message":"You have reached the maximum number of pages you can retrieve with the \"page\" pagination type. Please use the search after pagination type instead","_links":{"documentation":{"href":"http:\/\/api.akeneo.com\/documentation\/pagination.html#the-search-after-method"}}}""",
                answer.Body);
        }

        Assert.Equal(200, (await _sandbox.Get("categories?page=101&limit=100")).Status);
    }

    [Fact]
    public async Task Added_and_deleted_products_keep_their_order()
    {
        List<string> before = await _sandbox.Uuids(5);
        string[] mine = [.. Enumerable.Range(0, 150).Select(_ => Guid.NewGuid().ToString())];
        foreach (string[] chunk in mine.Chunk(100))
        {
            await _sandbox.Batch("products-uuid", [.. chunk.Select(uuid => $$"""{"uuid":"{{uuid}}"}""")]);
        }

        await _sandbox.Delete("products-uuid/" + before[2]);
        List<string> uuids = [.. (await _sandbox.All("products-uuid?limit=7&pagination_type=search_after&attributes=sku")).Select(item => item.GetProperty("uuid").GetString()!)];
        Assert.Equal(449, uuids.Count);
        Assert.Equal(uuids.Distinct().OrderBy(uuid => uuid, StringComparer.Ordinal), uuids);
        Assert.DoesNotContain(before[2], uuids);
        Assert.Empty(mine.Except(uuids));
        Answer counted = await _sandbox.Get("products-uuid?with_count=true&limit=1");
        Assert.Equal(449, counted.Json.GetProperty("items_count").GetInt32());
    }
}
