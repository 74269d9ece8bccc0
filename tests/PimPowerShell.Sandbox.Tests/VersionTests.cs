using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>What servers of an older version lack.</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData("GET", "products-uuid")]
    [InlineData("POST", "products-uuid")]
    [InlineData("PATCH", "products-uuid")]
    [InlineData("GET", "products-uuid/25566245-55c3-42ce-86d9-8610ac459fa8")]
    [InlineData("DELETE", "products-uuid/25566245-55c3-42ce-86d9-8610ac459fa8")]
    [InlineData("GET", "products-uuid/25566245-55c3-42ce-86d9-8610ac459fa8/draft")]
    [InlineData("POST", "products-uuid/25566245-55c3-42ce-86d9-8610ac459fa8/proposal")]
    public async Task Products_by_uuid_are_of_version_7(string method, string path)
    {
        using TestSandbox old = Start("6.0.10", "EE");

        Answer answer = await old.Send(new HttpMethod(method), path, method is "GET" or "DELETE" ? null : "{}");

        Assert.Equal((404, $"No route found for \"{method} {old.Base}/api/rest/v1/{path}\""), (answer.Status, answer.Message));
        Assert.DoesNotContain("products-uuid", (await old.Get("../v1")).Body);
        using TestSandbox recent = Start("7.0.0", "EE");
        Assert.DoesNotContain("No route found", (await recent.Send(new HttpMethod(method), path, method is "GET" or "DELETE" ? null : "{}")).Body);
    }

    [Fact]
    public async Task Products_by_identifier_then_tell_no_uuid()
    {
        using TestSandbox old = Start("6.0.10");

        JsonElement item = (await old.Get("products?limit=1")).Items.First();

        Assert.Equal(["_links", "identifier"], item.EnumerateObject().Select(member => member.Name).Take(2));
        Assert.Equal("Product \"nobody\" does not exist.", (await old.Get("products/nobody")).Message);
        Assert.Equal("Product model \"nobody\" does not exist.", (await old.Get("product-models/nobody")).Message);
    }

    [Theory]
    [InlineData("6.0.10", "Serenity")]
    [InlineData("v20250717143807", "CE")]
    [InlineData("master", "CE")]
    [InlineData("10.0.1", "CE")]
    public async Task The_cloud_and_what_is_no_number_are_the_latest(string version, string edition)
    {
        using TestSandbox sandbox = Start(version, edition);
        Assert.Equal(200, (await sandbox.Get("products-uuid")).Status);
    }

    [Theory]
    [InlineData("products", """{"parent":[{"operator":"IN","value":["x"]}]}""", 7)]
    [InlineData("products", """{"sku":[{"operator":"IN","value":["x"]}]}""", 7)]
    [InlineData("products", """{"quality_score":[{"operator":"IN","value":["A"],"scope":"ecommerce","locale":"en_US"}]}""", 6)]
    [InlineData("product-models", """{"quality_score":[{"operator":"IN","value":["A"],"scope":"ecommerce","locale":"en_US"}]}""", 7)]
    [InlineData("products", """{"waterproof":[{"operator":"EMPTY"}]}""", 5)]
    public async Task Filters_came_one_by_one(string path, string search, int since)
    {
        using TestSandbox old = Start($"{since - 1}.0.1");
        using TestSandbox recent = Start($"{since}.0.1");

        Answer answer = await old.Search(path, search);

        Assert.Equal(422, answer.Status);
        Assert.Matches("^Filter on property \"\\w+\" is not supported or does not support operator \"\\w+\"$", answer.Message);
        Assert.DoesNotContain("Filter on property", (await recent.Search(path, search)).Body);
    }

    [Theory]
    [InlineData("6.0.1", """{"parent":[{"operator":"EMPTY"}]}""")]
    [InlineData("6.0.1", """{"identifier":[{"operator":"IN","value":["x"]}]}""")]
    [InlineData("6.0.1", """{"sku":[{"operator":"STARTS WITH","value":"x"}]}""")]
    [InlineData("4.0.1", """{"waterproof":[{"operator":"=","value":true}]}""")]
    public async Task Others_were_there_before(string version, string search)
    {
        using TestSandbox old = Start(version);
        Assert.Equal(200, (await old.Search("products", search)).Status);
    }

    [Theory]
    [InlineData("products")]
    [InlineData("product-models")]
    public async Task Uuids_are_searched_where_products_go_by_them(string path)
    {
        using TestSandbox sandbox = Start("7.0.42");
        Answer answer = await sandbox.Search(path, """{"uuid":[{"operator":"IN","value":["25566245-55c3-42ce-86d9-8610ac459fa8"]}]}""");
        Assert.Equal((422, "Filter on property \"uuid\" is not supported or does not support operator \"IN\""), (answer.Status, answer.Message));
    }

    [Theory]
    [InlineData("composition", """{"operator":"NOT EMPTY"}""")]
    [InlineData("goes_with", """{"operator":"EMPTY"}""")]
    public async Task Tables_and_product_links_are_searched_in_the_cloud(string attribute, string filter)
    {
        using TestSandbox enterprise = new(new PimSandboxOptions { ProductCount = 10, Edition = "EE", EveryAttributeType = true });
        using TestSandbox cloud = new(new PimSandboxOptions { ProductCount = 10, Edition = "Serenity", EveryAttributeType = true });
        await enterprise.Post("attributes", """{"code":"goes_with","type":"pim_catalog_product_link","group":"other"}""");
        string search = $$"""{"{{attribute}}":[{{filter}}]}""";

        Assert.Contains("does not support operator", (await enterprise.Search("products", search)).Body);
        Assert.Equal(200, (await cloud.Search("products", search)).Status);
    }

    private static TestSandbox Start(string version, string edition = "CE") => new(new PimSandboxOptions { ProductCount = 20, Version = version, Edition = edition });
}
