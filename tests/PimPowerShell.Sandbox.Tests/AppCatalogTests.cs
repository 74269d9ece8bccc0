using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class AppCatalogTests : IDisposable
{
    private const string Flat = """{"$schema":"https://api.akeneo.com/mapping/product/0.0.2/schema","type":"object","properties":{"uuid":{"type":"string"},"name":{"type":"array","items":{"type":"object","properties":{"locale":{"type":"string"},"value":{"type":"string"}}}},"weight":{"type":"number"},"returnable":{"type":"boolean"},"tags":{"type":"array","items":{"type":"string"}},"nowhere":{"type":"string"}}}""";

    private readonly TestSandbox _sandbox = SaasSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Catalogs_are_created_changed_and_deleted()
    {
        Answer created = await _sandbox.Post("catalogs", """{"name":"Mine","managed_currencies":["EUR"],"managed_locales":["en_US","fr_FR"]}""");
        Assert.Equal(201, created.Status);
        string id = created.Json.Text("id");
        Assert.Equal($$"""{"id":"{{id}}","name":"Mine","enabled":false,"managed_currencies":["EUR"],"managed_locales":["en_US","fr_FR"]}""", created.Body);
        Assert.Equal(created.Body, (await _sandbox.Get("catalogs/" + id)).Body);

        Answer changed = await _sandbox.Patch("catalogs/" + id, """{"name":"Ours","managed_currencies":[],"enabled":true,"id":"x"}""");
        Assert.Equal(200, changed.Status);
        Assert.Equal($$"""{"id":"{{id}}","name":"Ours","enabled":false,"managed_currencies":[],"managed_locales":["en_US","fr_FR"]}""", changed.Body);

        Assert.Equal(4, (await _sandbox.Get("catalogs")).Items.Count());
        Answer deleted = await _sandbox.Delete("catalogs/" + id);
        Assert.Equal((204, ""), (deleted.Status, deleted.Body));
        (await _sandbox.Get("catalogs/" + id)).IsRefused(404, $"Catalog \"{id}\" does not exist or you can't access it.");
    }

    [Theory]
    [InlineData("""{}""", "name", "This value should not be blank.")]
    [InlineData("""{"name":" "}""", "name", "This value should not be blank.")]
    [InlineData("""{"name":"x","managed_locales":["xx_XX"]}""", "managed_locales", "The locale \"xx_XX\" does not exist.")]
    [InlineData("""{"name":"x","managed_currencies":["XXX"]}""", "managed_currencies", "The currency \"XXX\" does not exist.")]
    public async Task Catalogs_are_checked(string body, string property, string message)
    {
        (await _sandbox.Post("catalogs", body)).IsInvalid(property, message);
        if (body != "{}")
        {
            (await _sandbox.Patch("catalogs/" + await Id(0), body)).IsInvalid(property, message);
        }
    }

    [Fact]
    public async Task Names_have_a_maximum_length() =>
        (await _sandbox.Post("catalogs", $$"""{"name":"{{new string('n', 256)}}"}""")).IsInvalid("name", "This value is too long. It should have 255 characters or less.");

    [Fact]
    public async Task Unknown_properties_are_refused() =>
        (await _sandbox.Post("catalogs", """{"name":"x","nope":1}""")).IsRefused(422, "Property \"nope\" does not exist. Check the expected format on the API documentation.");

    [Fact]
    public async Task An_app_has_two_hundred_catalogs_at_most()
    {
        for (int i = 3; i < 200; i++)
        {
            Assert.Equal(201, (await _sandbox.Post("catalogs", """{"name":"x"}""")).Status);
        }

        (await _sandbox.Post("catalogs", """{"name":"x"}""")).IsInvalid("", "You can create up to 200 catalogs per app.");
        Assert.Equal(422, (await _sandbox.Post($"catalogs/{await Id(0)}/duplicate", "{}")).Status);
    }

    [Fact]
    public async Task Duplicates_are_disabled()
    {
        string id = await Id(0);
        Answer plain = await _sandbox.Post($"catalogs/{id}/duplicate", "{}");
        Assert.Equal(201, plain.Status);
        Assert.NotEqual(id, plain.Json.Text("id"));
        Assert.False(plain.Json.GetProperty("enabled").GetBoolean());
        Assert.Equal("""["en_US","fr_FR"]""", plain.Json.GetProperty("managed_locales").GetRawText());
        Answer named = await _sandbox.Post($"catalogs/{id}/duplicate", """{"name":"Other","managed_locales":["de_DE"],"skip_required_checks":true,"replace_mapping_locales_with":"de_DE","more":1}""");
        Assert.Equal("Other", named.Json.Text("name"));
        Assert.Equal("""["de_DE"]""", named.Json.GetProperty("managed_locales").GetRawText());
        (await _sandbox.Post($"catalogs/{id}/duplicate", """{"replace_mapping_locales_with":"xx_XX"}""")).IsInvalid("replace_mapping_locales_with", "The locale \"xx_XX\" does not exist.");
        Assert.Equal(422, (await _sandbox.Post($"catalogs/{id}/duplicate", """{"skip_required_checks":"yes"}""")).Status);
    }

    [Fact]
    public async Task Catalogs_are_for_apps_alone()
    {
        string id = await Id(0);
        (await _sandbox.AsUser(HttpMethod.Get, "catalogs")).IsRefused(403, "Access forbidden. You are not allowed to list catalogs.");
        (await _sandbox.AsUser(HttpMethod.Get, $"catalogs/{id}/products")).IsRefused(403, "Access forbidden. You are not allowed to list catalogs.");
        (await _sandbox.AsUser(HttpMethod.Patch, "catalogs/" + id, "{}")).IsRefused(403, "Access forbidden. You are not allowed to create or update catalogs.");
        (await _sandbox.AsUser(HttpMethod.Delete, "catalogs/" + id)).IsRefused(403, "Access forbidden. You are not allowed to delete catalogs.");
        Assert.Equal(200, (await _sandbox.AsUser(HttpMethod.Get, "workflows")).Status);
    }

    [Theory]
    [InlineData("product-uuids")]
    [InlineData("products")]
    [InlineData("products/00000000-0000-4000-8000-000000000000")]
    [InlineData("mapped-products")]
    [InlineData("mapped-models")]
    [InlineData("mapped-models/x/variants")]
    public async Task A_disabled_catalog_has_nothing_to_give(string below)
    {
        string id = await Id(2);
        Answer answer = await _sandbox.Get($"catalogs/{id}/{below}");
        Assert.Equal(200, answer.Status);
        Assert.StartsWith($"No products to synchronize. The catalog \"{id}\" has been disabled on the PIM side.", answer.Json.Text("error"));
    }

    [Fact]
    public async Task Products_come_by_cursor()
    {
        string path = $"catalogs/{await Id(0)}/product-uuids";
        Answer first = await _sandbox.Get(path + "?limit=5&with_count=true");
        Assert.Equal(5, first.Items.Count());
        Assert.Null(first.Link("previous"));
        List<string> uuids = [.. (await _sandbox.All(path + "?limit=100")).Select(item => item.GetString()!)];
        Assert.Equal(uuids.Count, first.Json.GetProperty("items_count").GetInt32());
        Assert.Equal(uuids, (await _sandbox.All(path + "?limit=7")).Select(item => item.GetString()!));
        Assert.Equal(uuids.OrderBy(uuid => uuid, StringComparer.Ordinal), uuids);
        List<JsonElement> products = await _sandbox.All($"catalogs/{await Id(0)}/products?limit=50");
        Assert.Equal(uuids, products.Select(product => product.Text("uuid")));
        Assert.All(products, product => Assert.Contains(product.Text("family"), new[] { "cameras", "furniture" }));
        Assert.All(products, product => Assert.True(product.GetProperty("enabled").GetBoolean()));
        (await _sandbox.Get(path + "?search_after=x")).IsRefused(422, "Invalid query parameters");
        (await _sandbox.Get(path + "?limit=101")).IsRefused(422, "You cannot request more than 100 items.");
    }

    [Fact]
    public async Task One_product_of_a_catalog_is_shown()
    {
        string id = await Id(0);
        string uuid = (await _sandbox.Get($"catalogs/{id}/product-uuids?limit=1")).Items.Single().GetString()!;
        Answer answer = await _sandbox.Get($"catalogs/{id}/products/{uuid}");
        Assert.Equal(uuid, answer.Json.Text("uuid"));
        string other = await _sandbox.Simple("shoes");
        (await _sandbox.Get($"catalogs/{id}/products/{other}")).IsRefused(404, $"Product \"{other}\" does not exist or you do not have permission to access it.");
    }

    [Fact]
    public async Task Products_can_be_had_by_their_update()
    {
        string path = $"catalogs/{await Id(0)}/product-uuids?limit=100&";
        int all = (await _sandbox.All(path)).Count;
        int before = (await _sandbox.All(path + "updated_before=2024-01-01T00:00:00Z")).Count;
        int after = (await _sandbox.All(path + "updated_after=2023-12-31T23:59:59Z")).Count;
        Assert.Equal(all, before + after);
        Assert.InRange(before, 1, all - 1);
        (await _sandbox.Get(path + "updated_after=yesterday")).IsInvalid("updated_after", "This value is not in a valid ISO 8601 standard datetime format.");
    }

    [Fact]
    public async Task Schemas_are_put_and_deleted()
    {
        string id = await Id(0);
        string path = $"catalogs/{id}/mapping-schemas/product";
        (await _sandbox.Get(path)).IsRefused(404, $"Catalog \"{id}\" has no product mapping schema.");
        (await _sandbox.Get($"catalogs/{id}/mapped-products")).IsRefused(422, $"Impossible to map the catalog \"{id}\": no product mapping schema available for this catalog.");
        Assert.Equal((204, ""), ((await _sandbox.Put(path, Flat)).Status, (await _sandbox.Put(path, Flat)).Body));
        Assert.Equal(Flat, (await _sandbox.Get(path)).Body.Replace("\\/", "/"));
        Assert.Equal(204, (await _sandbox.Delete(path)).Status);
        Assert.Equal(404, (await _sandbox.Delete(path)).Status);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"$schema":"https://api.akeneo.com/mapping/product/1.0.5/schema","properties":{}}""")]
    [InlineData("""{"$schema":"https://example.com/schema","properties":{}}""")]
    [InlineData("""{"$schema":"https://api.akeneo.com/mapping/product/1.0.4/schema"}""")]
    [InlineData("""{"$schema":"https://api.akeneo.com/mapping/product/1.0.4/schema","type":"array","properties":{}}""")]
    [InlineData("""{"$schema":"https://api.akeneo.com/mapping/product/1.0.4/schema","properties":{"a":{"type":"word"}}}""")]
    [InlineData("""{"$schema":"https://api.akeneo.com/mapping/product/1.0.4/schema","properties":{"a":{"type":"array"}}}""")]
    [InlineData("""{"$schema":"https://api.akeneo.com/mapping/product/1.0.4/schema","properties":{"variants":{"oneOf":["string"]}}}""")]
    [InlineData("""{"$schema":5,"properties":[]}""")]
    [InlineData("""{"$schema":"https://api.akeneo.com/mapping/product/1.0.4/schema","properties":{},"nope":1}""")]
    public async Task Schemas_are_checked(string body) =>
        (await _sandbox.Put($"catalogs/{await Id(0)}/mapping-schemas/product", body)).IsInvalid("productMappingSchema", "You must provide a valid schema.");

    [Fact]
    public async Task Schemas_have_six_hundred_targets_at_most()
    {
        string path = $"catalogs/{await Id(0)}/mapping-schemas/product";
        string Targets(int count) => string.Join(",", Enumerable.Range(0, count).Select(i => $"\"t{i}\":{{\"type\":\"string\"}}"));
        string Schema(int count, string more = "") => "{\"$schema\":\"https://api.akeneo.com/mapping/product/1.0.4/schema\",\"properties\":{" + Targets(count) + more + "}}";
        Assert.Equal(204, (await _sandbox.Put(path, Schema(600))).Status);
        // nothing is said of the targets of variants
        Assert.Equal(204, (await _sandbox.Put(path, Schema(600, ",\"variants\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{" + Targets(601) + "}}}"))).Status);
        (await _sandbox.Put(path, Schema(601))).IsInvalid("productMappingSchema", "You can define up to 600 targets.");
    }

    [Fact]
    public async Task Flat_schemas_map_every_product()
    {
        string id = await Id(0);
        await _sandbox.Put($"catalogs/{id}/mapping-schemas/product", Flat);
        List<JsonElement> mapped = await _sandbox.All($"catalogs/{id}/mapped-products?limit=100");
        Assert.Equal((await _sandbox.All($"catalogs/{id}/product-uuids?limit=100")).Count, mapped.Count);
        JsonElement one = mapped.First(item => item.TryGetProperty("weight", out _) && item.TryGetProperty("name", out _));
        Assert.Equal(JsonValueKind.Number, one.GetProperty("weight").ValueKind);
        Assert.Contains("en_US", one.GetProperty("name").EnumerateArray().Select(name => name.Text("locale")));
        Assert.False(one.TryGetProperty("nowhere", out _));
        (await _sandbox.Get($"catalogs/{id}/mapped-models")).IsRefused(422, $"Impossible to map the catalog \"{id}\": its product mapping schema knows no variants.");
    }

    [Fact]
    public async Task Schemas_of_models_map_models_and_their_variants()
    {
        string id = await Id(1);
        List<JsonElement> models = await _sandbox.All($"catalogs/{id}/mapped-models?limit=3");
        Assert.NotEmpty(models);
        string code = models[0].Text("code");
        Assert.Equal($"{_sandbox.Base}/api/rest/v1/catalogs/{id}/mapped-models/{code}/variants", models[0].Text("variants"));
        List<JsonElement> variants = await _sandbox.All($"catalogs/{id}/mapped-models/{code}/variants?limit=2");
        Assert.NotEmpty(variants);
        foreach (JsonElement variant in variants)
        {
            Assert.Equal(code, (await _sandbox.Get("products-uuid/" + variant.Text("uuid") + "?with_root_parent=true")).Json.Text("root_parent"));
        }

        (await _sandbox.Get($"catalogs/{id}/mapped-models/nope/variants")).IsRefused(404, "Product model \"nope\" does not exist or you do not have permission to access it.");
        List<JsonElement> simple = await _sandbox.All($"catalogs/{id}/mapped-products?limit=100");
        Assert.NotEmpty(simple);
        Assert.All(simple, item => Assert.Single(item.GetProperty("variants").EnumerateArray()));
    }

    /// <summary>The catalogs by their number: one enabled, one enabled that has a schema of models, one disabled.</summary>
    private async Task<string> Id(int number) =>
        (await _sandbox.All("catalogs?limit=100")).Single(item => item.Text("name") == new[] { "Marketplace", "Shop", "Outlet" }[number]).Text("id");
}
