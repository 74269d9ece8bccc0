using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Compare;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Items as they were read become what a write takes.</summary>
public sealed class OutgoingTests(ComparePim pim) : IClassFixture<ComparePim>
{
    private const string Values = """
        {"code":"{0}","values":[{"attribute_code":"notes","channel":null,"locale":null,"data":"a \"b\" é"},
        {"attribute_code":"short_text","channel":null,"locale":"en_US","data":"Sun"},
        {"attribute_code":"description","channel":"print","locale":"fr_FR","data":"<p>Soleil</p>"}]}
        """;

    private static readonly Dictionary<string, string> s_none = [];
    private static readonly Dictionary<string, string> s_whole = new() { ["with_enriched_attributes"] = "true" };

    [Theory]
    [InlineData("""{"code":"a","values":{"notes|1-2":{"data":"x","type":"textarea","channel":null,"locale":null,"attribute_code":"notes|1-2"}}}""",
        """{"code":"a","values":[{"data":"x","channel":null,"locale":null,"attribute_code":"notes"}]}""")]
    [InlineData("""{"values":[{"attribute_code":"notes|1-2","data":null}],"code":"a"}""", """{"values":[{"attribute_code":"notes","data":null}],"code":"a"}""")]
    [InlineData("""{"code":"a","values":{}}""", """{"code":"a","values":[]}""")]
    [InlineData("""{"code":"a","values":null}""", """{"code":"a","values":null}""")]
    [InlineData("""{"code":"a","values":{"notes":"x"}}""", """{"code":"a","values":{"notes":"x"}}""")]
    [InlineData("""{"code":"a","labels":{"values":{"b":"c"}}}""", """{"code":"a","labels":{"values":{"b":"c"}}}""")]
    public async Task Values_of_a_category_become_a_list(string read, string sent) => Assert.Equal(sent, await Shape("Category", read));

    [Theory]
    [InlineData("Product")]
    [InlineData("ProductModel")]
    [InlineData("ReferenceEntityRecord")]
    [InlineData("Asset")]
    public async Task What_the_server_makes_in_a_value_is_left_out(string noun) => Assert.Equal(
        """{"values":{"picture":[{"locale":null,"data":"a.png"}],"name":[{"data":"caf\u00e9","locale":"en_US"}]},"n":1.50}""",
        await Shape(noun, """
            {"values":{"picture":[{"locale":null,"data":"a.png","attribute_type":"pim_catalog_image","_links":{"download":{"href":"x"}}}],
            "name":[{"linked_data":{"a":["b",{"c":1}]},"data":"caf\u00e9","locale":"en_US","reference_data_name":null}]},"n":1.50,"_links":[]}
            """));

    [Fact]
    public async Task The_symbol_of_a_unit_is_left_out_and_a_column_of_that_name_stays() => Assert.Equal(
        """{"values":{"weight":[{"data":{"amount":"2","unit":"GRAM"}}],"table":[{"data":[{"symbol":"x"}]}],"symbol":[{"data":"y"}]}}""",
        await Shape("Product", """
            {"values":{"weight":[{"data":{"amount":"2","unit":"GRAM","symbol":"g"}}],
            "table":[{"data":[{"symbol":"x"}]}],"symbol":[{"data":"y"}]}}
            """));

    [Theory]
    [InlineData("Product", """{"values":{"linked_data":[{"data":{"attribute_type":"kept"}}]},"linked_data":1}""")]
    [InlineData("Attribute", """{"code":"a","reference_data_name":"brand","attribute_type":1}""")]
    [InlineData("ProductModel", """{ "code" : "a", "values" : { "name" : [ { "data" : "\u00e9" } ] } }""")]
    public async Task What_only_looks_like_it_stays(string noun, string line) => Assert.Equal(line, await Shape(noun, line));

    [Fact]
    public async Task A_line_without_it_is_the_same_memory()
    {
        byte[] line = Make.Utf8("""{"code":"a","values":{"name":[{"locale":null,"scope":null,"data":"b"}]}}""");

        Assert.Same(line, await pim.Pim.Provider.ShapeItemAsync(pim.Pim.Resource("ProductModel"), line, null, pim.Pim.Context));
    }

