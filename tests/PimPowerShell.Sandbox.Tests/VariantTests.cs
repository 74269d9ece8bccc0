using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Product models and variants: two levels, tshirts by color and size.</summary>
public sealed class VariantTests : IDisposable
{
    private const string Root = "tshirts_000000";
    private const string Black = "tshirts_000000_black";

    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Variants_show_what_they_inherit()
    {
        JsonElement root = (await _sandbox.Get("product-models/" + Root)).Json;
        JsonElement sub = (await _sandbox.Get("product-models/" + Black)).Json;
        JsonElement variant = (await Variants(Black)).Items.First();
        Assert.Equal(JsonValueKind.Null, root.GetProperty("parent").ValueKind);
        Assert.Equal(Root, sub.GetProperty("parent").GetString());
        Assert.Equal(Black, variant.GetProperty("parent").GetString());
        Assert.Equal("black", Data(sub, "color"));
        Assert.Equal("black", Data(variant, "color"));
        Assert.Equal(root.GetProperty("categories").GetRawText(), variant.GetProperty("categories").GetRawText());
        Assert.All(root.GetProperty("values").EnumerateObject(), value => Assert.Equal(value.Value.GetRawText(), variant.GetProperty("values").GetProperty(value.Name).GetRawText()));
        Assert.False(root.GetProperty("values").TryGetProperty("size", out _));
    }

    [Fact]
    public async Task A_change_of_the_model_shows_on_its_variants()
    {
        Assert.Equal(204, (await _sandbox.Patch("product-models/" + Root, """{"values":{"erp_name":[{"locale":null,"scope":null,"data":"from above"}]}}""")).Status);
        Assert.Equal("from above", Data((await Variants(Black)).Items.First(), "erp_name"));
        string since = DateTime.UtcNow.AddMinutes(-5).ToString("yyyy-MM-dd HH:mm:ss");
        Answer found = await _sandbox.Search("products-uuid", $$"""{"updated":[{"operator":">","value":"{{since}}"}]}""");
        Assert.Equal(12, found.Items.Count());
    }

    [Fact]
    public async Task Values_belong_to_a_level()
    {
        JsonElement variant = (await Variants(Black)).Items.First();
        string path = "products-uuid/" + variant.GetProperty("uuid").GetString();
        Answer wrong = await _sandbox.Patch(path, """{"values":{"erp_name":[{"locale":null,"scope":null,"data":"other"}]}}""");
        Assert.Equal("""{"code":422,"message":"Validation failed.","errors":[{"property":"attribute","message":"Cannot set the property \"erp_name\" to this entity as it is not in the attribute set"}]}""", wrong.Body);
        string whole = (await _sandbox.Get(path)).Body;
        Assert.Equal(204, (await _sandbox.Patch(path, whole)).Status);
        Assert.Equal(whole, (await _sandbox.Get(path)).Body);
        Assert.Equal(204, (await _sandbox.Patch(path, """{"values":{"weight":[{"locale":null,"scope":null,"data":{"amount":2,"unit":"GRAM"}}]}}""")).Status);
        Answer model = await _sandbox.Patch("product-models/" + Root, """{"values":{"weight":[{"locale":null,"scope":null,"data":{"amount":2,"unit":"GRAM"}}]}}""");
        Assert.Contains("Cannot set the property \\\"weight\\\"", model.Body);
    }

    [Fact]
    public async Task Values_of_the_models_above_go_there_where_that_is_asked_for()
    {
        const string Sent = """{"values":{"erp_name":[{"locale":null,"scope":null,"data":"from below"}],"weight":[{"locale":null,"scope":null,"data":{"amount":3,"unit":"GRAM"}}]}}""";
        using TestSandbox saas = SaasSandbox.Create();
        JsonElement variant = (await saas.Search("products-uuid", $$"""{"parent":[{"operator":"=","value":"{{Black}}"}]}""")).Items.First();
        string path = "products-uuid/" + variant.GetProperty("uuid").GetString();
        Assert.Equal(422, (await saas.Patch(path, Sent)).Status);
        Assert.Equal(422, (await saas.Patch(path + "?update_parent_values=1", Sent)).Status);
        Assert.Equal(204, (await saas.Patch(path + "?update_parent_values=true", Sent)).Status);
        Assert.Equal("from below", Data((await saas.Get("product-models/" + Root)).Json, "erp_name"));
        Assert.False((await saas.Get("product-models/" + Root)).Json.GetProperty("values").TryGetProperty("weight", out _));
        Answer axis = await saas.Patch(path + "?update_parent_values=true", """{"values":{"color":[{"locale":null,"scope":null,"data":"white"}]}}""");
        Assert.Equal(422, axis.Status);
        Assert.Equal(422, (await _sandbox.Patch(path + "?update_parent_values=true", Sent)).Status);
    }

