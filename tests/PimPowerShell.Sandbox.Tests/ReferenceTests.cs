using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Single statements of the reference that no other test is about.</summary>
public sealed class ReferenceTests : IDisposable
{
    private readonly TestSandbox _saas = SaasSandbox.Create();

    public void Dispose() => _saas.Dispose();

    [Fact]
    public async Task The_root_answers_with_json_or_not_at_all()
    {
        Answer answer = await _saas.Send(new HttpMethod("GET"), "../v1", change: request => request.Headers.Accept.ParseAdd("application/xml"));
        answer.IsRefused(406, "\"application/xml\" in \"Accept\" header is not valid. Only \"application/json\" is allowed.");
        Assert.Equal(200, (await _saas.Get("../v1")).Status);
    }

    [Theory]
    [InlineData("""{"search":{"enabled":[{"operator":"=","value":true}]}}""")]
    [InlineData("""{"search":null}""")]
    public async Task A_search_in_a_body_is_a_text(string body) =>
        (await _saas.Post("products-uuid/search", body)).IsRefused(400, "Search query parameter should be valid JSON.");

    [Fact]
    public async Task The_page_of_a_search_in_a_body_is_in_the_query()
    {
        Answer answer = await _saas.Post("products-uuid/search?limit=3", """{"limit":1,"page":7,"with_count":true,"with_quality_scores":true,"attributes":"sku"}""");

        Assert.Equal(3, answer.Items.Count());
        Assert.Equal(1, answer.Json.GetProperty("current_page").GetInt32());
        Assert.False(answer.Json.TryGetProperty("items_count", out _));
        Assert.False(answer.Items.First().TryGetProperty("quality_scores", out _));
        Assert.DoesNotContain("quality_scores", (await _saas.Get("products-uuid?limit=1&with_quality_scores__products=true")).Items.First().GetRawText());
    }

    [Fact]
    public async Task A_cursor_across_entities_names_the_entity()
    {
        (await _saas.Get("reference-entities/records?search_after=kartell")).IsRefused(422, "Invalid query parameters");
        Assert.Equal(200, (await _saas.Get("reference-entities/records?search_after=brand%2Fnobody")).Status);
    }

    [Theory]
    [InlineData("reference-entities/brand/attributes/story")]
    [InlineData("asset-families/packshots/attributes/story")]
    public async Task A_new_text_area_says_whether_it_has_an_editor(string path)
    {
        Answer refused = await _saas.Patch(path, """{"type":"text","is_textarea":true}""");
        Assert.Equal(422, refused.Status);
        Assert.Contains(("is_rich_text_editor", "The property is_rich_text_editor is required"), EntitySandbox.Errors(refused.Json));

        Assert.Equal(201, (await _saas.Patch(path, """{"type":"text","is_textarea":true,"is_rich_text_editor":false}""")).Status);
        Assert.Equal(204, (await _saas.Patch(path, """{"is_textarea":true}""")).Status);
    }

    [Theory]
    [InlineData("products-uuid", """{"add_categories":["master"]}""")]
    [InlineData("products", """{"identifier":"changed-1","add_categories":["master"]}""")]
    [InlineData("product-models", """{"code":"changed_1","family_variant":"shoes_size","remove_categories":["master"]}""")]
    public async Task Categories_are_added_and_removed_by_changes(string path, string body)
    {
        Answer answer = await _saas.Post(path, body);
        Assert.Equal(422, answer.Status);
        Assert.Matches("^Property \"(add|remove)_categories\" does not exist.", answer.Message);
        Assert.Equal(204, (await _saas.Patch("products-uuid/" + await _saas.Simple(), """{"add_categories":["master"]}""")).Status);
    }

