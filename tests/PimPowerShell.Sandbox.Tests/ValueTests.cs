using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class ValueTests : IDisposable
{
    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("name", "en_US", null, "7", "The name attribute requires a string, a integer was detected.")]
    [InlineData("ean", null, null, "\"12345678901234\"", "The ean attribute must not contain more than 13 characters. The submitted value is too long.")]
    [InlineData("waterproof", null, null, "\"true\"", "The waterproof attribute requires a boolean value (true or false) as data, a string was detected.")]
    [InlineData("warranty_years", null, null, "\"abc\"", "The warranty_years attribute requires a number, and the submitted abc value is not.")]
    [InlineData("warranty_years", null, null, "1.5", "The warranty_years attribute requires a non-decimal value, and 1.5 is not a valid value.")]
    [InlineData("warranty_years", null, null, "-1", "The warranty_years attribute requires an equal or greater than 0 value.")]
    [InlineData("rating", null, null, "9", "The rating attribute requires an equal or lower than 5 value.")]
    [InlineData("weight", null, null, """{"amount":1,"unit":"STONE"}""", "Please specify a valid metric unit")]
    [InlineData("release_date", null, null, "\"tomorrow\"", "The release_date attribute requires a valid date. Please use the following format yyyy-mm-dd for dates.")]
    [InlineData("brand", null, null, "\"tommh\"", "The tommh value is not in the brand attribute option list.")]
    [InlineData("tags", null, null, """["new","a","b"]""", "The a, b values are not in the tags attribute option list.")]
    [InlineData("contact_email", null, null, "\"me\"", "The contact_email attribute requires an e-mail address.")]
    [InlineData("name", "xx_XX", null, "\"n\"", "Attribute \"name\" expects an existing and activated locale, \"xx_XX\" given.")]
    [InlineData("season", null, "nope", "\"summer\"", "Attribute \"season\" expects an existing scope, \"nope\" given.")]
    [InlineData("description", "de_DE", "mobile", "\"n\"", "Attribute \"description\" expects a valid locale, \"de_DE\" is not bound to channel \"mobile\".")]
    [InlineData("legal_notice_de", "fr_FR", null, "\"n\"", "Attribute \"legal_notice_de\" is locale specific and expects one of these locales: de_DE, \"fr_FR\" given.")]
    public async Task Values_that_break_a_rule_are_violations(string attribute, string? locale, string? scope, string data, string message)
    {
        Answer answer = await Patch(attribute, Entry(locale, scope, data));
        Assert.Equal(422, answer.Status);
        Assert.Equal("Validation failed.", answer.Message);
        JsonElement error = answer.Json.GetProperty("errors")[0];
        Assert.Equal(message, error.GetProperty("message").GetString());
        Assert.Equal("values", error.GetProperty("property").GetString());
        Assert.Equal(attribute, error.GetProperty("attribute").GetString());
        Assert.Equal(locale, error.GetProperty("locale").GetString());
        Assert.Equal(scope, error.GetProperty("scope").GetString());
    }

    [Theory]
    [InlineData("nope", "[]", "The nope attribute does not exist in your PIM. Check the expected format on the API documentation.")]
    [InlineData("name", "\"x\"", "Property \"name\" expects an array. Check the expected format on the API documentation.")]
    [InlineData("name", """[{"scope":null,"data":"x"}]""", "Property \"name\" expects an array with the key \"locale\". Check the expected format on the API documentation.")]
    [InlineData("name", """[{"locale":"en_US","scope":null}]""", "Property \"name\" expects an array with the key \"data\". Check the expected format on the API documentation.")]
    [InlineData("name", """[{"locale":3,"scope":null,"data":"x"}]""", "Property \"values\" expects an array with the key \"locale\" as string. Check the expected format on the API documentation.")]
    [InlineData("erp_name", """[{"locale":"fr_FR","scope":null,"data":"x"}]""", "The erp_name attribute does not require a locale, the \"fr_FR\" locale was detected.")]
    [InlineData("name", """[{"locale":null,"scope":null,"data":"x"}]""", "The name attribute requires a locale.")]
    [InlineData("season", """[{"locale":null,"scope":null,"data":"x"}]""", "The season attribute requires a scope.")]
    [InlineData("erp_name", """[{"locale":null,"scope":null,"data":"x"},{"locale":null,"scope":null,"data":"y"}]""", "You cannot update the same product value on the \"erp_name\" attribute twice, with the same scope and locale. Check the expected format on the API documentation.")]
    [InlineData("price", """[{"locale":null,"scope":null,"data":[{"amount":1,"currency":"EUR"},{"amount":2,"currency":"EUR"}]}]""", "The data format sent for the \"price\" attribute is wrong. Please, fill in one value per amount field.")]
    [InlineData("weight", """[{"locale":null,"scope":null,"data":{"amount":1}}]""", "Property \"weight\" expects an array with the key \"unit\". Check the expected format on the API documentation.")]
    [InlineData("tags", """[{"locale":null,"scope":null,"data":"new"}]""", "Property \"tags\" expects an array as data, \"string\" given. Check the expected format on the API documentation.")]
    [InlineData("brand", """[{"locale":null,"scope":null,"data":["x"]}]""", "Property \"brand\" expects a string as data, \"array\" given. Check the expected format on the API documentation.")]
    public async Task Values_of_the_wrong_shape_are_refused(string attribute, string entries, string message)
    {
        Answer answer = await Patch(attribute, entries);
        Assert.Equal(422, answer.Status);
        Assert.Equal(message, answer.Message);
        Assert.False(answer.Json.TryGetProperty("errors", out _));
    }

    [Theory]
    [InlineData("erp_name", "\"It's \\\"é\\\"\\n\"", "\"It\\u0027s \\u0022\\u00e9\\u0022\\n\"")]
    [InlineData("warranty_years", "\"3\"", "3")]
    [InlineData("rating", "4.5", "\"4.5000\"")]
    [InlineData("weight", """{"amount":"1.5","unit":"GRAM"}""", """{"amount":"1.5000","unit":"GRAM"}""")]
    [InlineData("power", """{"amount":10,"unit":"WATT"}""", """{"amount":10,"unit":"WATT"}""")]
    [InlineData("price", """[{"amount":"9.9","currency":"USD"},{"amount":1,"currency":"EUR"}]""", """[{"amount":"1.00","currency":"EUR"},{"amount":"9.90","currency":"USD"}]""")]
    [InlineData("release_date", "\"2024-02-29\"", "\"2024-02-29T00:00:00+00:00\"")]
    [InlineData("tags", """["vegan","gift","GIFT"]""", """["gift","vegan"]""")]
    [InlineData("color", "\"RED\"", "\"red\"")]
    [InlineData("waterproof", "false", "false")]
    public async Task Values_are_kept_in_the_servers_form(string attribute, string sent, string kept)
    {
        Assert.Equal(201, (await Patch(attribute, Entry(null, null, sent))).Status);
        Assert.Contains($"\"data\":{kept}", (await _sandbox.Get("products/v1")).Body);
    }

    [Theory]
    [InlineData("erp_name", "null")]
    [InlineData("erp_name", "\"\"")]
    [InlineData("tags", "[]")]
    [InlineData("weight", """{"amount":null,"unit":"GRAM"}""")]
    [InlineData("price", """[{"amount":null,"currency":"EUR"}]""")]
    public async Task Empty_data_erases(string attribute, string data)
    {
        await _sandbox.Patch("products/v1", """{"values":{"erp_name":[{"locale":null,"scope":null,"data":"x"}],"tags":[{"locale":null,"scope":null,"data":["new"]}],"weight":[{"locale":null,"scope":null,"data":{"amount":1,"unit":"GRAM"}}],"price":[{"locale":null,"scope":null,"data":[{"amount":1,"currency":"EUR"}]}]}}""");
        Assert.Equal(204, (await Patch(attribute, Entry(null, null, data))).Status);
        JsonElement values = (await _sandbox.Get("products/v1")).Json.GetProperty("values");
        Assert.False(values.TryGetProperty(attribute, out _));
        Assert.Equal(3, values.EnumerateObject().Count());
    }

    [Theory]
    [InlineData("warranty_years", "1e20")]
    [InlineData("warranty_years", "1e300")]
    [InlineData("weight", """{"amount":[],"unit":[]}""")]
    [InlineData("price", """[{"amount":"x","currency":[]}]""")]
    [InlineData("picture", "[{}]")]
    public async Task Strange_data_is_refused_like_any_other(string attribute, string data) =>
        Assert.InRange((await Patch(attribute, Entry(null, null, data))).Status, 200, 422);

    [Fact]
    public async Task Only_the_values_sent_are_touched()
    {
        await Patch("name", """[{"locale":"en_US","scope":null,"data":"Top"},{"locale":"fr_FR","scope":null,"data":"Haut"}]""");
        await Patch("name", Entry("fr_FR", null, "\"Dessus\""));
        Assert.Equal(
            """[{"locale":"en_US","scope":null,"data":"Top"},{"locale":"fr_FR","scope":null,"data":"Dessus"}]""",
            (await _sandbox.Get("products/v1")).Json.GetProperty("values").GetProperty("name").GetRawText());
    }

    [Fact]
    public async Task Unique_values_are_unique()
    {
        await Patch("ean", Entry(null, null, "\"123\""));
        Answer answer = await _sandbox.Patch("products/v2", """{"values":{"ean":[{"locale":null,"scope":null,"data":"123"}]}}""");
        Assert.Contains("The ean attribute can not have the same value more than once. The 123 value is already set on another product.", answer.Body);
        await _sandbox.Delete("products/v1");
        Assert.Equal(201, (await _sandbox.Patch("products/v2", """{"values":{"ean":[{"locale":null,"scope":null,"data":"123"}]}}""")).Status);
    }

    private Task<Answer> Patch(string attribute, string entries) => _sandbox.Patch("products/v1", $$$"""{"values":{"{{{attribute}}}":{{{entries}}}}}""");

    private static string Entry(string? locale, string? scope, string data) =>
        $$$"""[{"locale":{{{JsonSerializer.Serialize(locale)}}},"scope":{{{JsonSerializer.Serialize(scope)}}},"data":{{{data}}}}]""";
}
