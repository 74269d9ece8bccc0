using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Rows;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Rows;

/// <summary>Names of columns, cells of every type, and what is wrong with either.</summary>
public sealed class RowTests(RowPim rows) : IClassFixture<RowPim>
{
    private const string Uuid = "00000000-0000-4000-8000-000000000001";

    private static readonly PimResource s_product = AkeneoResources.ProductByUuid;

    [Theory]
    [InlineData(new[] { "a", "b" }, "a,b")]
    [InlineData(new[] { "a,b", "c\"d", " e " }, "\"a,b\",\"c\"\"d\",\" e \"")]
    [InlineData(new[] { "x\ny" }, "\"x\ny\"")]
    [InlineData(new string[0], "")]
    public void A_list_is_one_cell(string[] items, string cell)
    {
        Assert.Equal(cell, RowList.Join(items));
        Assert.Equal(items, RowList.Split(cell));
    }

    [Theory]
    [InlineData(" a , b ,,", "a|b")]
    [InlineData("\"a\" , \"b, c\" ", "a|b, c")]
    [InlineData("5\" disc,7\" disc", "5\" disc|7\" disc")]
    [InlineData("\"a\"b,c", "\"a\"b|c")]
    [InlineData("\"open", "\"open")]
    public void A_list_that_a_person_wrote_is_read(string cell, string items) => Assert.Equal(items.Split('|'), RowList.Split(cell));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@x")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("'=x")]
    [InlineData("''@")]
    public void A_formula_is_disarmed_and_armed(string text)
    {
        Assert.Equal("'" + text, RowFormula.Disarm(text));
        Assert.Equal(text, RowFormula.Arm(RowFormula.Disarm(text)));
    }

    [Theory]
    [InlineData("x=1")]
    [InlineData("'tis")]
    [InlineData("''")]
    [InlineData("'")]
    [InlineData("")]
    public void What_is_no_formula_stays(string text)
    {
        Assert.Equal(text, RowFormula.Disarm(text));
        Assert.Equal(text, RowFormula.Arm(text));
    }

    [Fact]
    public async Task Named_attributes_have_all_their_columns_and_no_others()
    {
        Dictionary<string, object?> row = await rows.Row(s_product, $$$"""{"uuid":"{{{Uuid}}}","values":{"name":[{"locale":"en_US","scope":null,"data":"Cap"}]}}""",
            new RowOptions { Attributes = ["r_price", "r_metric_s", "r_text_ls"] });
        CatalogPlaces places = await rows.Provider.Metadata.GetPlacesAsync(rows.Pim.Context);
        Assert.Equal(places.Currencies.Select(currency => "r_price-" + currency), row.Keys.Where(name => name.StartsWith("r_price", StringComparison.Ordinal)));
        Assert.Equal(places.Channels.SelectMany(channel => new[] { $"r_metric_s-{channel.Code}", $"r_metric_s-{channel.Code}-unit" }), row.Keys.Where(name => name.StartsWith("r_metric_s", StringComparison.Ordinal)));
        Assert.Equal(places.Channels.SelectMany(channel => channel.Locales.Select(locale => $"r_text_ls-{locale}-{channel.Code}")), row.Keys.Where(name => name.StartsWith("r_text_ls", StringComparison.Ordinal)));
        Assert.DoesNotContain(row.Keys, name => name.StartsWith("name", StringComparison.Ordinal));
        Assert.Equal("uuid", row.Keys.First());
        Assert.Contains("X_SELL-product_models", row.Keys);
    }

    [Fact]
    public async Task A_value_of_each_form_has_its_cells()
    {
        Dictionary<string, object?> row = await rows.Row(s_product, $$$"""
            {"uuid":"{{{Uuid}}}","enabled":false,"categories":["a","b"],"values":{
            "r_metric":[{"locale":null,"scope":null,"data":{"amount":"-1.5000","unit":"GRAM"}}],
            "r_price_s":[{"locale":null,"scope":"ecommerce","data":[{"amount":"10.00","currency":"EUR"},{"amount":12,"currency":"USD"}]}],
            "r_number":[{"locale":null,"scope":null,"data":"12345678901234567.8900"}],"r_date":[{"locale":null,"scope":null,"data":"2024-03-05T00:00:00+00:00"}],
            "r_flag":[{"locale":null,"scope":null,"data":true}],"r_makers":[{"locale":null,"scope":null,"data":["x","y"]}],
            "sku":[{"locale":null,"scope":null,"data":"CAP-1"}]}}
            """, new RowOptions { DisarmsFormulas = true });
        Assert.Equal("CAP-1", row["identifier"]);
        Assert.DoesNotContain("sku", row.Keys);
        Assert.Equal(false, row["enabled"]);
        Assert.Equal("a,b", row["categories"]);
        Assert.Equal(("-1.5000", "GRAM"), (row["r_metric"], row["r_metric-unit"]));
        Assert.Equal(("10.00", "12"), (row["r_price_s-ecommerce-EUR"], row["r_price_s-ecommerce-USD"]));
        Assert.Equal("12345678901234567.8900", row["r_number"]);
        Assert.Equal("2024-03-05", row["r_date"]);
        Assert.Equal(true, row["r_flag"]);
        Assert.Equal("x,y", row["r_makers"]);
    }

