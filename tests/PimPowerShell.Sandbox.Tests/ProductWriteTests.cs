using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class ProductWriteTests : IDisposable
{
    private const string Uuid = "3a4b5c6d-1111-4222-8333-444455556666";

    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Post_creates_and_tells_where()
    {
        Answer answer = await _sandbox.Post("products", """{"identifier":"new 1","family":"cameras"}""");
        Assert.Equal(201, answer.Status);
        Assert.Equal("", answer.Body);
        Assert.Equal(_sandbox.Base + "/api/rest/v1/products/new%201", answer.Location);
        JsonElement product = (await _sandbox.Get("products/NEW%201")).Json;
        Assert.Equal("new 1", product.GetProperty("identifier").GetString());
        Assert.True(product.GetProperty("enabled").GetBoolean());
        Assert.Equal("cameras", product.GetProperty("family").GetString());
        Assert.Equal("{}", product.GetProperty("values").GetRawText());
        Assert.Equal("{}", product.GetProperty("associations").GetRawText());
    }

    [Fact]
    public async Task A_product_by_uuid_needs_no_identifier()
    {
        Answer answer = await _sandbox.Post("products-uuid", $$"""{"uuid":"{{Uuid.ToUpperInvariant()}}"}""");
        Assert.Equal(201, answer.Status);
        Assert.Equal(_sandbox.Base + "/api/rest/v1/products-uuid/" + Uuid, answer.Location);
        Answer again = await _sandbox.Post("products-uuid", $$"""{"uuid":"{{Uuid}}"}""");
        Assert.Equal($$"""{"code":422,"message":"Validation failed.","errors":[{"property":"uuid","message":"The {{Uuid}} uuid is already used for another product."}]}""", again.Body);
        Assert.Equal(201, (await _sandbox.Post("products-uuid", "{}")).Status);
    }

    [Fact]
    public async Task Identifiers_are_unique_and_well_formed()
    {
        Answer taken = await _sandbox.Post("products", """{"identifier":"0815"}""");
        Assert.Equal("""{"code":422,"message":"Validation failed.","errors":[{"property":"identifier","message":"The 0815 identifier is already used for another product."}]}""", taken.Body);
        Answer byUuid = await _sandbox.Post("products-uuid", """{"values":{"sku":[{"locale":null,"scope":null,"data":"0815"}]}}""");
        Assert.Equal(taken.Body, byUuid.Body);
        Answer comma = await _sandbox.Post("products", """{"identifier":"a,b"}""");
        Assert.Equal("""{"code":422,"message":"Validation failed.","errors":[{"property":"identifier","message":"This field should not contain any comma or semicolon or leading\/trailing space"}]}""", comma.Body);
        Assert.Equal("The identifier attribute cannot be empty.", Error(await _sandbox.Post("products", "{}")));
    }

    [Fact]
    public async Task Patch_creates_changes_and_leaves_alone()
    {
        Answer created = await _sandbox.Patch("products-uuid/" + Uuid, """{"enabled":false}""");
        Assert.Equal(201, created.Status);
        Assert.Equal("", created.Body);
        JsonElement before = (await _sandbox.Get("products-uuid/" + Uuid)).Json;
        await Task.Delay(1100);
        Answer same = await _sandbox.Patch("products-uuid/" + Uuid, """{"enabled":false,"values":[],"categories":[]}""");
        Assert.Equal(204, same.Status);
        Assert.EndsWith(Uuid, same.Location);
        Assert.Equal(before.GetRawText(), (await _sandbox.Get("products-uuid/" + Uuid)).Body);
        Assert.Equal(204, (await _sandbox.Patch("products-uuid/" + Uuid, """{"enabled":true}""")).Status);
        JsonElement after = (await _sandbox.Get("products-uuid/" + Uuid)).Json;
        Assert.NotEqual(before.GetProperty("updated").GetString(), after.GetProperty("updated").GetString());
        Assert.Equal(before.GetProperty("created").GetString(), after.GetProperty("created").GetString());
    }

    [Theory]
    [InlineData("""{"nope":1}""", "Property \"nope\" does not exist. Check the expected format on the API documentation.")]
    [InlineData("""{"_links":{}}""", "Property \"_links\" does not exist. Check the expected format on the API documentation.")]
    [InlineData("""{"identifier":"x"}""", "Property \"identifier\" does not exist. Check the expected format on the API documentation.")]
    [InlineData("""{"add_categories":["master"]}""", "Property \"add_categories\" does not exist. Check the expected format on the API documentation.")]
    [InlineData("""{"enabled":"yes"}""", "Property \"enabled\" expects a boolean as data, \"string\" given. Check the expected format on the API documentation.")]
    [InlineData("""{"categories":null}""", "Property \"categories\" expects an array as data, \"NULL\" given. Check the expected format on the API documentation.")]
    [InlineData("""{"categories":["nope"]}""", "Property \"categories\" expects a valid category code. The category does not exist, \"nope\" given. Check the expected format on the API documentation.")]
    [InlineData("""{"family":"nope"}""", "Property \"family\" expects a valid family code. The family does not exist, \"nope\" given. Check the expected format on the API documentation.")]
    [InlineData("""{"family":[]}""", "Property \"family\" expects a string as data, \"array\" given. Check the expected format on the API documentation.")]
    [InlineData("""{"groups":["nope"]}""", "Property \"groups\" expects a valid group code. The group does not exist, \"nope\" given. Check the expected format on the API documentation.")]
    [InlineData("""{"parent":"nope"}""", "Property \"parent\" expects a valid parent code. The parent product model does not exist, \"nope\" given. Check the expected format on the API documentation.")]
    [InlineData("""{"values":7}""", "Property \"values\" expects an array as data, \"integer\" given. Check the expected format on the API documentation.")]
    [InlineData("""{"associations":{"X_SELL":{"products":["25566245-55c3-42ce-86d9-8610ac459fa8"]}}}""", "Property \"associations\" expects a valid product uuid. The product does not exist, \"25566245-55c3-42ce-86d9-8610ac459fa8\" given. Check the expected format on the API documentation.")]
    public async Task Bad_properties_are_refused_with_a_link(string body, string message)
    {
        Answer answer = await _sandbox.Patch("products-uuid/" + Uuid, body);
        Assert.Equal(422, answer.Status);
        Assert.Equal(message, answer.Message);
        Assert.Equal("http://api.akeneo.com/api-reference.html#patch_products_uuid__uuid_", answer.Link("documentation"));
        Assert.Equal(404, (await _sandbox.Get("products-uuid/" + Uuid)).Status);
    }

    [Fact]
    public async Task What_only_the_server_writes_is_ignored()
    {
        string uuid = await _sandbox.Simple();
        Answer answer = await _sandbox.Patch("products-uuid/" + uuid, """{"created":"x","updated":1,"metadata":{},"quality_scores":[],"completenesses":[],"root_parent":null}""");
        Assert.Equal(204, answer.Status);
    }

    [Fact]
    public async Task A_product_may_be_sent_back_without_its_links()
    {
        string uuid = await _sandbox.Simple("cameras");
        string before = (await _sandbox.Get("products-uuid/" + uuid)).Body;
        Assert.Equal(204, (await _sandbox.Patch("products-uuid/" + uuid, before)).Status);
        Assert.Equal(before, (await _sandbox.Get("products-uuid/" + uuid)).Body);
    }

    [Fact]
    public async Task Uuids_are_checked()
    {
        Answer bad = await _sandbox.Patch("products-uuid/abc", "{}");
        Assert.Equal("This is not a valid UUID. Check the expected format on the API documentation.", bad.Message);
        Answer mismatch = await _sandbox.Patch("products-uuid/" + Uuid, """{"uuid":"25566245-55c3-42ce-86d9-8610ac459fa8"}""");
        Assert.Equal($"The uuid \"25566245-55c3-42ce-86d9-8610ac459fa8\" provided in the request body must match the uuid \"{Uuid}\" provided in the url.", mismatch.Message);
    }

    [Fact]
    public async Task Another_identifier_in_the_body_renames()
    {
        Answer mismatch = await _sandbox.Patch("products/none", """{"identifier":"other"}""");
        Assert.Equal("The identifier \"other\" provided in the request body must match the identifier \"none\" provided in the url.", mismatch.Message);
        Answer renamed = await _sandbox.Patch("products/0815", """{"identifier":"ZZ-9"}""");
        Assert.Equal(204, renamed.Status);
        Assert.EndsWith("/products/ZZ-9", renamed.Location);
        Assert.Equal(404, (await _sandbox.Get("products/0815")).Status);
        Assert.Equal("ZZ-9", (await _sandbox.All("products?limit=100&pagination_type=search_after")).Last().GetProperty("identifier").GetString());
        Assert.Equal(204, (await _sandbox.Patch("products/zz-9", """{"identifier":"0815"}""")).Status);
        Assert.Equal(300, (await _sandbox.All("products?limit=100&pagination_type=search_after")).Count);
    }

    [Fact]
    public async Task Categories_groups_and_associations_replace_list_by_list()
    {
        string uuid = await _sandbox.Simple();
        string[] others = [.. (await _sandbox.Uuids(10)).Where(other => other != uuid).Take(2)];
        await _sandbox.Patch("products-uuid/" + uuid, $$"""{"categories":["print_home_1","fashion"],"groups":["clearance"],"associations":{"PACK":{"products":["{{others[0]}}"],"groups":["clearance"]} } }""");
        await _sandbox.Patch("products-uuid/" + uuid, $$"""{"categories":["garden","FASHION"],"associations":{"PACK":{"products":["{{others[1]}}"]} } }""");
        JsonElement product = (await _sandbox.Get("products-uuid/" + uuid)).Json;
        Assert.Equal("""["fashion","garden"]""", product.GetProperty("categories").GetRawText());
        Assert.Equal($$"""{"groups":["clearance"],"products":["{{others[1]}}"],"product_models":[]}""", product.GetProperty("associations").GetProperty("PACK").GetRawText());
        Assert.Equal("""{"groups":[],"products":[],"product_models":[]}""", product.GetProperty("associations").GetProperty("UPSELL").GetRawText());
    }

    [Fact]
    public async Task Two_way_associations_show_on_the_other_side()
    {
        await _sandbox.Patch("products/one", """{"associations":{}}""");
        await _sandbox.Patch("products/two", """{"associations":{"COMPATIBLE":{"products":["one"]}}}""");
        JsonElement one = (await _sandbox.Get("products/one")).Json;
        Assert.Equal("""["two"]""", one.GetProperty("associations").GetProperty("COMPATIBLE").GetProperty("products").GetRawText());
        await _sandbox.Patch("products/two", """{"associations":{"COMPATIBLE":{"products":[]}}}""");
        Assert.Equal("{}", (await _sandbox.Get("products/one")).Json.GetProperty("associations").GetRawText());
    }

    [Fact]
    public async Task Quantified_associations_are_checked()
    {
        await _sandbox.Patch("products/set", """{"quantified_associations":{"PRODUCT_SET":{"products":[{"identifier":"0815","quantity":2}]}}}""");
        JsonElement set = (await _sandbox.Get("products/set")).Json.GetProperty("quantified_associations");
        Assert.Equal("""{"PRODUCT_SET":{"products":[{"identifier":"0815","quantity":2}],"product_models":[]}}""", set.GetRawText());
        Answer unknown = await _sandbox.Patch("products/set", """{"quantified_associations":{"PRODUCT_SET":{"products":[{"identifier":"x","quantity":2}]}}}""");
        Assert.Equal("The following products don't exist: x. Please make sure the products haven't been deleted in the meantime.", Error(unknown));
        Answer none = await _sandbox.Patch("products/set", """{"quantified_associations":{"PRODUCT_SET":{"products":[{"identifier":"0815","quantity":0}]}}}""");
        Assert.Contains("\"property\":\"quantified_associations.PRODUCT_SET.products[0].quantity\"", none.Body);
        Answer kind = await _sandbox.Patch("products/set", """{"associations":{"PRODUCT_SET":{"products":[]}}}""");
        Assert.Equal(422, kind.Status);
    }

    [Fact]
    public async Task Deleting_is_final()
    {
        Answer answer = await _sandbox.Delete("products/0815");
        Assert.Equal(204, answer.Status);
        Assert.Equal("", answer.Body);
        Assert.Equal(404, (await _sandbox.Get("products/0815")).Status);
        Assert.Equal(404, (await _sandbox.Delete("products/0815")).Status);
        Assert.Equal(201, (await _sandbox.Patch("products/0815", "{}")).Status);
    }

    [Fact]
    public async Task Serenity_adds_and_removes_categories_and_creates_options()
    {
        using TestSandbox saas = new(new PimSandboxOptions { ProductCount = 100, Edition = "Serenity" });
        await saas.Patch("products/s1", """{"categories":["home"]}""");
        await saas.Patch("products/s1", """{"add_categories":["garden"],"remove_categories":["home"]}""");
        Assert.Equal("""["garden"]""", (await saas.Get("products/s1")).Json.GetProperty("categories").GetRawText());
        string body = """{"values":{"tags":[{"locale":null,"scope":null,"data":["brand_new"]}]}}""";
        Assert.Equal(422, (await saas.Patch("products/s1", body)).Status);
        Assert.Equal(204, (await saas.Patch("products/s1?create_missing_options", body)).Status);
        Assert.Equal(200, (await saas.Get("attributes/tags/options/brand_new")).Status);
    }

    private static string Error(Answer answer) => answer.Json.GetProperty("errors")[0].GetProperty("message").GetString()!;
}