    [Theory]
    [InlineData("""{"uuid":"u"}""", """{"uuid":"u","values":{"sku":[{"locale":null,"scope":null,"data":"s-1"}]}}""")]
    [InlineData("""{"values":[],"uuid":"u"}""", """{"uuid":"u","values":{"sku":[{"locale":null,"scope":null,"data":"s-1"}]}}""")]
    [InlineData("""{"values":{"name":[{"data":"é"}]}}""", """{"values":{"name":[{"data":"é"}],"sku":[{"locale":null,"scope":null,"data":"s-1"}]}}""")]
    [InlineData("""{"values":{"sku":[{"data":"other"}]}}""", """{"values":{"sku":[{"data":"other"}]}}""")]
    [InlineData("""{"values":{"SKU":[{"data":"other"}]}}""", """{"values":{"SKU":[{"data":"other"}]}}""")]
    public async Task An_identifier_goes_among_the_values_unless_it_is_there(string given, string sent) => Assert.Equal(sent, await Shape("Product", given, "s-1"));

    [Theory]
    // the identifier beside the uuid is n, and was r
    [InlineData("r", """{"name":[],"sku":[{"locale":null,"scope":null,"data":"n"}]}""")]
    [InlineData("n", null)]
    [InlineData("", null)]
    public async Task An_identifier_that_was_changed_goes_over_the_one_that_was_read(string own, string? sent)
    {
        string values = $$"""{"sku":[{"locale":null,"scope":null,"data":"{{own}}"}],"name":[]}""";
        Task<byte[]> shaping = pim.Pim.Provider.ShapeItemAsync(pim.Pim.Resource("Product"), Make.Utf8($$"""{"uuid":"u","values":{{values}}}"""), "n", pim.Pim.Context, "r");
        if (own.Length == 0)
        {
            Assert.Equal(PimErrorKind.Input, (await Assert.ThrowsAsync<PimException>(() => shaping)).Kind);
        }
        else
        {
            Assert.Equal($$"""{"uuid":"u","values":{{sent ?? values}}}""", Make.Text(await shaping));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_category_that_is_sent_back_stays_as_it_was(bool inBulk)
    {
        PimResource category = pim.Pim.Resource("Category");
        string code = inBulk ? "bulk" : "single";
        await pim.Pim.Provider.WriteAsync(new PimWrite(category, WriteVerb.Create, code, Make.Utf8(Values.Replace("{0}", code))), pim.Pim.Context);
        JsonElement before = await Read(category, code);
        string line = $$"""{"code":"{{code}}","values":{{before.GetProperty("values").GetRawText()}}}""";
        byte[] shaped = await pim.Pim.Provider.ShapeItemAsync(category, Make.Utf8(line), null, pim.Pim.Context);

        if (inBulk)
        {
            BatchAnswer answer = await pim.Pim.Provider.SendBatchAsync(new BatchRequest(category, s_none, s_none, [shaped]), pim.Pim.Context);
            Assert.Equal(204, answer.Lines.Single()!.StatusCode);
        }
        else
        {
            Assert.Equal(204, (await pim.Pim.Provider.WriteAsync(new PimWrite(category, WriteVerb.Upsert, code, shaped), pim.Pim.Context)).StatusCode);
        }

        Assert.Equal(3, before.GetProperty("values").EnumerateObject().Count());
        Assert.Equal(before.GetRawText(), (await Read(category, code)).GetRawText());
    }

    private async Task<JsonElement> Read(PimResource category, string code) =>
        (await pim.Pim.All(new PimQuery(category) { Keys = [code], Options = s_whole })).Single();

    private async Task<string> Shape(string noun, string item, string? otherKey = null) =>
        Make.Text(await pim.Pim.Provider.ShapeItemAsync(pim.Pim.Resource(noun), Make.Utf8(item), otherKey, pim.Pim.Context));
}
