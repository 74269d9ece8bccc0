using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Filters of product models, and those that the hosted edition has besides.</summary>
public sealed class SearchByEditionTests
{
    private const string InShop = "\"scope\":\"ecommerce\",\"locale\":\"en_US\"";

    [Theory]
    [InlineData("AT LEAST COMPLETE", "ALL INCOMPLETE")]
    [InlineData("ALL COMPLETE", "AT LEAST INCOMPLETE")]
    public async Task Models_are_complete_as_their_variants_are(string op, string opposite)
    {
        using TestSandbox sandbox = new();

        int some = await Count(sandbox, "product-models", $$"""{"completeness":[{"operator":"{{op}}",{{InShop}}}]}""");
        int others = await Count(sandbox, "product-models", $$"""{"completeness":[{"operator":"{{opposite}}",{{InShop}}}]}""");

        Assert.Equal(await Count(sandbox, "product-models", "{}"), some + others);
    }

    [Theory]
    [InlineData("product-models", """{"completeness":[{"operator":">","value":5,"scope":"ecommerce"}]}""", "Filter on property \"completeness\" is not supported or does not support operator \">\"")]
    [InlineData("product-models", """{"completeness":[{"operator":"ALL COMPLETE"}]}""", "Property \"completeness\" expects a valid scope. The scope does not exist, \"\" given.")]
    [InlineData("products", """{"completeness":[{"operator":"ALL COMPLETE","scope":"ecommerce"}]}""", "Filter on property \"completeness\" is not supported or does not support operator \"ALL COMPLETE\"")]
    [InlineData("products", """{"family":[{"operator":"IN CHILDREN","value":["shoes"]}]}""", "Filter on property \"family\" is not supported or does not support operator \"IN CHILDREN\"")]
    [InlineData("products", """{"erp_name":[{"operator":"IN","value":["a"]}]}""", "Filter on property \"erp_name\" is not supported or does not support operator \"IN\"")]
    [InlineData("products", """{"updated_including_linked_entities":[{"operator":"SINCE LAST N DAYS","value":3}]}""", "Filter on property \"updated_including_linked_entities\" is not supported or does not support operator \"SINCE LAST N DAYS\"")]
    public async Task What_an_edition_lacks_is_refused(string path, string search, string message)
    {
        using TestSandbox sandbox = new();

        Answer answer = await sandbox.Search(path, search);

        Assert.Equal((422, message), (answer.Status, answer.Message));
    }

    [Theory]
    [InlineData("=", "100", "!=")]
    [InlineData("<", "60", ">=")]
    [InlineData("LOWER OR EQUALS THAN ON ALL LOCALES", "60", "GREATER THAN ON AT LEAST ONE LOCALE")]
    [InlineData("EQUALS ON AT LEAST ONE LOCALE", "100", "NOT EQUALS ON AT LEAST ONE LOCALE")]
    [InlineData("EMPTY", "null", "NOT EMPTY")]
    public async Task The_hosted_edition_finds_by_readiness(string op, string value, string opposite)
    {
        using TestSandbox sandbox = new(new PimSandboxOptions { ProductCount = 200, Edition = "Serenity" });
        Task<int> Found(string how) => Count(sandbox, "products", $$"""{"readiness":[{"operator":"{{how}}","value":{{value}},"scope":"ecommerce","locales":["en_US"]}]}""");

        int empty = await Count(sandbox, "products", """{"readiness":[{"operator":"EMPTY","scope":"ecommerce","locales":["en_US"]}]}""");
        int all = await Count(sandbox, "products", "{}");

        // what has none meets no comparison
        Assert.Equal(op == "EMPTY" ? all : all - empty, await Found(op) + await Found(opposite));
    }

    [Theory]
    [InlineData("products", "ALL READY", 200)]
    [InlineData("products", "ALL UNREADY", 200)]
    [InlineData("products", "EQUALS ON ALL LOCALES", 422)]
    [InlineData("product-models", "NOT EMPTY", 200)]
    [InlineData("product-models", "ALL READY", 422)]
    public async Task Readiness_by_channel_is_of_products(string path, string op, int status)
    {
        using TestSandbox sandbox = new(new PimSandboxOptions { ProductCount = 60, Edition = "Serenity" });
        Assert.Equal(status, (await sandbox.Search(path, $$"""{"readiness":[{"operator":"{{op}}","readiness_code":"web","scope":"ecommerce"}]}""")).Status);
    }

    [Fact]
    public async Task The_hosted_edition_finds_families_below_others()
    {
        using TestSandbox sandbox = new(new PimSandboxOptions { ProductCount = 300, Edition = "Serenity" });
        int shoes = await Count(sandbox, "products", """{"family":[{"operator":"IN","value":["shoes"]}]}""");
        int shirts = await Count(sandbox, "products", """{"family":[{"operator":"IN","value":["tshirts"]}]}""");

        Assert.Equal(204, (await sandbox.Patch("families/shoes", """{"parent":"tshirts"}""")).Status);

        Assert.Equal(shoes + shirts, await Count(sandbox, "products", """{"family":[{"operator":"IN CHILDREN","value":["tshirts"]}]}"""));
        Assert.Equal(300 - shoes - shirts, await Count(sandbox, "products", """{"family":[{"operator":"NOT IN CHILDREN","value":["tshirts"]}]}"""));
        Assert.Equal(shoes, await Count(sandbox, "products", """{"family":[{"operator":"IN CHILDREN","value":["shoes"]}]}"""));
    }

    [Fact]
    public async Task The_hosted_edition_compares_texts_with_lists()
    {
        using TestSandbox sandbox = new(new PimSandboxOptions { ProductCount = 300, Edition = "Serenity" });
        int filled = await Count(sandbox, "products", """{"ean":[{"operator":"NOT EMPTY"}]}""");
        string ean = (await sandbox.Search("products", """{"ean":[{"operator":"NOT EMPTY"}]}""")).Items.First().GetProperty("values").GetProperty("ean")[0].GetProperty("data").GetString()!;

        Assert.Equal(1, await Count(sandbox, "products", $$"""{"ean":[{"operator":"IN","value":["{{ean}}","none"]}]}"""));
        Assert.Equal(filled - 1, await Count(sandbox, "products", $$"""{"ean":[{"operator":"NOT IN","value":["{{ean}}"]}]}"""));
        Assert.Equal(422, (await sandbox.Search("products", """{"picture":[{"operator":"IN","value":["a"]}]}""")).Status);
    }

    [Fact]
    public async Task Search_scope_and_locale_are_for_completeness_and_scores_too()
    {
        using TestSandbox sandbox = new();
        foreach (string search in new[] { """{"completeness":[{"operator":">","value":70}]}""", """{"quality_score":[{"operator":"IN","value":["A"]}]}""" })
        {
            Assert.Equal(422, (await sandbox.Search("products", search)).Status);
            Assert.Equal(200, (await sandbox.Search("products", search, "&search_locale=en_US&search_scope=ecommerce")).Status);
        }
    }

    private static async Task<int> Count(TestSandbox sandbox, string path, string search) =>
        (await sandbox.Search(path, search, "&with_count=true")).Json.GetProperty("items_count").GetInt32();
}
