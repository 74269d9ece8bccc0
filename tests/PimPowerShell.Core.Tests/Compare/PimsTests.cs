using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Tests.Pims;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Compare;

/// <summary>Products of a PIMS server, attribute by attribute.</summary>
public sealed class PimsTests(PimsTests.Pim pim) : IClassFixture<PimsTests.Pim>
{
    private static readonly Dictionary<string, string> s_nowhere = [];

    [Theory]
    [InlineData("title", "\"a\"", "\"a\"", true)]
    [InlineData("title", "\"a\"", "\"A\"", false)]
    [InlineData("title", "\"7\"", "\"007\"", false)]
    [InlineData("title", "null", "\"\"", true)]
    [InlineData("title", "", "null", true)]
    [InlineData("title", "", "\"a\"", false)]
    [InlineData("TITLE", "\"a\"", "\"a\"", true)]
    [InlineData("price", "\"12.00\"", "12", true)]
    [InlineData("price", "\"12.00\"", "\"12\"", true)]
    [InlineData("price", "\"12.00\"", "\"cheap\"", false)]
    [InlineData("release_date", "\"2026-01-01\"", "\"2026-01-01\"", true)]
    [InlineData("release_date", "\"2026-01-01\"", "\"2026-01-01T00:00:00\"", true)]
    [InlineData("release_date", "\"2026-01-01\"", "\"2026-01-02\"", false)]
    [InlineData("status", "\"active\"", "\"inactive\"", false)]
    [InlineData("categories", """["a","b","c"]""", """["a","c","b"]""", true)]
    [InlineData("categories", """["a","b"]""", """["b","a"]""", false)]
    [InlineData("categories", """["a"]""", """["a","b"]""", false)]
    [InlineData("no_such_attribute", "", "\"x\"", false)]
    [InlineData("no_such_attribute", "", "\"\"", true)]
    [InlineData("completeness", "\"50\"", "\"100\"", true)]
    [InlineData("variation_skus", "[]", """["x"]""", true)]
    public async Task An_attribute(string attribute, string present, string wanted, bool isSame)
    {
        string line = $$$"""{"sku":"x","attributes":{"{{{attribute}}}":{{{wanted}}}}}""";
        string held = present.Length == 0 ? "{}" : $"{{\"{attribute.ToLowerInvariant()}\":{present}}}";

        LineChanges changes = await pim.Compare(line, $$$"""{"sku":"x","data":{"attributes":{{{held}}}}}""");

        Assert.Equal(isSame ? "" : line, Make.Text(changes.Line));
        Assert.Equal(isSame ? [] : [$"attributes {attribute}: {present} -> {wanted}"], changes.Differences.Select(ComparePim.Text));
    }

    [Fact]
    public async Task Only_the_attributes_that_differ_are_sent()
    {
        LineChanges changes = await pim.Compare(
            """{"sku":"x","attributes":{"title":"b","price":"12","status":"active"}}""", """{"data":{"attributes":{"price":"12.00","title":"a","status":"active"}},"sku":"x"}""");

        Assert.Equal("""{"sku":"x","attributes":{"title":"b"}}""", Make.Text(changes.Line));
    }

    [Fact]
    public async Task All_of_a_product_that_is_not_there()
    {
        const string line = """{"sku":"x","attributes":{"title":"b","price":""}}""";

        LineChanges changes = await pim.Compare(line, "");

        Assert.Equal(line, Make.Text(changes.Line));
        Assert.Equal(["attributes title:  -> \"b\""], changes.Differences.Select(ComparePim.Text));
    }

    [Fact]
    public async Task Products_equal_themselves_and_what_is_sent_of_an_edit_makes_them_so()
    {
        foreach (JsonElement product in await pim.Read())
        {
            string sku = product.GetProperty("sku").GetString()!;
            string whole = product.GetProperty("data").GetProperty("attributes").GetRawText();
            Assert.Empty((await pim.Compare($$$"""{"sku":"{{{sku}}}","attributes":{{{whole}}}}""", product.GetRawText())).Line.ToArray());

            LineChanges changes = await pim.Compare($$$"""{"sku":"{{{sku}}}","attributes":{"title":"edited","status":"active","weight":"1.50"}}""", product.GetRawText());
            BatchAnswer answer = await pim.Provider.SendBatchAsync(new BatchRequest(PimsResources.Product, s_nowhere, s_nowhere, [changes.Line]), pim.Context);
            Assert.Equal(204, answer.Lines.Single()!.StatusCode);
        }

        foreach (JsonElement product in await pim.Read())
        {
            string sku = product.GetProperty("sku").GetString()!;
            LineChanges changes = await pim.Compare($$$"""{"sku":"{{{sku}}}","attributes":{"title":"edited","status":"active","weight":1.5}}""", product.GetRawText());
            Assert.Equal("", Make.Text(changes.Line));
        }
    }

    /// <summary>A server with products.</summary>
    public sealed class Pim : IAsyncLifetime
    {
        private TestPims _pims = null!;

        internal PimsProvider Provider => _pims.Provider;

        internal CallContext Context => _pims.Context;

        public async Task InitializeAsync() => _pims = await TestPims.StartAsync();

        public Task DisposeAsync()
        {
            _pims.Dispose();
            return Task.CompletedTask;
        }

        internal Task<LineChanges> Compare(string line, string present) =>
            Provider.CompareAsync(PimsResources.Product, s_nowhere, Make.Utf8(line), Make.Utf8(present), Context);

        internal Task<List<JsonElement>> Read() => _pims.ItemsAsync(PimsResources.Product);
    }
}
