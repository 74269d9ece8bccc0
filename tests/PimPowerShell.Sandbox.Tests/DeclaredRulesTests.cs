using System;
using System.Globalization;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>What the API's description declares of fields is held against what is sent.</summary>
public sealed class DeclaredRulesTests : IDisposable
{
    private readonly TestSandbox _sandbox = SaasSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("reference-entities/brand/attributes/story", """{"type":"text","is_textarea":true}""", "is_rich_text_editor")]
    [InlineData("asset-families/packshots/attributes/story", """{"type":"text","is_textarea":true}""", "is_rich_text_editor")]
    [InlineData("categories/master", """{"validations":{"max_categories_per_product":-1}}""", "validations")]
    [InlineData("categories/master", """{"validations":{"nope":1}}""", "validations")]
    [InlineData("attributes/color", """{"number_min":"1"}""", "number_min")]
    [InlineData("attributes/name", """{"max_characters":0}""", "max_characters")]
    [InlineData("attributes/name", """{"is_main_identifier":true}""", "is_main_identifier")]
    [InlineData("attributes/sku", """{"is_main_identifier":false}""", "is_main_identifier")]
    [InlineData("attributes/stuff", """{"type":"pim_catalog_table","group":"other","table_configuration":[{"code":"a","data_type":"select"},{"code":"b","data_type":"text","validations":{"min":1}}]}""", "table_configuration[1].validations")]
    public async Task What_is_declared_is_refused_otherwise(string path, string body, string property)
    {
        Answer answer = await _sandbox.Patch(path, body);

        Assert.Equal(422, answer.Status);
        Assert.Contains($"\"property\":\"{property}\"", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reference-entities/brand/attributes/story", """{"type":"text","is_textarea":true,"is_rich_text_editor":false}""")]
    [InlineData("categories/master", """{"validations":{"max_categories_per_product":3,"only_leaves":true}}""")]
    [InlineData("attributes/sku", """{"is_main_identifier":true}""")]
    [InlineData("attributes/stuff", """{"type":"pim_catalog_table","group":"other","table_configuration":[{"code":"a","data_type":"select"},{"code":"b","data_type":"number","validations":{"min":1}}]}""")]
    public async Task What_fits_is_taken(string path, string body) => Assert.InRange((await _sandbox.Patch(path, body)).Status, 201, 204);

    [Fact]
    public async Task A_type_of_linked_things_needs_their_time() =>
        Assert.Equal(422, (await _sandbox.Get("products?search=" + Uri.EscapeDataString("""{"updated_including_linked_type":[{"operator":"IN","value":["asset"]}]}"""))).Status);

    [Fact]
    public async Task Messages_do_not_follow_the_culture_of_the_process()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            // what serves the sandbox starts out with this one
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            using TestSandbox sandbox = SaasSandbox.Create();
            await sandbox.Post("attributes", """{"code":"least","type":"pim_catalog_number","group":"other","decimals_allowed":true,"negative_allowed":false,"number_min":"1.5"}""");

            Answer answer = await sandbox.Post("products-uuid", """{"values":{"least":[{"locale":null,"scope":null,"data":"1.2"}]}}""");

            Assert.Contains("greater than 1.5 value", answer.Body, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
