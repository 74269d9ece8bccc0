using System.Collections.Generic;
using System.Text.Json;
using System.Text;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Pims;
using Xunit;

namespace PimPowerShell.Core.Tests.Pims;

/// <summary>The parameters of getList.</summary>
public sealed class RequestTests
{
    [Fact]
    public void Nothing_asked_for_is_the_category_0_and_a_page() =>
        Assert.Equal("""{"params":{"cat_id":0,"pagination":{"pageSize":100,"pageNum":2}}}""", Json(new PimQuery(PimsResources.Product), page: 2));

    [Theory]
    [InlineData("brand", "=", "Nord", """{"brand":"Nord"}""")]
    [InlineData("enabled", "=", true, """{"status":"active"}""")]
    [InlineData("enabled", "=", false, """{"status":"inactive"}""")]
    [InlineData("stock", "=", 3, """{"stock":"3"}""")]
    [InlineData("parent", "IN", "P1", """{"variation_of":"P1"}""")]
    public void One_value(string field, string @operator, object value, string filter) => Assert.Contains($"\"filter_values\":{filter}", Json(Query(field, @operator, value)));

    [Fact]
    public void Several_values_have_bars_between_them() => Assert.Contains("""{"status":"active|deleted"}""", Json(Query("status", "IN", new[] { "active", "deleted" })));

    [Fact]
    public void A_range_has_two_semicolons() => Assert.Contains("""{"price":"10.5;;25"}""", Json(Query("price", "BETWEEN", new object[] { 10.5, 25 })));

    [Theory]
    [InlineData("title", "=", "a|b", PimErrorKind.Input)]
    [InlineData("title", "=", "10;;20", PimErrorKind.Input)]
    [InlineData("title", "=", null, PimErrorKind.Input)]
    [InlineData("title", "IN", new string[0], PimErrorKind.Input)]
    [InlineData("parent", "IN", "a|b", PimErrorKind.Input)]
    [InlineData("price", ">", "1", PimErrorKind.Unsupported)]
    [InlineData("family", "IN", "x", PimErrorKind.Unsupported)]
    [InlineData("updated", ">", "x", PimErrorKind.Unsupported)]
    public void What_would_be_misread_is_refused(string field, string @operator, object? value, PimErrorKind kind) =>
        Assert.Equal(kind, Assert.Throws<PimException>(() => new PimsListRequest(Query(field, @operator, value), new PimsFieldNames())).Kind);

    [Fact]
    public void Bounds_that_are_no_numbers_are_refused() =>
        Assert.Equal(PimErrorKind.Input, Assert.Throws<PimException>(() => new PimsListRequest(Query("price", "BETWEEN", new[] { "-1", "2" }), new PimsFieldNames())).Kind);

    [Fact]
    public void Options_have_the_names_that_were_given()
    {
        var query = new PimQuery(PimsResources.Product)
        {
            Criteria = [new PimCriterion("categories", "IN CHILDREN", new[] { "Home" })],
            Options = new Dictionary<string, string>
            {
                ["search"] = "lamp",
                ["include_variant"] = "true",
                ["include_deleted"] = "true",
                ["condition_query"] = "[[sku]] not LIKE 'IMP%'",
                ["sort"] = "brand,price DESC,title asc",
            },
            PageSize = 500,
        };
        var names = new PimsFieldNames(new Dictionary<string, string>
        {
            ["Search"] = "q", ["IncludeVariants"] = "v", ["IncludeDeleted"] = "d", ["IncludeChildren"] = "c", ["OrderAttribute"] = "name", ["OrderDirection"] = "dir",
        });
        using JsonDocument sent = JsonDocument.Parse(Json(query, names: names, category: 7));
        JsonElement parameters = sent.RootElement.GetProperty("params");
        Assert.Equal(7, parameters.GetProperty("cat_id").GetInt32());
        Assert.Equal("lamp", parameters.GetProperty("q").GetString());
        Assert.Equal("true", parameters.GetProperty("v").GetString());
        Assert.Equal("true", parameters.GetProperty("d").GetString());
        Assert.Equal("true", parameters.GetProperty("c").GetString());
        Assert.Equal("[[sku]] not LIKE 'IMP%'", parameters.GetProperty("condition_query").GetString());
        Assert.Equal("""[{"name":"brand","dir":"ASC"},{"name":"price","dir":"DESC"},{"name":"title","dir":"ASC"}]""", parameters.GetProperty("order").GetRawText());
        Assert.Equal(500, parameters.GetProperty("pagination").GetProperty("pageSize").GetInt32());
    }

    private static PimQuery Query(string field, string @operator, object? value) => new(PimsResources.Product) { Criteria = [new PimCriterion(field, @operator, value)] };

    private static string Json(PimQuery query, int page = 1, int category = 0, PimsFieldNames? names = null) => Encoding.UTF8.GetString(JsonBytes.Write(writer =>
    {
        writer.WriteStartObject();
        new PimsListRequest(query, names ?? new PimsFieldNames()).Write(writer, page, category);
        writer.WriteEndObject();
    }));
}
