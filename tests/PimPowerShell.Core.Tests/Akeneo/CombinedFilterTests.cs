using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Conditions on assets that 'and' and 'or' combine: written as the hosted edition takes them, and checked as others are.</summary>
public sealed class CombinedFilterTests : IClassFixture<CombinedFilterTests.Hosted>
{
    private const string B = """{"code":{"operator":"=","value":"b"}}""";
    private const string C = """{"code":{"operator":"=","value":"c"}}""";

    private readonly TestPim _pim;
    private readonly PimQuery _assets;

    public CombinedFilterTests(Hosted hosted)
    {
        _pim = hosted.Pim;
        _assets = Assets(_pim);
    }

    [Theory]
    [InlineData(
        """{"or":[{"code":"hero"},{"alt_text CONTAINS":{"value":"summer","locale":"en_US"}}]}""",
        """{"or":[{"code":{"operator":"=","value":"hero"}},{"alt_text":{"operator":"CONTAINS","value":"summer","locale":"en_US"}}]}""")]
    [InlineData(
        """{"and":[{"code":["a","b"]},{"or":[{"angle":"front"},{"rank !=":3,"code starts with":"x"}]}]}""",
        """{"and":[{"code":{"operator":"IN","value":["a","b"]}},{"or":[{"angle":{"operator":"IN","value":["front"]}},{"and":[{"rank":{"operator":"!=","value":3}},{"code":{"operator":"STARTS_WITH","value":"x"}}]}]}]}""")]
    [InlineData("""{"code":["a"],"or":[{"code":"b"},{"code":"c"}]}""", $$$"""{"and":[{"code":{"operator":"IN","value":["a"]}},{"or":[{{{B}}},{{{C}}}]}]}""")]
    [InlineData("""{"and":[{"code":"b"}],"OR":[{"code":"b"},{"code":"c"}]}""", $$"""{"and":[{"and":[{{B}}]},{"or":[{{B}},{{C}}]}]}""")]
    [InlineData("""{"or":{"code":"b"}}""", $$"""{"or":[{{B}}]}""")]
    [InlineData("""{"or":[[{"code":"b"}],{"code":"c"}]}""", $$"""{"or":[{{B}},{{C}}]}""")]
    [InlineData("""{"or":[{"code":"b"},"{\"and\":[{\"code\":{\"operator\":\"=\",\"value\":\"c\"}}]}"]}""", $$"""{"or":[{{B}},{"and":[{{C}}]}]}""")]
    [InlineData(
        """{"or":[{"complete":{"value":true,"channel":"ecommerce","locale":"en_US"}},{"complete":{"operator":"=","value":false,"context":{"channel":"print","locales":["en_US","fr_FR"]}}}]}""",
        """{"or":[{"complete":{"operator":"=","value":true,"context":{"channel":"ecommerce","locales":["en_US"]}}},{"complete":{"operator":"=","value":false,"context":{"channel":"print","locales":["en_US","fr_FR"]}}}]}""")]
    [InlineData(
        """{"or":[{"code":[{"operator":"STARTS_WITH","value":"a"},{"operator":"!=","value":"ab"}]},{"updated":{">=":"2024-01-01"}},{"created":{"NOT_BETWEEN":["2024-01-01","2024-02-01"]}}]}""",
        """{"or":[{"and":[{"code":{"operator":"STARTS_WITH","value":"a"}},{"code":{"operator":"!=","value":"ab"}}]},{"updated":{"operator":">=","value":"2024-01-01"}},{"created":{"operator":"NOT BETWEEN","value":["2024-01-01","2024-02-01"]}}]}""")]
    [InlineData(
        """{"or":[{"alt_text":{"operator":"IN","value":["a"],"locale":"en_US"}},{"retouched !=":true},{"taken !=":"2024-01-01"},{"tags NOT IN":"hero"},{"angle EMPTY":null}]}""",
        """{"or":[{"alt_text":{"operator":"IN","value":["a"],"locale":"en_US"}},{"retouched":{"operator":"!=","value":true}},{"taken":{"operator":"!=","value":"2024-01-01"}},{"tags":{"operator":"NOT IN","value":["hero"]}},{"angle":{"operator":"EMPTY"}}]}""")]
    public async Task Tables_become_what_the_server_takes(string table, string expected)
    {
        IReadOnlyList<PimCriterion> criteria = await _pim.Provider.ReadFilterAsync(_assets, [.. Read(table)], _pim.Context);

        PimQuery query = _assets.With(criteria);
        Assert.Equal(expected, _pim.Provider.WriteFilter(query));
        _ = await _pim.All(query);

        // the same text as JSON means the same, once it names its operators
        PimQuery json = _assets with { Search = expected };
        Assert.Empty(await _pim.Provider.ReadFilterAsync(json, [], _pim.Context));
        Assert.Equal(expected, _pim.Provider.WriteFilter(json));
    }

