using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class PublishedProductTests : IDisposable
{
    private readonly TestSandbox _sandbox = new(new PimSandboxOptions { ProductCount = 300, Edition = "EE" });

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Published_products_are_listed_and_shown()
    {
        Answer list = await _sandbox.Get("published-products?limit=5&with_count=true");
        Assert.Equal(5, list.Items.Count());
        JsonElement item = list.Items.First();
        Assert.Equal(
            ["_links", "identifier", "enabled", "family", "categories", "groups", "values", "created", "updated", "associations", "quantified_associations"],
            item.EnumerateObject().Select(member => member.Name));
        Assert.Equal("{}", item.GetProperty("quantified_associations").GetRawText());
        string url = item.GetProperty("_links").GetProperty("self").GetProperty("href").GetString()!;
        JsonElement single = (await _sandbox.Get(url.Substring((_sandbox.Base + "/api/rest/v1/").Length))).Json;
        Assert.Equal(item.GetProperty("values").GetRawText(), single.GetProperty("values").GetRawText());
        Assert.InRange(list.Json.GetProperty("items_count").GetInt32(), 6, 60);
    }

    [Fact]
    public async Task Both_ways_of_paging_give_all()
    {
        List<JsonElement> byPage = await _sandbox.All("published-products?limit=4");
        List<JsonElement> byCursor = await _sandbox.All("published-products?limit=4&pagination_type=search_after");
        Assert.Equal(byPage.Select(Identifier), byCursor.Select(Identifier));
        Assert.Equal(byPage.Count, byPage.Select(Identifier).Distinct().Count());
        Assert.Equal(422, (await _sandbox.Get("published-products?pagination_type=search_after&search_after=x")).Status);
        Assert.Equal(422, (await _sandbox.Get("published-products?page=101&limit=100")).Status);
    }

    [Fact]
    public async Task Searches_and_scopes_narrow_the_list()
    {
        string family = (await _sandbox.Get("published-products?limit=1")).Items.First().GetProperty("family").GetString()!;
        Answer found = await _sandbox.Search("published-products", $$"""{"family":[{"operator":"IN","value":["{{family}}"]}]}""", "&attributes=name&locales=en_US");
        Assert.All(found.Items, item => Assert.Equal(family, item.GetProperty("family").GetString()));
        Assert.All(found.Items, item => Assert.All(item.GetProperty("values").EnumerateObject(), value => Assert.Equal("name", value.Name)));
        Assert.Equal(400, (await _sandbox.Search("published-products", "{bad")).Status);
        Assert.Equal("Scope \"nope\" does not exist.", (await _sandbox.Get("published-products?scope=nope")).Message);
    }

    [Fact]
    public async Task What_is_published_stays_as_it_was()
    {
        string identifier = Identifier((await _sandbox.Get("published-products?limit=1")).Items.First());
        string before = (await _sandbox.Get("published-products/" + identifier)).Body;
        Assert.Equal(204, (await _sandbox.Patch("products/" + identifier, """{"enabled":false}""")).Status);
        Assert.Equal(before, (await _sandbox.Get("published-products/" + identifier)).Body);
    }

    [Fact]
    public async Task Published_products_are_only_shown()
    {
        Assert.Equal("Published product \"nope\" does not exist.", (await _sandbox.Get("published-products/nope")).Message);
        Assert.Equal(405, (await _sandbox.Post("published-products", "{}")).Status);
        Assert.Equal(405, (await _sandbox.Patch("published-products/x", "{}")).Status);
        Assert.Equal(406, (await _sandbox.Send(HttpMethod.Get, "published-products", change: request => request.Headers.Accept.ParseAdd("text/html"))).Status);
    }

    [Theory]
    [InlineData("CE")]
    [InlineData("Serenity")]
    public async Task Other_editions_have_none(string edition)
    {
        using TestSandbox other = new(new PimSandboxOptions { ProductCount = 20, Edition = edition });
        Assert.StartsWith("No route found for", (await other.Get("published-products")).Message);
    }

    private static string Identifier(JsonElement item) => item.GetProperty("identifier").GetString()!;
}