    [Fact]
    public async Task Axes_are_required_fixed_and_different()
    {
        Answer empty = await _sandbox.Patch("products/n1", $$"""{"parent":"{{Black}}"}""");
        Assert.Contains("Attribute \\\"size\\\" cannot be empty, as it is defined as an axis for this entity", empty.Body);
        Answer twin = await _sandbox.Patch("products/n1", $$"""{"parent":"{{Black}}","values":{"size":[{"locale":null,"scope":null,"data":"m"}]} }""");
        Assert.Matches("Cannot set value .\"m.\" for the attribute axis .\"size.\" on variant product .\"n1.\", as the variant product .\"TSH-[0-9]+-BLACK-M.\" already has this value", twin.Body);
        Answer created = await _sandbox.Patch("products/n1", $$"""{"parent":"{{Black}}","values":{"size":[{"locale":null,"scope":null,"data":"xxl"}]} }""");
        Assert.Equal(201, created.Status);
        Assert.Equal("tshirts", (await _sandbox.Get("products/n1")).Json.GetProperty("family").GetString());
        Answer changed = await _sandbox.Patch("products/n1", """{"values":{"size":[{"locale":null,"scope":null,"data":"xs"}]}}""");
        Assert.Contains("Variant axis \\\"size\\\" cannot be modified, \\\"xs\\\" given", changed.Body);
    }

    [Fact]
    public async Task Simple_products_become_variants_and_back()
    {
        await _sandbox.Patch("products/s1", """{"family":"tshirts","values":{"size":[{"locale":null,"scope":null,"data":"xxl"}],"erp_name":[{"locale":null,"scope":null,"data":"mine"}]}}""");
        Assert.Equal(201, (await _sandbox.Patch("products/s1", $$"""{"parent":"{{Black}}"}""")).Status);
        JsonElement variant = (await _sandbox.Get("products/s1")).Json;
        Assert.NotEqual("mine", Data(variant, "erp_name"));
        Assert.Equal("black", Data(variant, "color"));
        Assert.Equal(204, (await _sandbox.Patch("products/s1", """{"parent":null}""")).Status);
        JsonElement simple = (await _sandbox.Get("products/s1")).Json;
        Assert.Equal("black", Data(simple, "color"));
        Assert.Equal(variant.GetProperty("categories").GetRawText(), simple.GetProperty("categories").GetRawText());
    }

    [Fact]
    public async Task Families_must_match()
    {
        await _sandbox.Patch("products/c1", """{"family":"cameras"}""");
        Answer answer = await _sandbox.Patch("products/c1", $$"""{"parent":"{{Black}}"}""");
        Assert.Contains("The variant product family must be the same than its parent", answer.Body);
        Answer high = await _sandbox.Patch("products/c2", $$"""{"parent":"{{Root}}"}""");
        Assert.Contains("cannot have product model", high.Body);
    }

    [Fact]
    public async Task Models_are_made_level_by_level()
    {
        Assert.Contains("family variant", (await _sandbox.Post("product-models", """{"code":"m1"}""")).Body);
        Answer root = await _sandbox.Post("product-models", """{"code":"m1","family_variant":"tshirts_color_size"}""");
        Assert.Equal(201, root.Status);
        Assert.EndsWith("/product-models/m1", root.Location);
        Answer sub = await _sandbox.Post("product-models", """{"code":"m1_red","parent":"m1","values":{"color":[{"locale":null,"scope":null,"data":"red"}]}}""");
        Assert.Equal(201, sub.Status);
        JsonElement model = (await _sandbox.Get("product-models/M1_RED")).Json;
        Assert.Equal("tshirts_color_size", model.GetProperty("family_variant").GetString());
        Assert.Equal("tshirts", model.GetProperty("family").GetString());
        Answer twin = await _sandbox.Post("product-models", """{"code":"m1_red2","parent":"m1","values":{"color":[{"locale":null,"scope":null,"data":"red"}]}}""");
        Assert.Contains("on product model \\\"m1_red2\\\", as the product model \\\"m1_red\\\" already has this value", twin.Body);
        Answer again = await _sandbox.Post("product-models", """{"code":"m1","family_variant":"tshirts_color_size"}""");
        Assert.Equal(422, again.Status);
        Answer fixedVariant = await _sandbox.Patch("product-models/m1", """{"family_variant":"shoes_size"}""");
        Assert.Equal("Property \"family_variant\" cannot be modified, \"shoes_size\" given. Check the expected format on the API documentation.", fixedVariant.Message);
        Assert.Equal("http://api.akeneo.com/api-reference.html#patch_product_models__code_", fixedVariant.Link("documentation"));
    }

    [Fact]
    public async Task Deleting_a_model_deletes_what_is_below()
    {
        int before = (await _sandbox.All("products?limit=100&pagination_type=search_after")).Count;
        int models = (await _sandbox.All("product-models?limit=100")).Count;
        Assert.Equal(204, (await _sandbox.Delete("product-models/" + Root)).Status);
        Assert.Equal(404, (await _sandbox.Get("product-models/" + Black)).Status);
        Assert.Equal(before - 12, (await _sandbox.All("products?limit=100&pagination_type=search_after")).Count);
        Assert.Equal(models - 4, (await _sandbox.All("product-models?limit=100")).Count);
    }

    private Task<Answer> Variants(string model) => _sandbox.Search("products-uuid", $$"""{"parent":[{"operator":"IN","value":["{{model}}"]}]}""");

    private static string? Data(JsonElement item, string attribute) => item.GetProperty("values").TryGetProperty(attribute, out JsonElement value) ? value[0].GetProperty("data").GetString() : null;
}