    [Fact]
    public async Task Times_are_moments()
    {
        var time = new DateTimeOffset(2024, 1, 1, 2, 0, 0, TimeSpan.FromHours(2));
        PimCondition[] parts = [new("created", ">", time), new("taken", "<", time)];

        IReadOnlyList<PimCriterion> criteria = await _pim.Provider.ReadFilterAsync(_assets, [new PimCondition("or") { Parts = parts }], _pim.Context);

        Assert.Equal("""{"or":[{"created":{"operator":">","value":"2024-01-01T00:00:00Z"}},{"taken":{"operator":"<","value":"2024-01-01"}}]}""", _pim.Provider.WriteFilter(_assets.With(criteria)));
    }

    [Fact]
    public async Task All_that_is_given_holds()
    {
        PimQuery query = _assets with
        {
            Search = $$$"""{"or":[{{{B}}},{{{C}}}],"complete":{"operator":"=","value":true,"channel":"ecommerce","locales":["en_US"]}}""",
            MoreSearches = [$$"""{"or":[{{C}}]}"""],
            Criteria = [new PimCriterion("updated", ">", "2024-01-01")],
        };

        Assert.Empty(await _pim.Provider.ReadFilterAsync(query, [], _pim.Context));
        Assert.Equal(
            """{"and":[{"updated":{"operator":">","value":"2024-01-01"}},""" + $$"""{"or":[{{B}},{{C}}]},"""
            + """{"complete":{"operator":"=","value":true,"context":{"channel":"ecommerce","locales":["en_US"]}}},""" + $$"""{"or":[{{C}}]}]}""",
            _pim.Provider.WriteFilter(query));
        _ = await _pim.All(query);
    }

    [Fact]
    public async Task A_sync_folder_knows_what_was_combined()
    {
        IReadOnlyList<PimCriterion> criteria = await _pim.Provider.ReadFilterAsync(_assets, [.. Read("""{"or":[{"code":"b"},{"code":"c"}]}""")], _pim.Context);

        Assert.Equal("""[["or",["code","=","b",null,null,null,null],["code","=","c",null,null,null,null]]]""", StoreHead.Of(_pim.Provider, _assets.With(criteria)).Filter);
    }

