using System;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Every operation on products, media and structure that the Enterprise Edition has is routed.</summary>
public sealed class CatalogOperationTests : IDisposable
{
    private readonly TestSandbox _enterprise = new(new PimSandboxOptions { ProductCount = 40, Edition = "EE" });
    private readonly TestSandbox _saas = SaasSandbox.Create();

    public void Dispose()
    {
        _enterprise.Dispose();
        _saas.Dispose();
    }

    [Theory]
    [InlineData("products-uuid", "GET POST PATCH")]
    [InlineData("products-uuid/search", "POST")]
    [InlineData("products-uuid/x", "GET PATCH DELETE")]
    [InlineData("products-uuid/x/proposal", "POST")]
    [InlineData("products-uuid/x/draft", "GET")]
    [InlineData("products", "GET POST PATCH")]
    [InlineData("products/x", "GET PATCH DELETE")]
    [InlineData("products/x/proposal", "POST")]
    [InlineData("products/x/draft", "GET")]
    [InlineData("product-models", "GET POST PATCH")]
    [InlineData("product-models/x", "GET PATCH DELETE")]
    [InlineData("product-models/x/proposal", "POST")]
    [InlineData("product-models/x/draft", "GET")]
    [InlineData("published-products", "GET")]
    [InlineData("published-products/x", "GET")]
    [InlineData("media-files", "GET POST")]
    [InlineData("media-files/a/b/c", "GET")]
    [InlineData("media-files/a/b/c/download", "GET")]
    [InlineData("families", "GET POST PATCH")]
    [InlineData("families/x", "GET PATCH DELETE")]
    [InlineData("families/shoes/variants", "GET POST PATCH")]
    [InlineData("families/shoes/variants/x", "GET PATCH")]
    [InlineData("attributes", "GET POST PATCH")]
    [InlineData("attributes/x", "GET PATCH")]
    [InlineData("attributes/color/options", "GET POST PATCH")]
    [InlineData("attributes/color/options/x", "GET PATCH")]
    [InlineData("attribute-groups", "GET POST PATCH")]
    [InlineData("attribute-groups/x", "GET PATCH")]
    [InlineData("association-types", "GET POST PATCH")]
    [InlineData("association-types/x", "GET PATCH")]
    [InlineData("categories", "GET POST PATCH")]
    [InlineData("categories/x", "GET PATCH")]
    [InlineData("category-media-files", "POST")]
    [InlineData("category-media-files/a/b/c/download", "GET")]
    [InlineData("channels", "GET POST PATCH")]
    [InlineData("channels/x", "GET PATCH")]
    [InlineData("locales", "GET")]
    [InlineData("locales/x", "GET")]
    [InlineData("currencies", "GET")]
    [InlineData("currencies/x", "GET")]
    [InlineData("measure-families", "GET")]
    [InlineData("measure-families/x", "GET")]
    [InlineData("measurement-families", "GET PATCH")]
    [InlineData("system-information", "GET")]
    public async Task An_operation_is_served_and_no_other(string path, string methods)
    {
        string[] served = methods.Split(' ');
        TestSandbox sandbox = path == "products-uuid/search" ? _saas : _enterprise;
        foreach (string method in new[] { "GET", "POST", "PATCH", "PUT", "DELETE" })
        {
            Answer answer = await sandbox.Send(new HttpMethod(method), path, method is "GET" or "DELETE" ? null : "{}", "application/vnd.nothing");
            if (Array.IndexOf(served, method) >= 0)
            {
                Assert.DoesNotContain("No route found", answer.Body);
                Assert.Equal(method is "GET" or "DELETE" ? answer.Status : 415, answer.Status);
            }
            else if (path != "products-uuid/search") // which is a product's path as well
            {
                Assert.Equal(405, answer.Status);
                Assert.Contains($"Method Not Allowed (Allow: {string.Join(", ", served)})", answer.Body);
            }
        }
    }

    [Fact]
    public async Task A_search_takes_its_parameters_in_the_body()
    {
        Answer answer = await _saas.Post(
            "products-uuid/search?limit=3&with_count=true",
            """{"search":"{\"enabled\":[{\"operator\":\"=\",\"value\":true}]}","attributes":"name, sku","locales":"en_US","with_completenesses":true}""");
        Assert.Equal(200, answer.Status);
        Assert.All(answer.Items, item => Assert.True(item.GetProperty("enabled").GetBoolean()));
        Assert.All(answer.Items, item => Assert.True(item.TryGetProperty("completenesses", out _)));
        Assert.Equal("Search query parameter should be valid JSON.", (await _saas.Post("products-uuid/search", """{"search":"{bad"}""")).Message);
        Assert.Equal("You cannot request more than 100 items.", (await _saas.Post("products-uuid/search?limit=101", "{}")).Message);
        Assert.Equal("Invalid json message received", (await _saas.Post("products-uuid/search", "{")).Message);
    }
}
