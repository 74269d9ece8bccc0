using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;
using static PimPowerShell.Sandbox.Tests.EntitySandbox;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Searching and showing records and assets.</summary>
public sealed class EntrySearchTests : IDisposable
{
    private const string Brands = "reference-entities/brand/records";
    private const string Packshots = "asset-families/packshots/assets";

    private readonly TestSandbox _sandbox = EntitySandbox.Start("Serenity");

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Codes_are_found_in_any_case()
    {
        Answer answer = await _sandbox.Search(Brands, """{"code":[{"operator":"IN","value":["ALDERBAY","brisksouth","briskwick"]}]}""");
        Assert.Equal(["alderbay", "briskwick"], answer.Codes);
        Assert.Contains("search=", answer.Link("self"));
        Assert.Equal(["alderbay"], (await _sandbox.Search(Brands, """{"code":{"operator":"IN","value":["alderbay"]}}""")).Codes);
    }

    [Fact]
    public async Task Updates_are_found_by_time()
    {
        string since = DateTimeOffset.UtcNow.AddMinutes(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        await _sandbox.Patch(Brands + "/fresh", "{}");
        Assert.Equal(["fresh"], (await _sandbox.Search(Brands, $$$$"""{"updated":[{"operator":">","value":"{{{{since}}}}"}]}""")).Codes);
        Assert.Equal(["fresh"], (await _sandbox.Search(Brands, """{"updated":[{"operator":"SINCE LAST N DAYS","value":2}]}""")).Codes);
        Assert.Equal(["fresh"], (await _sandbox.Search(Brands, $$$$"""{"updated":[{"operator":"NOT BETWEEN","value":["2020-01-01T00:00:00+00:00","{{{{since}}}}"]}]}""")).Codes);
        Assert.Equal(["fresh"], (await _sandbox.Search(Brands, $$$$"""{"updated":[{"operator":"BETWEEN","value":["{{{{since}}}}","2100-01-01T00:00:00+00:00"]}]}""")).Codes);
        Assert.DoesNotContain("fresh", (await _sandbox.Search(Brands, $$$$"""{"updated":[{"operator":"<","value":"{{{{since}}}}"}]}""")).Codes);
    }

    [Fact]
    public async Task Complete_records_have_all_that_is_required()
    {
        string search = """{"complete":{"operator":"=","value":true,"channel":"ecommerce","locales":["en_US"]}}""";
        await _sandbox.Patch(Brands + "/aaa", $$$$"""{"values":{"country":{{{{Value("\"italy\"")}}}}}}""");
        Assert.DoesNotContain("aaa", (await _sandbox.Search(Brands, search)).Codes);
        Assert.Contains("aaa", (await _sandbox.Search(Brands, search.Replace("true", "false"))).Codes);
        await _sandbox.Patch(Brands + "/aaa", $$$$"""{"values":{"description":{{{{Value("\"x\"", "en_US")}}}}}}""");
        Assert.Contains("aaa", (await _sandbox.Search(Brands, search)).Codes);
        Assert.DoesNotContain("aaa", (await _sandbox.Search(Brands, search.Replace("\"en_US\"", "\"en_US\",\"fr_FR\""))).Codes);
    }

    [Theory]
    [InlineData("""{"founded":{"operator":">=","value":"2090"}}""", "mine")]
    [InlineData("""{"founded":[{"operator":">","value":"2000"},{"operator":"!=","value":"1"}]}""", "mine")]
    [InlineData("""{"description":{"operator":"CONTAINS","value":"UNIQUE words","locale":"en_US"}}""", "mine")]
    [InlineData("""{"description":{"operator":"STARTS WITH","value":"some","locale":"en_US"}}""", "mine")]
    [InlineData("""{"description":{"operator":"ENDS WITH","value":"words","locale":"en_US"}}""", "mine")]
    [InlineData("""{"slogan":{"operator":"=","value":"ours","locale":"en_US","channel":"print"}}""", "mine")]
    [InlineData("""{"strengths":{"operator":"IN","value":["made"]}}""", "mine")]
    [InlineData("""{"designers":{"operator":"=","value":"made"}}""", "mine")]
    [InlineData("""{"code":[{"operator":"IN","value":["mine","alderbay"]}],"country":{"operator":"EMPTY"},"website":{"operator":"EMPTY"},"contact":{"operator":"EMPTY"},"founded":{"operator":"NOT EMPTY"}}""", "mine")]
    [InlineData("""{"description":{"operator":"DOES NOT CONTAIN","value":"<p>","locale":"en_US"}}""", "mine")]
    public async Task The_hosted_edition_searches_values(string search, string code)
    {
        await _sandbox.Patch("reference-entities/brand/attributes/strengths/options/made", "{}");
        await _sandbox.Patch("reference-entities/designer/records/made", "{}");
        Answer written = await _sandbox.Patch(Brands + "/mine", $$$$"""
            {"values":{"founded":{{{{Value("\"2095\"")}}}},"description":{{{{Value("\"Some unique words\"", "en_US")}}}},"slogan":{{{{Value("\"Ours\"", "en_US", "print")}}}},
            "strengths":{{{{Value("[\"made\",\"design\"]")}}}},"designers":{{{{Value("[\"made\"]")}}}}}}
            """);
        Assert.Equal(201, written.Status);
        Assert.Equal([code], (await _sandbox.Search(Brands, search)).Codes);
    }

    [Theory]
    [InlineData("""{"rank":{"operator":"=","value":5.5}}""")]
    [InlineData("""{"retouched":{"operator":"=","value":true},"taken":{"operator":">","value":"2090-01-01"}}""")]
    [InlineData("""{"taken":{"operator":"BETWEEN","value":["2090-01-01","2100-01-01T00:00:00+00:00"]}}""")]
    [InlineData("""{"main_color":{"operator":"IN","value":["color_made"]}}""")]
    public async Task Assets_are_searched_by_value_too(string search)
    {
        await _sandbox.Patch("reference-entities/color/records/color_made", "{}");
        Answer written = await _sandbox.Patch(Packshots + "/mine", $$$$"""{"values":{"rank":{{{{Value("\"5.5\"")}}}},"retouched":{{{{Value("true")}}}},"taken":{{{{Value("\"2095-05-05\"")}}}},"main_color":{{{{Value("\"color_made\"")}}}}}}""");
        Assert.Equal(201, written.Status);
        Assert.Equal(["mine"], (await _sandbox.Search(Packshots, search)).Codes);
    }

    [Theory]
    [InlineData(Brands, "{", 400, "The search query parameter must be a valid JSON.")]
    [InlineData(Brands, """{"code":[{"operator":"=","value":"a"}]}""", 422, "The search filters have an invalid format.")]
    [InlineData(Brands, """{"code":[{"operator":"IN","value":"a"}]}""", 422, "The search filters have an invalid format.")]
    [InlineData(Brands, """{"code":[{"value":["a"]}]}""", 422, "The search filters have an invalid format.")]
    [InlineData(Brands, """{"nope":[{"operator":"EMPTY"}]}""", 422, "The search filters have an invalid format.")]
    [InlineData(Brands, """{"updated":[{"operator":"=","value":"2020-01-01T00:00:00Z"}]}""", 422, "The search filters have an invalid format.")]
    [InlineData(Brands, """{"updated":[{"operator":">","value":"yesterday"}]}""", 422, "The search filters have an invalid format.")]
    [InlineData(Brands, """{"complete":{"operator":"=","value":true,"channel":"ecommerce"}}""", 422, "The search filters have an invalid format.")]
    [InlineData(Brands, """{"complete":{"operator":"=","value":true,"channel":"nope","locales":["en_US"]}}""", 422, "Invalid query parameters")]
    [InlineData(Brands, """{"image":{"operator":"EMPTY"}}""", 422, "The search filters have an invalid format.")]
    [InlineData(Brands, """{"lookbook":{"operator":"EMPTY"}}""", 422, "The search filters have an invalid format.")]
    [InlineData(Packshots, """{"media":{"operator":"EMPTY"}}""", 422, "The search filters have an invalid format.")]
    [InlineData(Packshots, """{"source_link":{"operator":"EMPTY"}}""", 422, "The search filters have an invalid format.")]
    [InlineData(Packshots, """{"alt_text":{"operator":"!=","value":"x","locale":"en_US"}}""", 422, "The search filters have an invalid format.")]
    [InlineData(Brands, """{"description":{"operator":"=","value":"x"}}""", 422, "Attribute \"description\" expects a locale, none given.")]
    public async Task Bad_searches_are_refused(string path, string search, int status, string message)
    {
        Answer answer = await _sandbox.Search(path, search);
        Assert.Equal((status, message), (answer.Status, answer.Message));
    }

    [Fact]
    public async Task Only_the_hosted_edition_searches_values()
    {
        using TestSandbox enterprise = EntitySandbox.Start("EE");
        Assert.Equal("The search filters have an invalid format.", (await enterprise.Search(Brands, """{"founded":{"operator":"EMPTY"}}""")).Message);
    }

    [Fact]
    public async Task A_channel_and_locales_choose_the_values()
    {
        JsonElement record = (await _sandbox.Get(Brands + "?channel=print&locales=de_DE,en_US")).Items.First(item => item.GetProperty("values").TryGetProperty("slogan", out _));
        JsonElement[] values = [.. record.GetProperty("values").EnumerateObject().SelectMany(attribute => attribute.Value.EnumerateArray())];
        Assert.All(values, value => Assert.Contains(value.GetProperty("channel").GetString(), new[] { null, "print" }));
        Assert.All(values, value => Assert.Contains(value.GetProperty("locale").GetString(), new[] { null, "de_DE", "en_US" }));
        Assert.Equal(2, record.GetProperty("values").GetProperty("slogan").GetArrayLength());
        Answer page = await _sandbox.Get(Brands + "?channel=print&locales=de_DE");
        Assert.EndsWith($"?channel=print&locales=de_DE&search_after={page.Codes[99]}", page.Link("next"));
        Answer wrong = await _sandbox.Get(Brands + "?channel=nope");
        Assert.Equal((422, "Invalid query parameters"), (wrong.Status, wrong.Message));
        Assert.Equal(422, (await _sandbox.Get(Brands + "?locales=en_US,xx_XX")).Status);
    }

    [Fact]
    public async Task The_hosted_edition_lists_records_across_entities()
    {
        string[] all = [.. (await _sandbox.All("reference-entities/records")).Select(record => $"{record.GetProperty("reference_entity")}/{record.GetProperty("code")}")];
        Assert.Equal(304, all.Length);
        Assert.Equal(304, all.Distinct().Count());
        Assert.Equal(24, (await _sandbox.Get("reference-entities/records?reference_entity=color")).Codes.Length);
        Assert.Equal("Reference entity \"nope\" does not exist.", (await _sandbox.Get("reference-entities/records?reference_entity=nope")).Message);
        Assert.Equal(["alderbay", "color_01"], (await _sandbox.Search("reference-entities/records", """{"code":[{"operator":"IN","value":["color_01","alderbay"]}]}""")).Codes);
        using TestSandbox enterprise = EntitySandbox.Start("EE");
        Assert.Equal("Reference entity \"records\" does not exist.", (await enterprise.Get("reference-entities/records")).Message);
    }
}
