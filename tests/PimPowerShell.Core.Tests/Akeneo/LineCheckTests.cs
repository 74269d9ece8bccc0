using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>What the check says of values, the server says too.</summary>
public sealed class LineCheckTests(CheckedPim pim) : IClassFixture<CheckedPim>
{
    [Theory]
    [InlineData("Product")]
    [InlineData("ProductByIdentifier")]
    [InlineData("ProductModel")]
    public async Task What_was_read_can_be_written(string kind)
    {
        PimResource resource = kind == "ProductByIdentifier" ? AkeneoResources.ProductByIdentifier : pim.Pim.Resource(kind);
        List<string> lines = [.. (await pim.Pim.All(new PimQuery(resource))).Select(item => Writable(item, resource))];

        foreach (string line in lines)
        {
            Assert.Equal("", PimFieldError.Describe("", await pim.Check(line, resource)));
        }

        List<BatchLine> answers = await pim.SendAll(lines, resource);
        Assert.NotEmpty(answers);
        Assert.All(answers, answer => Assert.True(answer.StatusCode < 300, CheckedPim.Describe(answer)));
    }

    [Theory]
    [InlineData("none_such", "1", "does not exist in this PIM")]
    [InlineData("erp_name", "5", "takes text, not a number")]
    [InlineData("erp_name", "true", "takes text, not true or false")]
    [InlineData("erp_name", "[\"a\"]", "takes text, not a list")]
    [InlineData("ean", "\"12345678901234\"", "takes 13 characters at most, and has 14")]
    [InlineData("contact_email", "\"nobody\"", "takes an e-mail address, not 'nobody'")]
    [InlineData("product_page", "\"ftp://x/y\"", "takes a URL with http or https, not 'ftp://x/y'")]
    [InlineData("waterproof", "\"true\"", "takes true or false, not 'true'")]
    [InlineData("waterproof", "1", "takes true or false, not '1'")]
    [InlineData("warranty_years", "\"many\"", "takes a number, not 'many'")]
    [InlineData("warranty_years", "true", "takes a number, not 'true or false'")]
    [InlineData("warranty_years", "1.5", "takes no decimals, and 1.5 has some")]
    [InlineData("warranty_years", "-1", "takes nothing below 0, and -1 is")]
    [InlineData("rating", "\"5.01\"", "takes 5 at most, and 5.01 is more")]
    [InlineData("rating", "1e30", "takes a number")]
    [InlineData("weight", "5", "takes a measurement with amount and unit, not a number")]
    [InlineData("weight", """{"amount":5}""", "takes a measurement with amount and unit")]
    [InlineData("weight", """{"amount":"x","unit":"GRAM"}""", "takes a number, not 'x'")]
    [InlineData("weight", """{"amount":5,"unit":"STONE"}""", "'STONE' is no unit of the measurement family 'Weight', which has GRAM, KILOGRAM, POUND, TON")]
    [InlineData("weight", """{"amount":-5,"unit":"GRAM"}""", "takes nothing below 0")]
    [InlineData("power", """{"amount":"5.5","unit":"WATT"}""", "takes no decimals")]
    [InlineData("price", "5", "takes a list of prices")]
    [InlineData("price", """{"EUR":5}""", "takes a list of prices")]
    [InlineData("price", """[{"amount":5}]""", "takes a list of prices, each with amount and currency, and has a table of names and values in it without them")]
    [InlineData("price", """[{"amount":"x","currency":"EUR"}]""", "takes a number, not 'x'")]
    [InlineData("price", """[{"amount":5,"currency":"JPY"}]""", "'JPY' is no active currency; there are EUR, GBP, USD")]
    [InlineData("price", """[{"amount":5,"currency":"EUR"},{"amount":6,"currency":"EUR"}]""", "has two prices in 'EUR'")]
    [InlineData("purchase_price", """[{"amount":"5.50","currency":"EUR"}]""", "takes no decimals")]
    [InlineData("release_date", "\"5 March\"", "takes a date, not '5 March'; write it as 2024-03-05")]
    [InlineData("release_date", "\"2024-02-30\"", "takes a date")]
    [InlineData("release_date", "20240305", "takes a date")]
    [InlineData("color", "\"purple\"", "'purple' is no option of 'color'; it has black, blue, green, grey, orange, red, white, yellow")]
    [InlineData("color", "[\"red\"]", "takes text, not a list")]
    [InlineData("color", "4", "takes text, not a number")]
    [InlineData("tags", "\"gift\"", "takes a list of codes, not text")]
    [InlineData("tags", "[\"gift\",\"xl\"]", "'xl' is no option of 'tags'")]
    [InlineData("tags", "[\"gift\",5]", "takes a list of codes, and has a number in it")]
    [InlineData("picture", "5", "takes text, not a number")]
    [InlineData("sku", "\"a,b\"", "takes no comma and no semicolon")]
    [InlineData("sku", "\" a\"", "takes no space at its start or end")]
    [InlineData("sku", "5", "takes text, not a number")]
    public async Task What_is_wrong_with_a_value_is_found(string attribute, string data, string message) =>
        await pim.AssertRefused(pim.WithValue(attribute, data), attribute, message);

