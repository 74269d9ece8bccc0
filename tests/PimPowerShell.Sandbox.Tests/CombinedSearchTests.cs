using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static PimPowerShell.Sandbox.Tests.EntitySandbox;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Searches of assets whose conditions and and or combine.</summary>
public sealed class CombinedSearchTests : IClassFixture<CombinedSearchTests.Hosted>
{
    private const string Packshots = "asset-families/packshots/assets";

    private readonly TestSandbox _sandbox;

    public CombinedSearchTests(Hosted hosted) => _sandbox = hosted.Sandbox;

    [Theory]
    [InlineData("""{"or":[{"code":{"operator":"=","value":"ZZ_ONE"}},{"code":{"operator":"=","value":"zz_two"}}]}""", "zz_one zz_two")]
    [InlineData("""{"or":[{"code":{"operator":"IN","value":["zz_one","zz_two"]}}]}""", "zz_one zz_two")]
    [InlineData("""{"and":[{"code":{"operator":"STARTS_WITH","value":"zz_"}},{"code":{"operator":"!=","value":"zz_one"}}]}""", "zz_two zz_three")]
    [InlineData("""{"and":[{"code":{"operator":"STARTS_WITH","value":"zz_"}},{"or":[{"rank":{"operator":"=","value":1}},{"alt_text":{"operator":"CONTAINS","value":"SHOES","locale":"en_US"}}]}]}""", "zz_one zz_two")]
    [InlineData("""{"or":[{"and":[{"rank":{"operator":"=","value":1}},{"code":{"operator":"=","value":"zz_two"}}]},{"code":{"operator":"=","value":"zz_three"}}]}""", "zz_three")]
    [InlineData("""{"and":[{"code":{"operator":"STARTS_WITH","value":"zz_"}},{"rank":{"operator":"!=","value":1}}]}""", "zz_two")]
    [InlineData("""{"and":[{"code":{"operator":"STARTS_WITH","value":"zz_"}},{"retouched":{"operator":"!=","value":true}}]}""", "zz_two")]
    [InlineData("""{"and":[{"code":{"operator":"STARTS_WITH","value":"zz_"}},{"taken":{"operator":"!=","value":"2095-05-05"}}]}""", "zz_two")]
    [InlineData("""{"and":[{"code":{"operator":"STARTS_WITH","value":"zz_"}},{"tags":{"operator":"NOT IN","value":["hero"]}}]}""", "zz_two")]
    [InlineData("""{"and":[{"code":{"operator":"STARTS_WITH","value":"zz_"}},{"alt_text":{"operator":"IN","value":["red shoes","other"],"locale":"en_US"}}]}""", "zz_two")]
    [InlineData("""{"and":[{"code":{"operator":"STARTS_WITH","value":"zz_"}},{"alt_text":{"operator":"!=","value":"red shoes","locale":"en_US"}}]}""", "zz_one")]
    [InlineData("""{"and":[{"code":{"operator":"STARTS_WITH","value":"zz_"}},{"rank":{"operator":"EMPTY"}}]}""", "zz_three")]
    [InlineData("""{"and":[{"code":{"operator":"STARTS_WITH","value":"zz_"}},{"complete":{"operator":"=","value":true,"context":{"channel":"ecommerce","locales":["en_US"]}}}]}""", "zz_one zz_two")]
    [InlineData("""{"and":[{"code":{"operator":"STARTS_WITH","value":"zz_"}},{"complete":{"operator":"=","value":false,"context":{"channel":"ecommerce","locales":["en_US","fr_FR"]}}}]}""", "zz_one zz_two zz_three")]
    [InlineData("""{"and":[{"updated":{"operator":">=","value":"2020-01-01"}},{"created":{"operator":"<=","value":"2100-01-01T00:00:00Z"}},{"code":{"operator":"=","value":"zz_one"}}]}""", "zz_one")]
    [InlineData("""{"and":[{"created":{"operator":"<","value":"2020-01-01"}},{"code":{"operator":"=","value":"zz_one"}}]}""", "")]
    [InlineData("""{"and":[{"updated":{"operator":"!=","value":"2020-01-01"}},{"created":{"operator":"SINCE LAST N DAYS","value":1}},{"code":{"operator":"=","value":"zz_one"}}]}""", "zz_one")]
    public async Task Finds(string search, string codes)
    {
        Answer answer = await _sandbox.Search(Packshots, search);
        Assert.Equal(200, answer.Status);
        Assert.Equal(codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), answer.Codes.Order());
    }

    [Theory]
    [InlineData("""{"and":[{"code":{"operator":"=","value":"a"}}],"or":[{"code":{"operator":"=","value":"a"}}]}""", "\"and\", \"or\"")]
    [InlineData("""{"and":[{"code":{"operator":"=","value":"a"}}],"code":[{"operator":"IN","value":["a"]}]}""", "\"and\", \"code\"")]
    [InlineData("""{"or":[{"code":{"operator":"=","value":"a"},"rank":{"operator":"=","value":1}}]}""", "\"code\", \"rank\"")]
    [InlineData("""{"or":[{}]}""", "has one filter.")]
    [InlineData("""{"or":["code"]}""", "has one filter.")]
    [InlineData("""{"or":[]}""", "The filter \"or\" takes a list of 1 to 100 items.")]
    [InlineData("""{"or":{"code":{"operator":"=","value":"a"}}}""", "The filter \"or\" takes a list of 1 to 100 items.")]
    [InlineData("""{"or":[{"code":[{"operator":"=","value":"a"}]}]}""", "The filter \"code\" has an invalid format.")]
    [InlineData("""{"or":[{"code":{"value":"a"}}]}""", "The filter \"code\" has an invalid format.")]
    [InlineData("""{"or":[{"code":{"operator":"STARTS WITH","value":"a"}}]}""", "Filter on property \"code\" is not supported or does not support operator \"STARTS WITH\"")]
    [InlineData("""{"or":[{"OR":{"operator":"=","value":"a"}}]}""", "Filter on property \"OR\" is not supported or does not support operator \"=\"")]
    [InlineData("""{"or":[{"nope":{"operator":"=","value":"a"}}]}""", "Filter on property \"nope\" is not supported or does not support operator \"=\"")]
    [InlineData("""{"or":[{"media":{"operator":"EMPTY"}}]}""", "Filter on property \"media\" is not supported or does not support operator \"EMPTY\"")]
    [InlineData("""{"or":[{"source_link":{"operator":"=","value":"a"}}]}""", "Filter on property \"source_link\" is not supported or does not support operator \"=\"")]
    [InlineData("""{"or":[{"rank":{"operator":">","value":1}}]}""", "Filter on property \"rank\" is not supported or does not support operator \">\"")]
    [InlineData("""{"or":[{"updated":{"operator":"in","value":["2020-01-01"]}}]}""", "Filter on property \"updated\" is not supported or does not support operator \"in\"")]
    [InlineData("""{"or":[{"complete":{"operator":"=","value":true,"channel":"ecommerce","locales":["en_US"]}}]}""", "The search filters have an invalid format.")]
    [InlineData("""{"or":[{"complete":{"operator":"=","value":true,"context":{"channel":"ecommerce"}}}]}""", "The search filters have an invalid format.")]
    [InlineData("""{"or":[{"alt_text":{"operator":"=","value":"a"}}]}""", "Attribute \"alt_text\" expects a locale, none given.")]
    public async Task Refuses(string search, string message)
    {
        Answer answer = await _sandbox.Search(Packshots, search);
        Assert.Equal(422, answer.Status);
        Assert.Contains(message, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 200)]
    [InlineData(101, 422)]
    public async Task A_list_has_a_hundred_items_at_most(int count, int status) =>
        Assert.Equal(status, (await _sandbox.Search(Packshots, $$"""{"or":[{{string.Join(",", Enumerable.Repeat("""{"rank":{"operator":"=","value":1}}""", count))}}]}""")).Status);

    [Fact]
    public async Task Neither_records_nor_other_editions_have_it()
    {
        const string Search = """{"or":[{"code":{"operator":"=","value":"a"}}]}""";
        Assert.Equal(422, (await _sandbox.Search("reference-entities/brand/records", Search)).Status);
        using TestSandbox enterprise = EntitySandbox.Start("EE");
        Assert.Equal(422, (await enterprise.Search(Packshots, Search)).Status);
    }

    /// <summary>A server in the cloud with three assets of its own.</summary>
    public sealed class Hosted : IAsyncLifetime
    {
        internal TestSandbox Sandbox { get; } = EntitySandbox.Start("Serenity");

        public async Task InitializeAsync()
        {
            await Make("zz_one", Body("1", "true", "2095-05-05", "[\"hero\",\"print\"]", "Blue hat"));
            await Make("zz_two", Body("2", "false", "2096-05-05", "[\"print\"]", "Red shoes"));
            await Make("zz_three", "{}");
        }

        public Task DisposeAsync()
        {
            Sandbox.Dispose();
            return Task.CompletedTask;
        }

        private static string Body(string rank, string retouched, string taken, string tags, string text) => $$$"""
            {"values":{"rank":{{{Value($"\"{rank}\"")}}},"retouched":{{{Value(retouched)}}},"taken":{{{Value($"\"{taken}\"")}}},"tags":{{{Value(tags)}}},"alt_text":{{{Value($"\"{text}\"", "en_US")}}} } }
            """;

        private async Task Make(string code, string body) =>
            Assert.Equal(201, (await Sandbox.Patch($"{Packshots}/{code}", body)).Status);
    }
}