    [Fact]
    public async Task Measures_have_a_symbol_in_the_cloud()
    {
        using TestSandbox community = new();
        const string Path = "products-uuid?attributes=weight&limit=100";

        JsonElement data = Weights(await _saas.Get(Path)).First();
        Assert.Equal(["amount", "unit", "symbol"], data.EnumerateObject().Select(member => member.Name));
        Assert.Equal("kg", data.GetProperty("symbol").GetString());
        Assert.Equal("g", Weights(await _saas.Get(Path + "&scope=print&convert_measurements=true")).First().GetProperty("symbol").GetString());
        Assert.Equal(["amount", "unit"], Weights(await community.Get(Path)).First().EnumerateObject().Select(member => member.Name));

        static IEnumerable<JsonElement> Weights(Answer answer) => answer.Items.Select(item => item.GetProperty("values"))
            .Where(values => values.TryGetProperty("weight", out _)).Select(values => values.GetProperty("weight")[0].GetProperty("data"));
    }

    [Fact]
    public async Task A_single_model_shows_what_the_reference_lists()
    {
        string model = (await _saas.Get("product-models?limit=1")).Codes[0];
        string path = "product-models/" + model;
        JsonElement channel = (await _saas.Get("channels/print")).Json;
        Assert.True(channel.TryGetProperty("conversion_units", out _));

        Assert.DoesNotContain("linked_data", (await _saas.Get(path + "?with_attribute_options=true")).Body);
        Assert.Equal(422, (await _saas.Get(path + "?convert_measurements=true")).Status);
        Assert.Equal(200, (await _saas.Get(path + "?convert_measurements=true&scope=print")).Status);
        (await _saas.Get(path + "?convert_measurements=true&scope=nowhere")).IsRefused(422, "Scope \"nowhere\" does not exist.");
    }

    [Fact]
    public async Task Published_products_and_drafts_know_fewer_options()
    {
        using TestSandbox enterprise = SaasSandbox.Create("EE");

        JsonElement item = (await enterprise.Get("published-products?limit=1&with_quality_scores=true&with_completenesses=true&with_attribute_options=true")).Items.First();
        Assert.DoesNotContain("quality_scores", item.GetRawText());
        Assert.DoesNotContain("linked_data", item.GetRawText());
        Assert.DoesNotContain("completenesses", (await enterprise.Get($"published-products/{item.GetProperty("identifier").GetString()}?with_completenesses=true")).Body);
    }

    [Fact]
    public async Task There_are_fifty_table_attributes_at_most()
    {
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(201, (await _saas.Post("attributes", Table($"t{i}", 2))).Status);
        }

        (await _saas.Post("attributes", Table("t50", 2))).IsInvalid("type", "There can be 50 table attributes or less.");
        Assert.Equal(204, (await _saas.Patch("attributes/t1", """{"labels":{"en_US":"One"}}""")).Status);
    }

    [Fact]
    public async Task The_tables_of_a_product_have_eight_thousand_cells_at_most()
    {
        for (int i = 0; i < 9; i++)
        {
            await _saas.Post("attributes", Table($"t{i}", 10));
        }

        string path = "products-uuid/" + await _saas.Simple();
        Assert.Equal(204, (await _saas.Patch(path, Tables(0, 8))).Status);
        (await _saas.Patch(path, Tables(8, 1))).IsInvalid("values", "The tables can have 8000 cells at most.");

        static string Tables(int from, int count) => JsonSerializer.Serialize(new
        {
            values = Enumerable.Range(from, count).ToDictionary(i => $"t{i}", _ => new[]
            {
                new { locale = (string?)null, scope = (string?)null, data = Enumerable.Range(0, 100).Select(row => Enumerable.Range(0, 10).ToDictionary(column => $"c{column}", _ => $"r{row}")) },
            }),
        });
    }

    private static string Table(string code, int columns) => JsonSerializer.Serialize(new
    {
        code,
        type = "pim_catalog_table",
        group = "other",
        table_configuration = Enumerable.Range(0, columns).Select(i => i == 0
            ? (object)new { code = "c0", data_type = "select", options = Enumerable.Range(0, 100).Select(row => new { code = $"r{row}" }) }
            : new { code = $"c{i}", data_type = "text" }),
    });
}
