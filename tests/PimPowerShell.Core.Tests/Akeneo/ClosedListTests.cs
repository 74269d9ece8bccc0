using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Bulk;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Types that the API lists: another one is not sent, unless the item that is there has it.</summary>
public sealed class ClosedListTests
{
    private const string Table = """{"code":"t","type":"pim_catalog_table","group":"other","table_configuration":[{"code":"a","data_type":"select"},{"code":"b","data_type":"odd"},{"code":"c","data_type":"text"}]}""";

    public static TheoryData<string> KnownTypes { get; } =
    [
        "pim_catalog_identifier", "pim_catalog_text", "pim_catalog_product_link", "pim_reference_data_multiselect", "akeneo_reference_entity_collection",
        // as the references name them for older servers
        "pim_assets_collection", "pim_catalog_reference_data_simple_select", "pim_catalog_reference_data_multi_select",
        // of an extension of the server
        "acme_color", "my_shop_size",
    ];

    [Theory]
    [InlineData("Attribute", "x", """{"code":"x","type":"pim_catalog_textt","group":"other"}""", "type", "'pim_catalog_textt' is none that is known here. Did you mean 'pim_catalog_text'")]
    [InlineData("Attribute", "x", """{"code":"x","type":"akeneo_thing","group":"other"}""", "type", "'akeneo_thing' is none")]
    [InlineData("Attribute", "x", """{"code":"x","type":"text","group":"other"}""", "type", "'text' is none")]
    [InlineData("Attribute", "x", """{"code":"x","type":"pim_catalog_table","group":"other","table_configuration":[{"code":"a","data_type":"select"},{"code":"b","data_type":"txt"}]}""", "table_configuration[1].data_type", "Did you mean 'text'?")]
    [InlineData("ReferenceEntityAttribute", "x", """{"code":"x","type":"txt"}""", "type", "Did you mean 'text'?")]
    [InlineData("AssetAttribute", "x", """{"code":"x","type":"media_fil"}""", "type", "Did you mean 'media_file' or 'media_link'?")]
    [InlineData("AssetAttribute", "x", """{"code":"x","type":"media_link","media_type":"video"}""", "media_type", "Known are image, pdf, youtube, vimeo, other")]
    public async Task A_new_item_of_another_one_is_not_sent(string noun, string key, string line, string field, string message)
    {
        foreach (BulkSettings settings in new[] { new BulkSettings(), new BulkSettings { Validate = true }, new BulkSettings { OnlyChanged = true }, new BulkSettings { IsPreview = true } })
        {
            using ScriptedServer server = Holding(null);

            BulkResult result = await Write(server, noun, key, line, settings);

            Assert.Equal(BulkStatus.Failed, result.Status);
            PimFieldError error = Assert.Single(result.Errors);
            Assert.Equal(field, error.Property);
            Assert.Contains(message, error.Message);
            Assert.EndsWith("Invoke-PimRestMethod sends what this module does not know", error.Message);
            Assert.DoesNotContain(server.Requests, request => request.Method != "GET");
        }
    }

    [Theory]
    [MemberData(nameof(KnownTypes))]
    public async Task What_is_known_or_may_be_of_an_extension_is_sent(string type)
    {
        using ScriptedServer server = Holding(null);
        string reference = type.Contains("_reference_", System.StringComparison.Ordinal) ? "\"x\"" : "null";

        BulkRun.AssertWritten([await Write(server, "Attribute", "x", $$"""{"code":"x","type":"{{type}}","group":"other","reference_data_name":{{reference}}}""", new BulkSettings { Validate = true })]);
    }

    [Theory]
    [InlineData("Attribute", "x", """{"code":"x","type":"pim_catalog_odd","group":"other"}""", """{"code":"x","type":"pim_catalog_odd","sort_order":3}""")]
    [InlineData("Attribute", "t", Table, Table)]
    // columns may be given in another order, or some of them alone
    [InlineData("Attribute", "t", Table, """{"code":"t","table_configuration":[{"code":"a","data_type":"select"},{"code":"c","data_type":"text"},{"code":"b","data_type":"odd","labels":{}}]}""")]
    [InlineData("ReferenceEntityAttribute", "x", """{"code":"x","type":"odd"}""", """{"code":"x","type":"odd","labels":{"en_US":"X"}}""")]
    [InlineData("AssetAttribute", "x", """{"code":"x","type":"odd","media_type":"odd"}""", """{"code":"x","type":"odd","media_type":"odd","labels":{"en_US":"X"}}""")]
    public async Task An_item_that_is_there_keeps_its_own(string noun, string key, string present, string line)
    {
        foreach (BulkSettings settings in new[] { new BulkSettings(), new BulkSettings { Validate = true } })
        {
            using ScriptedServer server = Holding(present);

            BulkRun.AssertWritten([await Write(server, noun, key, line, settings)]);
        }
    }

    [Theory]
    [InlineData("Attribute", "t", Table, """{"code":"t","table_configuration":[{"code":"a","data_type":"select"},{"code":"d","data_type":"odd"}]}""", "table_configuration[1].data_type")]
    [InlineData("AssetAttribute", "x", """{"code":"x","type":"media_link","media_type":"image"}""", """{"code":"x","media_type":"odd"}""", "media_type")]
    public async Task One_that_is_there_gets_no_new_one(string noun, string key, string present, string line, string field)
    {
        using ScriptedServer server = Holding(present);

        BulkResult result = await Write(server, noun, key, line, new BulkSettings());

        Assert.Equal(BulkStatus.Failed, result.Status);
        Assert.Equal(field, Assert.Single(result.Errors).Property);
        Assert.DoesNotContain(server.Requests, request => request.Method != "GET");
    }

    /// <summary>A server that has one thing of each kind, or nothing, and takes all.</summary>
    internal static ScriptedServer Holding(string? item) => new(request =>
        request.Method != "GET" ? (request.Body.EndsWith('\n') || request.Target.EndsWith("attributes", System.StringComparison.Ordinal)
            ? ScriptedAnswer.Text("""{"line":1,"status_code":204}""", "application/vnd.akeneo.collection+json", 200) : new ScriptedAnswer(204))
        : request.Target.Contains("/attributes/", System.StringComparison.Ordinal) ? item is null ? ScriptedAnswer.Json("""{"code":404,"message":"not here"}""", 404) : ScriptedAnswer.Json(item)
        : request.Target.Contains("-entities/", System.StringComparison.Ordinal) || request.Target.Contains("-families/", System.StringComparison.Ordinal) ? ScriptedAnswer.Json($"[{item}]")
        : ScriptedAnswer.Json($$$"""{"_links":{"self":{"href":"x"}},"_embedded":{"items":[{{{item}}}]}}"""));

    internal static async Task<BulkResult> Write(ScriptedServer server, string noun, string key, string line, BulkSettings settings)
    {
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));
        PimResource resource = provider.Resources.First(resource => resource.Noun == noun);
        Dictionary<string, string>? owners = resource.PathNames.Any() ? resource.PathNames.ToDictionary(name => name, _ => "own") : null;
        return Assert.Single(await BulkRun.Write(provider, [new BulkItem(0, resource, key, Make.Utf8(line)) { PathValues = owners }], settings));
    }
}