    [Theory]
    [InlineData("erp_name", "\"x\"", "en_US", null, "has no value for each locale; make the locale null")]
    [InlineData("erp_name", "\"x\"", null, "print", "has no value for each channel; make the scope null")]
    [InlineData("name", "\"x\"", null, null, "has a value for each locale; give one of de_DE, en_US, fr_FR")]
    [InlineData("meta_title", "\"x\"", null, "print", "has a value for each locale; give one of de_DE, en_US")]
    [InlineData("channel_price", "[]", null, null, "has a value for each channel; give one of ecommerce, mobile, print as scope")]
    [InlineData("name", "\"x\"", "it_IT", null, "'it_IT' is no active locale; give one of de_DE, en_US, fr_FR")]
    [InlineData("name", "\"x\"", "xx", null, "'xx' is no active locale")]
    [InlineData("meta_title", "\"x\"", "fr_FR", "print", "'fr_FR' is no locale of the channel 'print', which has de_DE, en_US")]
    [InlineData("meta_title", "\"x\"", "fr_FR", "web", "there is no channel 'web'; there are ecommerce, mobile, print")]
    [InlineData("legal_notice_de", "\"x\"", "en_US", null, "has values only in de_DE")]
    [InlineData("channel_price", """[{"amount":5,"currency":"USD"}]""", null, "print", "'USD' is no currency of the channel 'print', which has EUR")]
    public async Task Where_a_value_cannot_lie_is_found(string attribute, string data, string? locale, string? scope, string message)
    {
        PimFieldError error = await pim.AssertRefused(pim.WithValue(attribute, data, locale, scope), attribute, message);

        Assert.Equal(("values", locale, scope), (error.Property, error.Locale, error.Scope));
    }

    [Theory]
    [InlineData("""{"erp_name":"x"}""", "takes a list of values, each with locale, scope and data, not text")]
    [InlineData("""{"erp_name":["x"]}""", "takes values that each have locale, scope and data, not text")]
    [InlineData("""{"erp_name":[{"scope":null,"data":"x"}]}""", "has a value without locale")]
    [InlineData("""{"erp_name":[{"locale":null,"data":"x"}]}""", "has a value without scope")]
    [InlineData("""{"erp_name":[{"locale":null,"scope":null}]}""", "has a value without data")]
    [InlineData("""{"erp_name":[{"locale":null,"scope":null,"data":"x"},{"locale":null,"scope":null,"data":"y"}]}""", "has two values for the same locale and channel")]
    public async Task What_has_not_the_form_of_values_is_found(string values, string message) =>
        await pim.AssertRefused(pim.NewProduct($"\"values\":{values}"), "erp_name", message);

    [Theory]
    [InlineData("erp_name", "null")]
    [InlineData("waterproof", "\"\"")]
    [InlineData("warranty_years", "\"7\"")]
    [InlineData("warranty_years", "7.0")]
    [InlineData("warranty_years", "[]")]
    [InlineData("rating", "\"+4.5\"")]
    [InlineData("rating", "4e0")]
    [InlineData("altitude_minimum", "-400")]
    [InlineData("weight", """{"amount":null,"unit":"STONE"}""")]
    [InlineData("weight", """{"amount":"0.0001","unit":"TON"}""")]
    [InlineData("price", """[{"amount":null,"currency":"JPY"},{"amount":-5,"currency":"EUR"}]""")]
    [InlineData("release_date", "\"2024-03-05T23:00:00+02:00\"")]
    [InlineData("color", "\"RED\"")]
    [InlineData("tags", "[\"Gift\",\"gift\",\"NEW\"]")]
    [InlineData("shoe_size", "\"eu_36\"")]
    public async Task What_the_server_takes_is_no_error(string attribute, string data) => await pim.AssertTaken(pim.WithValue(attribute, data));

