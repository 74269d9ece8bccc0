using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class MeasurementFamilyTests : IDisposable
{
    private const string Metre = """{"code":"M","convert_from_standard":[{"operator":"mul","value":"1"}],"symbol":"m"}""";

    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_list_is_answered_item_by_item()
    {
        Answer answer = await Patch(
            $$$"""{"code":"height","labels":{"en_US":"Height"},"standard_unit_code":"M","units":{"M":{{{Metre}}}}}""",
            """{"code":"Weight","labels":{"fr_FR":"Poids"}}""",
            """{"code":"Weight","standard_unit_code":"GRAM"}""");
        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json", answer.ContentType);
        JsonElement[] items = [.. answer.Json.EnumerateArray()];
        Assert.Equal("""{"code":"height","status_code":201}""", items[0].GetRawText());
        Assert.Equal("""{"code":"Weight","status_code":204}""", items[1].GetRawText());
        Assert.Equal("""{"code":"Weight","status_code":422,"message":"The measurement family has data that does not comply with the business rules.","errors":[{"property":"standard_unit_code","message":"This property cannot be changed."}]}""", items[2].GetRawText());
        JsonElement weight = await Family("Weight");
        Assert.Equal("""{"en_US":"Weight","fr_FR":"Poids"}""", weight.GetProperty("labels").GetRawText());
        Assert.Equal("M", (await Family("height")).GetProperty("standard_unit_code").GetString());
    }

    [Fact]
    public async Task Units_are_merged_by_code()
    {
        await Patch($$$"""{"code":"height","standard_unit_code":"M","units":{"M":{{{Metre}}}}}""");
        await Patch("""{"code":"height","units":{"CM":{"code":"CM","labels":{"en_US":"Centimetre"},"convert_from_standard":[{"operator":"mul","value":"0.01"}],"symbol":"cm"}}}""");
        await Patch("""{"code":"height","units":{"CM":{"code":"CM","labels":{"en_US":"","fr_FR":"Centimètre"}}}}""");
        JsonElement units = (await Family("height")).GetProperty("units");
        Assert.Equal(["M", "CM"], units.EnumerateObject().Select(unit => unit.Name));
        Assert.Equal("""{"code":"CM","labels":{"fr_FR":"Centim\u00e8tre"},"convert_from_standard":[{"operator":"mul","value":"0.01"}],"symbol":"cm"}""", units.GetProperty("CM").GetRawText());
    }

    [Theory]
    [InlineData("""{"code":"new"}""", "standard_unit_code", "The property standard_unit_code is required")]
    [InlineData("""{"code":"new","standard_unit_code":5,"units":{}}""", "standard_unit_code", "Integer value found, but a string is required")]
    [InlineData("""{"code":"Weight","nope":1}""", "", "The property nope is not defined and the definition does not allow additional properties")]
    [InlineData("""{"code":"Weight","labels":"x"}""", "labels", "String value found, but an object is required")]
    [InlineData("""{"code":"Weight","units":{"X":{"convert_from_standard":[{"operator":"pow","value":"1"}]}}}""", "units.X.convert_from_standard[0].operator", "Does not have a value in the enumeration [\"mul\",\"div\",\"add\",\"sub\"]")]
    [InlineData("""{"code":"Weight","units":{"X":{"convert_from_standard":[{"operator":"mul","value":1}]}}}""", "units.X.convert_from_standard[0].value", "Integer value found, but a string is required")]
    public Task A_family_has_a_format(string family, string property, string message) =>
        Refused(family, "The measurement family has an invalid format.", property, message);

    [Theory]
    [InlineData("""{"code":"a b","standard_unit_code":"M","units":{"M":METRE}}""", "code", "This field can only contain letters, numbers, and underscores.")]
    [InlineData("""{"code":"x","standard_unit_code":"KM","units":{"M":METRE}}""", "standard_unit_code", "The unit \"KM\" does not exist in the units of the measurement family.")]
    [InlineData("""{"code":"x","standard_unit_code":"M","units":{"M":{"code":"M","convert_from_standard":[{"operator":"mul","value":"2"}]}}}""", "units[M][convert_from_standard]", "The standard unit should be converted by a single multiplication by 1.")]
    [InlineData("""{"code":"x","standard_unit_code":"M","units":{"M":METRE,"N":{"code":"N"}}}""", "units[N][convert_from_standard]", "A unit should have between 1 and 5 conversion operations.")]
    [InlineData("""{"code":"x","standard_unit_code":"M","units":{"M":METRE,"N":{"code":"O","convert_from_standard":[{"operator":"add","value":"1"}]}}}""", "units[N]", "The key of the unit and its code differ.")]
    [InlineData("""{"code":"x","standard_unit_code":"M","units":{"M":METRE,"N":{"code":"N","convert_from_standard":[{"operator":"div","value":"0"}]}}}""", "units[N][convert_from_standard][0][value]", "The conversion value cannot be zero.")]
    [InlineData("""{"code":"x","standard_unit_code":"M","units":{"M":METRE,"N":{"code":"N","convert_from_standard":[{"operator":"div","value":"much"}]}}}""", "units[N][convert_from_standard][0][value]", "The conversion value should be a number.")]
    [InlineData("""{"code":"x","labels":{"foo":"y"},"standard_unit_code":"M","units":{"M":METRE}}""", "labels", "The locale \"foo\" does not exist.")]
    [InlineData("""{"code":"Weight","units":{"STONE":{"code":"STONE","convert_from_standard":[{"operator":"mul","value":"6.35"}]}}}""", "units", "A unit cannot be added because an attribute uses the measurement family.")]
    [InlineData("""{"code":"Weight","units":{"GRAM":{"code":"GRAM","convert_from_standard":[{"operator":"mul","value":"0.002"}]}}}""", "units[GRAM][convert_from_standard]", "The conversion cannot be changed because an attribute uses the measurement family.")]
    public Task A_family_has_rules(string family, string property, string message) =>
        Refused(family.Replace("METRE", Metre), "The measurement family has data that does not comply with the business rules.", property, message);

    [Fact]
    public async Task Units_and_families_have_limits()
    {
        string units = string.Join(",", Enumerable.Range(0, 50).Select(i => $$"""
            "U{{i}}":{"code":"U{{i}}","convert_from_standard":[{"operator":"add","value":"1"}]}
            """));
        await Refused($$$"""{"code":"x","standard_unit_code":"M","units":{"M":{{{Metre}}},{{{units}}}}}""", "The measurement family has data that does not comply with the business rules.", "units", "You have reached the limit of 50 units.");
        string[] families = [.. Enumerable.Range(0, 94).Select(i => $$$"""{"code":"f{{{i}}}","standard_unit_code":"M","units":{"M":{{{Metre}}}}}""")];
        JsonElement[] answers = [.. (await Patch(families)).Json.EnumerateArray()];
        Assert.Equal(201, answers[92].GetProperty("status_code").GetInt32());
        Assert.Contains("You have reached the limit of 100 measurement families.", answers[93].GetRawText());
    }

    [Fact]
    public async Task A_bad_list_is_refused_as_a_whole()
    {
        Assert.Equal("Invalid json message received", (await _sandbox.Patch("measurement-families", "{")).Message);
        Answer noList = await _sandbox.Patch("measurement-families", """{"code":"Weight"}""");
        Assert.Equal(400, noList.Status);
        Assert.Equal("The list of measurement families has an invalid format.", noList.Message);
        Assert.Equal(400, (await _sandbox.Patch("measurement-families", "[5]")).Status);
        Answer tooMany = await Patch([.. Enumerable.Range(0, 101).Select(_ => """{"code":"Weight"}""")]);
        Assert.Equal(413, tooMany.Status);
        Assert.Equal("Too many resources to process, 100 is the maximum allowed.", tooMany.Message);
        Assert.Equal("[]", (await Patch()).Body);
        Assert.Equal(415, (await _sandbox.Batch("measurement-families", """{"code":"Weight"}""")).Status);
        Assert.Equal(405, (await _sandbox.Post("measurement-families", "[]")).Status);
        _sandbox.Options.ReadOnlyUser = true;
        Assert.Equal("Access forbidden. You are not allowed to create or update measurement families.", (await Patch()).Message);
    }

    [Fact]
    public async Task New_units_serve_new_attributes()
    {
        await Patch("""{"code":"Torque","standard_unit_code":"NM","units":{"NM":{"code":"NM","convert_from_standard":[{"operator":"mul","value":"1"}]}}}""");
        Assert.Equal(201, (await _sandbox.Post("attributes", """{"code":"torque","type":"pim_catalog_metric","group":"other","metric_family":"Torque","default_metric_unit":"NM","decimals_allowed":false,"negative_allowed":false}""")).Status);
        Assert.Equal(201, (await _sandbox.Patch("products/motor", """{"values":{"torque":[{"locale":null,"scope":null,"data":{"amount":5,"unit":"NM"}}]}}""")).Status);
    }

    [Fact]
    public async Task The_old_shape_has_pages()
    {
        Answer list = await _sandbox.Get("measure-families?limit=2&with_count=true");
        Assert.Equal(7, list.Json.GetProperty("items_count").GetInt32());
        Assert.Equal(["Area", "Duration"], list.Codes);
        Answer area = await _sandbox.Get("measure-families/area");
        Assert.Equal("SQUARE_METER", area.Json.GetProperty("standard").GetString());
        Assert.Equal("""{"code":"SQUARE_METER","convert":{"mul":"1"},"symbol":"m\u00b2"}""", area.Json.GetProperty("units")[0].GetRawText());
        Assert.Equal("Measure family \"nope\" does not exist.", (await _sandbox.Get("measure-families/nope")).Message);
        Assert.Equal(405, (await _sandbox.Patch("measure-families/area", "{}")).Status);
        using TestSandbox cloud = new(new PimSandboxOptions { ProductCount = 20, Edition = "Serenity" });
        Assert.Equal(404, (await cloud.Get("measure-families")).Status);
    }

    private async Task Refused(string family, string message, string property, string error)
    {
        JsonElement item = (await Patch(family)).Json[0];
        Assert.Equal(422, item.GetProperty("status_code").GetInt32());
        Assert.Equal(message, item.GetProperty("message").GetString());
        JsonElement first = item.GetProperty("errors")[0];
        Assert.Equal(property, first.GetProperty("property").GetString());
        Assert.Equal(error, first.GetProperty("message").GetString());
    }

    private Task<Answer> Patch(params string[] families) => _sandbox.Send(HttpMethod.Patch, "measurement-families", $"[{string.Join(",", families)}]");

    private async Task<JsonElement> Family(string code) =>
        (await _sandbox.Get("measurement-families")).Json.EnumerateArray().First(family => family.GetProperty("code").GetString() == code);
}