    [Theory]
    [InlineData("""{"or":[{"colour":"a"},{"code":"b"}]}""", "'colour' is neither a property of Asset nor an attribute of 'packshots'. The properties are code, complete, updated, created.")]
    [InlineData("""{"or":[{"and":[{"code CONTAINS":"a"}]}]}""", "'code' has no operator 'CONTAINS'; it has IN, =, !=, STARTS WITH.")]
    [InlineData("""{"or":[{"angle =":"a"}]}""", "'angle', which is of the type single_option, has no operator '='; it has IN, EMPTY, NOT EMPTY, NOT IN.")]
    [InlineData("""{"or":[{"media":"a"}]}""", "'media', which is of the type media_file, has no operator '='; it has none.")]
    [InlineData("""{"or":[{"rank":"many"}]}""", "'rank' is compared with a number, not with 'many'.")]
    [InlineData("""{"or":[{"alt_text":"a"}]}""", "a condition on 'alt_text' needs a locale, and none is given.")]
    [InlineData("""{"or":[{"rank":{"value":1,"locale":"en_US"}}]}""", "'rank' has no locales, and the locale 'en_US' is given.")]
    [InlineData("""{"or":[{"complete":true}]}""", "a condition on 'complete' needs a channel, and none is given.")]
    public async Task What_does_not_fit_is_said(string filter, string message)
    {
        Assert.StartsWith("Filter: " + message, await Refusal(_pim, _assets, filter), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"or":[{"code":{"operator":"contains","value":"a"}}]}""", "'code' has no operator 'CONTAINS'")]
    [InlineData("""{"or":[{"code":{"value":"a"}}]}""", "'code' has no operator ''; it has IN, =, !=, STARTS WITH.")]
    [InlineData("""{"or":[{"and":[{"rank":1},{"code":{"operator":"=","value":"a"}}]}]}""", "'rank', which is of the type number, has no operator ''; it has =, ")]
    [InlineData("""{"and":[{"colour":{"operator":"=","value":"a"}}]}""", "'colour' is neither a property of Asset")]
    public async Task Json_is_checked_likewise(string search, string message)
    {
        PimException error = await Assert.ThrowsAsync<PimException>(() => _pim.Provider.ReadFilterAsync(_assets with { Search = search }, [], _pim.Context));
        Assert.StartsWith("Filter: " + message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"or":"a"}""", "'or' combines tables of conditions, as in @{ or = @{ code = 'a' }, @{ code = 'b' } }.")]
    [InlineData("""{"And":[]}""", "'And' combines tables of conditions")]
    [InlineData("""{"or":[{"code":"a"},"b"]}""", "'or' combines tables of conditions, as in @{ or = @{ code = 'a' }, @{ code = 'b' } }; here one is text that is no JSON: ")]
    [InlineData("""{"or":[{"code":"a"},{}]}""", "'or' combines tables of conditions, as in @{ or = @{ code = 'a' }, @{ code = 'b' } }; here one is empty.")]
    [InlineData("""{"or":[{"code":"a"},5]}""", "'or' combines tables of conditions, as in @{ or = @{ code = 'a' }, @{ code = 'b' } }; here one is no table: 5.")]
    [InlineData("""{"or":["{\"code\":"]}""", "'or' combines tables of conditions, as in @{ or = @{ code = 'a' }, @{ code = 'b' } }; here one is text that is no JSON: ")]
    [InlineData("""{"or":[{"updated CONTAINS":"a"}]}""", "'updated' has no operator 'CONTAINS'")]
    public async Task Its_form_is_looked_at_before_any_request(string filter, string message)
    {
        long before = _pim.Counters.Requests;

        Assert.StartsWith("Filter: " + message, await Refusal(_pim, _assets, filter), StringComparison.Ordinal);
        Assert.Equal(before, _pim.Counters.Requests);
    }

    [Fact]
    public async Task More_than_a_hundred_are_refused_before_any_request()
    {
        long before = _pim.Counters.Requests;
        PimCondition[] parts = [.. Enumerable.Range(0, 101).Select(_ => new PimCondition("rank", "EMPTY"))];

        PimException error = await Assert.ThrowsAsync<PimException>(() =>
            _pim.Provider.ReadFilterAsync(_assets, [new PimCondition("and") { Parts = [new PimCondition("or") { Parts = parts }] }], _pim.Context));

        Assert.Equal("Filter: 'or' combines 100 conditions at most, not 101.", error.Message);
        Assert.Equal(before, _pim.Counters.Requests);
        PimCondition most = new("or") { Parts = [.. parts.Take(100)] };
        _ = await _pim.All(_assets.With(await _pim.Provider.ReadFilterAsync(_assets, [most], _pim.Context)));
    }

    [Theory]
    [InlineData("Product")]
    [InlineData("Family")]
    [InlineData("ReferenceEntityRecord")]
    public async Task Other_lists_do_not_combine(string noun)
    {
        long before = _pim.Counters.Requests;
        var query = new PimQuery(_pim.Resource(noun)) { PathValues = new Dictionary<string, string> { ["reference_entity"] = "brand" } };
        string expected = $"Filter: 'or' combines conditions on Asset alone, and there in the hosted edition; all conditions on {noun} have to hold.";

        Assert.Equal(expected, await Refusal(_pim, query, """{"or":[{"code":"a"},{"code":"b"}]}"""));
        Assert.Equal(expected, (await Assert.ThrowsAsync<PimException>(() => _pim.Provider.ReadFilterAsync(query with { Search = $$"""{"or":[{{B}}]}""" }, [], _pim.Context))).Message);
        Assert.Equal(before, _pim.Counters.Requests);
    }

    [Fact]
    public async Task Other_editions_do_not_combine()
    {
        using var enterprise = new TestPim(new() { ProductCount = 1, Edition = "EE" });
        await enterprise.Provider.ConnectAsync(enterprise.Context);
        long before = enterprise.Counters.Requests;

        Assert.Equal("Filter: 'or' combines conditions in the hosted edition alone; here all conditions on Asset have to hold.", await Refusal(enterprise, Assets(enterprise), """{"or":[{"code":"a"}]}"""));
        Assert.Equal(before, enterprise.Counters.Requests);
    }

    [Theory]
    [InlineData("""{"or":"a"}""")]
    [InlineData("""{"or":["a","b"]}""")]
    [InlineData("""{"or =":"a"}""")]
    [InlineData("""{"or":{"operator":"=","value":"a"}}""")]
    [InlineData("""{"or":{"STARTS WITH":"a"}}""")]
    public void An_attribute_may_have_the_name(string table) => Assert.All(Read(table), condition => Assert.Equal(("or", null), (condition.Property, condition.Parts)));

    [Theory]
    [InlineData("Asset", "or")]
    [InlineData("Asset", "code")]
    [InlineData("Family", "code")]
    [InlineData("ProductByUuid", "family")]
    public async Task An_empty_list_is_no_filter(string noun, string property)
    {
        PimQuery query = noun == "Asset" ? _assets : new PimQuery(noun == "Family" ? _pim.Resource(noun) : AkeneoResources.ProductByUuid);
        string expected = $"; the list of '{property}' is empty.";

        Assert.EndsWith(expected, await JsonRefusal(query, $$"""{"{{property}}":[]}"""), StringComparison.Ordinal);
        Assert.EndsWith(expected, Assert.Throws<PimException>(() => _pim.Provider.WriteFilter(query with { Search = $$"""{"{{property}}":[]}""" })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"or":[{{B}}],"or":[{{C}}]}""", "'or' is there twice; give its conditions in one list, or in two searches.")]
    [InlineData("""{"or":[{{B}}],"And":[{{B}}],"and":[{{C}}]}""", "'and' is there twice; ")]
    [InlineData("""{"and":[{"or":[{{B}}],"or":[{{C}}]}]}""", "what 'and' holds cannot be read: ")]
    public async Task A_name_is_there_once(string search, string message) =>
        Assert.StartsWith("Filter: " + message, await JsonRefusal(_assets, search.Replace("{{B}}", B).Replace("{{C}}", C)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"or":[{"complete":{"operator":"=","value":true,"channel":"ecommerce","locale":"en_US"}}]}""",
        "'complete' has to look like {\"complete\":{\"operator\":\"=\",\"value\":true,\"context\":{\"channel\":\"ecommerce\",\"locales\":[\"en_US\"]}}}.")]
    [InlineData("""{"or":[{"code":{"operator":"IN","value":"a"}}]}""", "'code' has to look like {\"code\":{\"operator\":\"IN\",\"value\":[\"a\"]}}.")]
    [InlineData("""{"or":[{"Code":{"operator":"=","value":"a"}}]}""", "'Code' has to look like {\"code\":{\"operator\":\"=\",\"value\":\"a\"}}.")]
    [InlineData("""{"or":[{{C}}],"tags":[{"operator":"IN","value":"hero"}]}""", "'tags' has to look like {\"tags\":{\"operator\":\"IN\",\"value\":[\"hero\"]}}.")]
    public async Task Combined_json_has_the_form_that_is_sent(string search, string message) =>
        Assert.Equal("Filter: JSON is sent as it is, and the condition on " + message, await JsonRefusal(_assets, search.Replace("{{C}}", C)));

    [Fact]
    public async Task A_value_that_says_nothing_may_be_there()
    {
        PimQuery query = _assets with { Search = """{"or":[{"angle":{"operator":"EMPTY","value":""}},{"code":{"operator":"STARTS WITH","value":"a"}}]}""" };

        Assert.Empty(await _pim.Provider.ReadFilterAsync(query, [], _pim.Context));
    }

    [Fact]
    public void An_attribute_called_created_has_days()
    {
        var criterion = new PimCriterion("created", "=", new DateTimeOffset(2024, 3, 5, 1, 30, 15, TimeSpan.FromHours(2)));

        Assert.Equal("""{"created":[{"operator":"=","value":"2024-03-05"}]}""", _pim.Provider.WriteFilter(_assets.With([criterion])));
    }

    [Theory]
    [InlineData("""{"code !=":"a"}""", "'code' has no operator '!='; it has IN. Within 'and' or 'or' it has also =, !=, STARTS WITH: @{ and = @{ 'code !=' = ... } }.")]
    [InlineData("""{"rank !=":1}""", "'rank', which is of the type number, has no operator '!='; it has =, EMPTY, NOT EMPTY. Within 'and' or 'or' it has also !=: @{ and = @{ 'rank !=' = ... } }.")]
    [InlineData("""{"code CONTAINS":"a"}""", "'code' has no operator 'CONTAINS'; it has IN.")]
    public async Task The_way_out_is_said(string filter, string message) => Assert.Equal("Filter: " + message, await Refusal(_pim, _assets, filter));

    [Theory]
    [InlineData("""{"created >":"2024-01-01"}""", "@{ and = @{ 'created >' = ... } }.")]
    [InlineData("""{"created":"2024-01-01"}""", "@{ and = @{ created = ... } }.")]
    public async Task The_way_out_is_said_of_properties_too(string filter, string end)
    {
        string message = await Refusal(_pim, _assets, filter);

        Assert.StartsWith("Filter: 'created' is neither a property of Asset nor an attribute of 'packshots'. ", message, StringComparison.Ordinal);
        Assert.EndsWith(" Within 'and' or 'or' it has also <, >, BETWEEN, NOT BETWEEN, SINCE LAST N DAYS, =, !=, <=, >=: " + end, message, StringComparison.Ordinal);
    }

    private static PimQuery Assets(TestPim pim) => new(pim.Resource("Asset")) { PathValues = new Dictionary<string, string> { ["asset_family"] = "packshots" } };

    private static IEnumerable<PimCondition> Read(string table)
    {
        using JsonDocument document = JsonDocument.Parse(table);
        return FilterTable.Read(JsonTree.Pairs((IDictionary)JsonTree.Read(document.RootElement)!));
    }

    private static async Task<string> Refusal(TestPim pim, PimQuery query, string filter)
    {
        PimException error = await Assert.ThrowsAsync<PimException>(async () => await pim.Provider.ReadFilterAsync(query, [.. Read(filter)], pim.Context));
        Assert.Equal(PimErrorKind.Input, error.Kind);
        return error.Message;
    }

    /// <summary>What is said of JSON.</summary>
    private async Task<string> JsonRefusal(PimQuery query, string search)
    {
        PimException error = await Assert.ThrowsAsync<PimException>(() => _pim.Provider.ReadFilterAsync(query with { Search = search }, [], _pim.Context));
        Assert.Equal(PimErrorKind.Input, error.Kind);
        return error.Message;
    }

    /// <summary>A server in the cloud.</summary>
    public sealed class Hosted : IAsyncLifetime
    {
        internal TestPim Pim { get; } = new(new() { ProductCount = 30, Edition = "Serenity" });

        public Task InitializeAsync() => Pim.Provider.ConnectAsync(Pim.Context);

        public Task DisposeAsync()
        {
            Pim.Dispose();
            return Task.CompletedTask;
        }
    }
}
