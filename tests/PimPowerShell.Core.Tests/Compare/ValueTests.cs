using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Compare;

/// <summary>Which data of values says the same, type by type.</summary>
public sealed class ValueTests(ComparePim pim) : IClassFixture<ComparePim>
{
    private const string Uuid = "00000000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("erp_name", "\"a\"", "\"a\"", true)]
    [InlineData("erp_name", "\"a\"", "\"\\u0061\"", true)]
    [InlineData("erp_name", "\"a\"", "\"A\"", false)]
    [InlineData("erp_name", "\"12\"", "\"12.0\"", false)]
    [InlineData("erp_name", "\"12\"", "12", false)]
    [InlineData("erp_name", "\"a\"", "null", false)]
    [InlineData("erp_name", "", "null", true)]
    [InlineData("erp_name", "", "\"\"", true)]
    [InlineData("erp_name", "", "[]", true)]
    [InlineData("erp_name", "", "\"a\"", false)]
    [InlineData("internal_note", "\"a\\nb\"", "\"a\\r\\nb\"", false)]
    [InlineData("fragile", "true", "true", true)]
    [InlineData("fragile", "true", "\"true\"", false)]
    [InlineData("fragile", "", "false", false)]
    [InlineData("warranty_years", "12", "\"12\"", true)]
    [InlineData("warranty_years", "12", "12.0", true)]
    [InlineData("warranty_years", "12", "\"12.0000\"", true)]
    [InlineData("warranty_years", "12", "\"twelve\"", false)]
    [InlineData("warranty_years", "12", "13", false)]
    [InlineData("warranty_years", "12", "true", false)]
    [InlineData("rating", "\"4.5000\"", "4.5", true)]
    [InlineData("rating", "\"4.5000\"", "\"4.50\"", true)]
    [InlineData("rating", "\"4.5000\"", "\"4,5\"", false)]
    [InlineData("weight", """{"amount":"2.0000","unit":"KILOGRAM"}""", """{"unit":"KILOGRAM","amount":2}""", true)]
    [InlineData("weight", """{"amount":"2.0000","unit":"KILOGRAM","symbol":"kg"}""", """{"unit":"KILOGRAM","amount":"2"}""", true)]
    [InlineData("weight", """{"amount":"2.0000","unit":"KILOGRAM"}""", """{"unit":"GRAM","amount":2}""", false)]
    [InlineData("weight", """{"amount":"2.0000","unit":"KILOGRAM"}""", """{"amount":2}""", false)]
    [InlineData("weight", "", """{"amount":null,"unit":"KILOGRAM"}""", true)]
    [InlineData("weight", "", "{}", true)]
    [InlineData("price", """[{"amount":"10.00","currency":"EUR"},{"amount":"12.00","currency":"USD"}]""", """[{"amount":12,"currency":"USD"},{"amount":"10","currency":"EUR"}]""", true)]
    [InlineData("price", """[{"amount":"10.00","currency":"EUR"}]""", """[{"amount":10,"currency":"EUR"},{"amount":null,"currency":"USD"}]""", true)]
    [InlineData("price", """[{"amount":"10.00","currency":"EUR"},{"amount":"12.00","currency":"USD"}]""", """[{"amount":10,"currency":"EUR"}]""", false)]
    [InlineData("price", """[{"amount":"10.00","currency":"EUR"}]""", """[{"amount":10,"currency":"EUR"},{"amount":10,"currency":"EUR"}]""", false)]
    [InlineData("price", "", """[{"amount":null,"currency":"EUR"}]""", true)]
    [InlineData("release_date", "\"2026-01-01T00:00:00+00:00\"", "\"2026-01-01\"", true)]
    [InlineData("release_date", "\"2026-01-01T00:00:00+02:00\"", "\"2026-01-01\"", true)]
    [InlineData("release_date", "\"2026-01-01T00:00:00+00:00\"", "\"2026-01-01T12:30:00.5Z\"", true)]
    [InlineData("release_date", "\"2026-01-01T00:00:00+00:00\"", "\"2026-01-02\"", false)]
    [InlineData("release_date", "\"2026-01-01T00:00:00+00:00\"", "\"01/01/2026\"", false)]
    [InlineData("color", "\"red\"", "\"Red\"", true)]
    [InlineData("color", "\"red\"", "[\"red\"]", false)]
    [InlineData("tags", """["gift","new"]""", """["new","gift"]""", true)]
    [InlineData("tags", """["gift","new"]""", """["new","gift","new"]""", true)]
    [InlineData("tags", """["gift","new"]""", """["gift"]""", false)]
    [InlineData("tags", """["gift"]""", "\"gift\"", false)]
    [InlineData("tags", "", "[]", true)]
    [InlineData("makers", """["a","b"]""", """["b","a"]""", false)]
    [InlineData("shots", """["a","b"]""", """["b","a"]""", false)]
    [InlineData("related", """{"type":"product","id":"x"}""", """{"id":"x","type":"product"}""", true)]
    [InlineData("sizes", """[{"row":"a","amount":"1.50","note":"7"}]""", """[{"note":"7","amount":1.5,"row":"a"}]""", true)]
    [InlineData("sizes", """[{"row":"a","amount":"1.50"}]""", """[{"row":"a","amount":"1.5","note":null}]""", true)]
    [InlineData("sizes", """[{"row":"a","note":"7"}]""", """[{"row":"a","note":"7.0"}]""", false)]
    [InlineData("sizes", """[{"row":"a","note":"7"}]""", """[{"row":"a"}]""", false)]
    [InlineData("sizes", """[{"row":"a"}]""", """[{"row":"a","no_such_column":null}]""", false)]
    [InlineData("sizes", """[{"row":"a"},{"row":"b"}]""", """[{"row":"b"},{"row":"a"}]""", false)]
    [InlineData("sizes", """[{"row":"a","length":{"unit":"METER","amount":"2"},"day":"2026-01-01"}]""", """[{"row":"a","length":{"amount":2.0,"unit":"METER"},"day":"2026-01-01T00:00:00+00:00"}]""", true)]
    [InlineData("ERP_NAME", "\"a\"", "\"a\"", true)]
    [InlineData("no_such_attribute", "", "null", false)]
    public async Task Data_of_a_product(string attribute, string present, string wanted, bool isSame)
    {
        (string line, string[] differences) = await pim.Compare("Product",
            $$$"""{"uuid":"{{{Uuid}}}","values":{"{{{attribute}}}":{{{Value(wanted)}}}}}""",
            $$$"""{"uuid":"{{{Uuid}}}","values":{{{Values(attribute.ToLowerInvariant(), present)}}}}""");

        Assert.Equal(isSame ? "" : $$$"""{"uuid":"{{{Uuid}}}","values":{"{{{attribute}}}":{{{Value(wanted)}}}}}""", line);
        Assert.Equal(isSame ? [] : [$"values {attribute}: {present} -> {wanted}"], differences);
    }

    [Theory]
    [InlineData("ReferenceEntityRecord", "brand", "founded", "\"1949\"", "\"1949.00\"", true)]
    [InlineData("ReferenceEntityRecord", "brand", "founded", "\"1949\"", "1949", false)]
    [InlineData("ReferenceEntityRecord", "brand", "strengths", """["design","price"]""", """["price","design"]""", true)]
    [InlineData("ReferenceEntityRecord", "brand", "strengths", "", "[]", true)]
    [InlineData("ReferenceEntityRecord", "brand", "strengths", "", "\"\"", false)]
    [InlineData("ReferenceEntityRecord", "brand", "designers", """["a","b"]""", """["b","a"]""", false)]
    [InlineData("ReferenceEntityRecord", "brand", "website", "", "[]", false)]
    [InlineData("ReferenceEntityRecord", "brand", "website", "", "null", true)]
    [InlineData("Asset", "packshots", "taken", "\"2023-03-01T00:00:00+00:00\"", "\"2023-03-01\"", true)]
    [InlineData("Asset", "packshots", "taken", "\"2023-03-01T12:00:00+00:00\"", "\"2023-03-01\"", false)]
    [InlineData("Asset", "packshots", "taken", "\"2023-03-01T12:00:00+00:00\"", "\"2023-03-01T14:00:00+02:00\"", true)]
    [InlineData("Asset", "packshots", "retouched", "true", "true", true)]
    [InlineData("Asset", "packshots", "rank", "\"1\"", "\"1.50\"", false)]
    public async Task Data_of_a_record_and_an_asset(string noun, string owner, string attribute, string present, string wanted, bool isSame)
    {
        (string line, string[] differences) = await pim.Compare(noun,
            $$$"""{"code":"x","values":{"{{{attribute}}}":{{{Value(wanted, "channel")}}}}}""",
            $$$"""{"code":"x","values":{{{Values(attribute, present, "channel")}}}}""",
            new() { [noun == "Asset" ? "asset_family" : "reference_entity"] = owner });

        Assert.Equal(isSame ? "" : $$$"""{"code":"x","values":{"{{{attribute}}}":{{{Value(wanted, "channel")}}}}}""", line);
        Assert.Equal(isSame ? 0 : 1, differences.Length);
    }

    [Fact]
    public async Task Only_the_places_that_differ_are_sent()
    {
        (string line, string[] differences) = await pim.Compare("Product",
            """{"uuid":"u","enabled":true,"values":{"name":[{"locale":"fr_FR","scope":null,"data":"Un"},{"locale":"en_US","scope":null,"data":"Two"},{"locale":"de_DE","scope":null,"data":null}],"season":[{"locale":null,"scope":"print","data":"summer"}]}}""",
            """{"uuid":"u","enabled":true,"values":{"name":[{"locale":"en_US","scope":null,"data":"One"},{"locale":"fr_FR","scope":null,"data":"Un","attribute_type":"pim_catalog_text"}],"season":[{"locale":null,"scope":"print","data":"winter"}]}}""");

        Assert.Equal("""{"uuid":"u","values":{"name":[{"locale":"en_US","scope":null,"data":"Two"}],"season":[{"locale":null,"scope":"print","data":"summer"}]}}""", line);
        Assert.Equal(["values name en_US: \"One\" -> \"Two\"", "values season print: \"winter\" -> \"summer\""], differences);
    }

    [Theory]
    [InlineData("""{"erp_name":"a"}""")]
    [InlineData("""{"erp_name":[{"scope":null,"data":"a"}]}""")]
    [InlineData("""{"erp_name":[{"locale":null,"scope":null}]}""")]
    [InlineData("""{"erp_name":[{"locale":"en_US","scope":null,"data":null}]}""")]
    [InlineData("""{"name":[{"locale":null,"scope":null,"data":null}]}""")]
    [InlineData("""{"legal_notice_de":[{"locale":"en_US","scope":null,"data":null}]}""")]
    [InlineData("""{"erp_name":[{"locale":null,"scope":null,"data":"a"},{"locale":null,"scope":null,"data":"a"}]}""")]
    [InlineData("""null""")]
    [InlineData("""["a"]""")]
    public async Task What_the_server_refuses_is_sent_as_it_is(string values)
    {
        (string line, string[] differences) = await pim.Compare("Product",
            $$"""{"uuid":"u","values":{{values}}}""", """{"uuid":"u","values":{"erp_name":[{"locale":null,"scope":null,"data":"a"}]}}""");

        Assert.Equal($$"""{"uuid":"u","values":{{values}}}""", line);
        Assert.Single(differences);
    }

    [Fact]
    public async Task The_identifier_of_a_product_by_identifier_is_no_difference_among_the_values()
    {
        const string present = """{"uuid":"u","identifier":"a","values":{}}""";

        Assert.Equal("", (await pim.Compare(AkeneoResources.ProductByIdentifier, $$$"""{"identifier":"a","values":{"sku":{{{Value("\"a\"")}}}}}""", present)).Line);
        Assert.NotEqual("", (await pim.Compare(AkeneoResources.ProductByIdentifier, $$$"""{"identifier":"a","values":{"sku":{{{Value("\"b\"")}}}}}""", present)).Line);
    }

    [Fact]
    public async Task Attributes_are_asked_for_once_and_only_when_needed()
    {
        using AkeneoProvider other = pim.Pim.Connect();
        await pim.Pim.GetStatus("channels", other);
        byte[] present = Make.Utf8($$$"""{"uuid":"u","values":{"rating":{{{Value("\"4.5000\"")}}}}}""");
        byte[] reformatted = Make.Utf8($$$"""{"uuid":"u","values":{"rating":{{{Value("4.5")}}},"no_such":{{{Value("1")}}}}}""");
        long before = pim.Pim.Counters.Requests;

        await other.CompareAsync(AkeneoResources.ProductByUuid, new Dictionary<string, string>(), present, present, pim.Pim.Context);
        Assert.Equal(before, pim.Pim.Counters.Requests);
        for (int i = 0; i < 3; i++)
        {
            await other.CompareAsync(AkeneoResources.ProductByUuid, new Dictionary<string, string>(), reformatted, present, pim.Pim.Context);
            await other.CompareAsync(AkeneoResources.ProductByUuid, new Dictionary<string, string>(), reformatted, default, pim.Pim.Context);
        }

        Assert.Equal(before + 1, pim.Pim.Counters.Requests);
    }

    private static string Values(string attribute, string data, string channel = "scope") =>
        data.Length == 0 ? "{}" : $"{{\"{attribute}\":{Value(data, channel)}}}";

    private static string Value(string data, string channel = "scope") => $$"""[{"locale":null,"{{channel}}":null,"data":{{data}}}]""";
}