    [Fact]
    public async Task Text_is_as_long_as_its_characters()
    {
        string smiles = string.Concat(Enumerable.Repeat("\U0001F600", 13));

        await pim.AssertTaken(pim.WithValue("ean", $"\"{smiles}\""));
        await pim.AssertRefused(pim.WithValue("ean", $"\"{smiles}!\""), "ean", "and has 14");
        await pim.AssertTaken(pim.WithValue("erp_name", $"\"{new string('x', 255)}\""));
        await pim.AssertRefused(pim.WithValue("erp_name", $"\"{new string('x', 256)}\""), "erp_name", "takes 255 characters at most");
        await pim.AssertTaken(pim.WithValue("internal_note", $"\"{new string('x', 65_535)}\""));
        await pim.AssertRefused(pim.WithValue("internal_note", $"\"{new string('x', 65_536)}\""), "internal_note", "takes 65535 characters at most");
    }

    [Fact]
    public async Task All_errors_of_a_line_are_told()
    {
        IReadOnlyList<PimFieldError> errors = await pim.Check(pim.NewProduct(
            """
            "family":"none","enabled":"yes","values":{"size":[{"locale":null,"scope":null,"data":"xxxl"}],"name":[{"locale":"en_US","scope":null,"data":5},{"locale":"fr_FR","scope":null,"data":6}]}
            """));

        Assert.Equal(
            ["family", "enabled", "size", "name en_US", "name fr_FR"],
            errors.Select(error => error.Attribute is null ? error.Property! : $"{error.Attribute} {error.Locale}".Trim()));
    }

    [Fact]
    public async Task Rules_of_an_attribute_are_held_against_its_values()
    {
        await pim.Write("Attribute", """{"code":"serial","type":"pim_catalog_text","group":"other","validation_rule":"regexp","validation_regexp":"/^[a-z]{2}(?P<n>\\d+)$/i"}""");
        await pim.Write("Attribute", """{"code":"sold_from","type":"pim_catalog_date","group":"other","date_min":"2020-01-01T00:00:00+00:00","date_max":"2029-12-31"}""");
        await pim.Write("Attribute", """{"code":"level","type":"pim_catalog_number","group":"other","decimals_allowed":true,"negative_allowed":true,"number_min":"-1.5","number_max":"10"}""");

        await pim.AssertTaken(pim.WithValue("serial", "\"AB12\""));
        await pim.AssertRefused(pim.WithValue("serial", "\"A12\""), "serial", "takes text that matches /^[a-z]{2}");
        await pim.AssertTaken(pim.WithValue("sold_from", "\"2020-01-01\""));
        await pim.AssertTaken(pim.WithValue("sold_from", "\"2029-12-31\""));
        await pim.AssertRefused(pim.WithValue("sold_from", "\"2019-12-31\""), "sold_from", "takes 2020-01-01 at the earliest, and 2019-12-31 is before");
        await pim.AssertRefused(pim.WithValue("sold_from", "\"2030-01-01\""), "sold_from", "takes 2029-12-31 at the latest, and 2030-01-01 is after");
        await pim.AssertTaken(pim.WithValue("level", "\"-1.5\""));
        await pim.AssertRefused(pim.WithValue("level", "-1.6"), "level", "takes -1.5 at least, and -1.6 is less");
        await pim.AssertRefused(pim.WithValue("level", "11"), "level", "takes 10 at most, and 11 is more");
    }

    private static string Writable(JsonElement item, PimResource resource)
    {
        var line = new Dictionary<string, JsonElement>();
        foreach (JsonProperty member in item.EnumerateObject().Where(member => member.Name != "_links" && !resource.ReadOnlyFields.Contains(member.Name)))
        {
            line[member.Name] = member.Value;
        }

        return JsonSerializer.Serialize(line);
    }
}