    [Fact]
    public async Task Cells_that_a_spreadsheet_has_typed_are_read()
    {
        string item = await rows.Item(s_product, new()
        {
            ["uuid"] = Uuid, ["enabled"] = 1.0, ["r_number"] = 2.5, ["r_date"] = new DateTime(2024, 3, 5), ["r_date_s-ecommerce"] = 45356.0, ["r_text"] = 4006381333931.0,
            ["r_price-EUR"] = 10, ["r_metric"] = 0.1, ["r_flag"] = true, ["r_text_l-en_US"] = new DateTime(2024, 3, 5), ["r_price-USD"] = null,
        });
        Assert.Contains("\"enabled\":true", item);
        Assert.Contains("""
            "r_number":[{"locale":null,"scope":null,"data":"2.5"}]
            """.Trim(), item);
        Assert.Contains("\"r_date\":[{\"locale\":null,\"scope\":null,\"data\":\"2024-03-05\"}]", item);
        Assert.Contains("\"scope\":\"ecommerce\",\"data\":\"2024-03-05\"", item);
        Assert.Contains("\"data\":\"4006381333931\"", item);
        Assert.Contains("[{\"amount\":\"10\",\"currency\":\"EUR\"}]", item);
        Assert.Contains("{\"amount\":\"0.1\",\"unit\":\"GRAM\"}", item);
        Assert.Contains("\"r_flag\":[{\"locale\":null,\"scope\":null,\"data\":true}]", item);
        Assert.Contains("\"locale\":\"en_US\",\"scope\":null,\"data\":\"2024-03-05\"", item);
    }

    [Fact]
    public async Task An_empty_cell_says_nothing_or_erases()
    {
        Dictionary<string, object?> row = new()
        {
            ["uuid"] = Uuid, ["identifier"] = "", ["enabled"] = "", ["family"] = "", ["categories"] = "", ["r_text"] = "", ["r_makers"] = "", ["r_metric"] = "", ["r_metric-unit"] = "",
            ["r_price-EUR"] = "", ["r_price-USD"] = "", ["X_SELL-products"] = "",
        };
        Assert.Equal($$"""{"uuid":"{{Uuid}}"}""", await rows.Item(s_product, row));
        string cleared = await rows.Item(s_product, row, clears: true);
        Assert.StartsWith($$$"""{"uuid":"{{{Uuid}}}","family":null,"categories":[],"associations":{"X_SELL":{"products":[]}},"values":{""", cleared);
        foreach (string attribute in new[] { "r_text", "r_makers", "r_metric", "r_price" })
        {
            Assert.Contains($$"""
                "{{attribute}}":[{"locale":null,"scope":null,"data":null}]
                """.Trim(), cleared);
        }

        Assert.DoesNotContain("enabled", cleared);
        Assert.DoesNotContain("identifier", cleared);
        Assert.Equal("", await rows.Item(s_product, new() { ["uuid"] = "", ["r_text"] = null }, clears: true));
    }

    [Theory]
    [InlineData("colour", "x", "column 'colour': names neither a field nor an attribute")]
    [InlineData("r_text-en_US", "x", "the attribute 'r_text' has one value for all locales and channels, and 'en_US' is none of its name")]
    [InlineData("r_text_l", "x", "has a value for each locale, as in 'r_text_l-")]
    [InlineData("r_text_l-xx_XX", "x", "'xx_XX' is no active locale; there are")]
    [InlineData("r_text_l-en_US-ecommerce", "x", "'ecommerce' is more than a locale")]
    [InlineData("r_text_s", "x", "has a value for each channel, as in 'r_text_s-")]
    [InlineData("r_text_s-web", "x", "'web' is no channel; there are")]
    [InlineData("r_text_ls-en_US", "x", "has a value for each channel")]
    [InlineData("r_price", "1", "needs a currency, as in 'r_price-")]
    [InlineData("r_price-XXX", "1", "'XXX' is no active currency; there are")]
    [InlineData("r_price_s-ecommerce", "1", "needs a currency, as in 'r_price_s-ecommerce-")]
    [InlineData("r_price-EUR", "abc", "column 'r_price-EUR': The attribute 'r_price' takes a number, not 'abc'")]
    [InlineData("r_number", "1,5", "takes a number, not '1,5'")]
    [InlineData("r_metric", "heavy", "takes a number, not 'heavy'")]
    [InlineData("r_metric-weight", "1", "'weight' where its column for the unit has 'unit'")]
    [InlineData("r_flag", "maybe", "takes true or false, not 'maybe'")]
    [InlineData("r_date", "05.03.2024", "takes a date such as 2024-03-05, not '05.03.2024'")]
    [InlineData("r_table", "row", "is no JSON")]
    [InlineData("enabled", "maybe", "takes true or false, not 'maybe'")]
    [InlineData("NONE-products", "x", "names neither a field nor an attribute")]
    public async Task What_is_wrong_is_told_by_row_and_column(string column, string cell, string message)
    {
        string fault = await rows.Fault(new() { ["uuid"] = Uuid, ["r_text"] = "fine", [column] = cell });
        Assert.StartsWith($"Row 7, column '{column}': ", fault);
        Assert.Contains(message, fault);
    }

    [Fact]
    public async Task All_that_is_wrong_in_a_row_is_told()
    {
        string fault = await rows.Fault(new() { ["uuid"] = Uuid, ["r_price-EUR"] = "1", ["r_price-USD"] = "x", ["r_number"] = "y", ["nope"] = "z" });
        Assert.Contains("column 'r_price-USD'", fault);
        Assert.Contains("column 'r_number'", fault);
        Assert.Contains("column 'nope'", fault);
        Assert.DoesNotContain("r_price-EUR", fault);
    }

    [Fact]
    public async Task Quantities_go_with_their_targets()
    {
        await rows.Pim.Provider.WriteAsync(new PimWrite(rows.Pim.Resource("AssociationType"), WriteVerb.Upsert, "KIT", Make.Utf8("""{"code":"KIT","is_quantified":true}""")), rows.Pim.Context);
        Dictionary<string, object?> row = new() { ["uuid"] = Uuid, ["KIT-products"] = Uuid + ",b", ["KIT-products-quantity"] = "2|3" };
        Assert.Equal($$$$"""{"uuid":"{{{{Uuid}}}}","quantified_associations":{"KIT":{"products":[{"uuid":"{{{{Uuid}}}}","quantity":2},{"identifier":"b","quantity":3}]}}}""", await rows.Item(s_product, row));
        row["KIT-products-quantity"] = "2";
        Assert.Contains("column 'KIT-products-quantity': the association has 2 targets and 1 quantities", await rows.Fault(row));
    }

    [Fact]
    public async Task Labels_stand_in_place_of_codes()
    {
        string option = (await rows.Pim.All(new PimQuery(rows.Pim.Resource("AttributeOption")) { PathValues = new Dictionary<string, string> { ["attribute"] = "color" } }))[0].GetProperty("code").GetString()!;
        Dictionary<string, object?> row = await rows.Row(s_product, $$$"""
            {"uuid":"{{{Uuid}}}","family":"cameras","categories":["nowhere"],"values":{"color":[{"locale":null,"scope":null,"data":"{{{option}}}"}]}}
            """, new RowOptions { LabelLocale = "en_US" });
        Assert.NotEqual("cameras", row["family"]);
        Assert.Equal("[nowhere]", row["categories"]);
        Assert.NotEqual(option, row["color"]);
    }

    [Fact]
    public async Task An_identifier_may_have_the_name_of_its_attribute()
    {
        Assert.Equal("""{"identifier":"A"}""", await rows.Item(s_product, new() { ["sku"] = "A" }));
        Assert.Contains("\"sku\":[{\"locale\":null,\"scope\":null,\"data\":\"A\"}]", await rows.Item(s_product, new() { ["uuid"] = Uuid, ["identifier"] = "A", ["SKU"] = "A" }));
        Assert.Contains("column 'sku': says otherwise than the column 'identifier'", await rows.Fault(new() { ["uuid"] = Uuid, ["identifier"] = "A", ["sku"] = "B" }));
    }
}
