using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

/// <summary>Lines that go one by one are held against what is there too, and extensions against the rules of their secrets.</summary>
public sealed class PresentCheckTests : IAsyncLifetime
{
    private static readonly BulkSettings s_validate = new() { Validate = true };
    private static readonly BulkSettings s_onlyChanged = new() { OnlyChanged = true };

    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 5, Edition = "Serenity", Version = "v20250717143807" });

    public Task InitializeAsync() => _pim.Provider.ConnectAsync(_pim.Context);

    public Task DisposeAsync()
    {
        _pim.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("ReferenceEntityAttribute", "reference_entity", "brand", "label", """{"code":"label","value_per_locale":false}""", "value_per_locale")]
    [InlineData("ReferenceEntityAttribute", "reference_entity", "brand", "none", """{"code":"none","labels":{}}""", "type")]
    [InlineData("AssetAttribute", "asset_family", "packshots", "none", """{"code":"none","labels":{}}""", "type")]
    public async Task What_does_not_fit_to_an_attribute_is_not_sent(string noun, string owner, string entity, string key, string line, string field)
    {
        foreach (BulkSettings settings in new[] { s_validate, s_onlyChanged })
        {
            BulkResult result = await Write(noun, key, line, settings, (owner, entity));

            Assert.Equal((BulkStatus.Failed, "Not sent.", null), (result.Status, result.Message, result.StatusCode));
            Assert.Equal(field, Assert.Single(result.Errors).Property);
        }
    }

    [Fact]
    public async Task An_action_stays_where_actions_can_be()
    {
        string uuid = await Extension("action");

        BulkResult moved = await Write("UiExtension", uuid, $$"""{"uuid":"{{uuid}}","position":"pim.product.tab"}""", s_validate);
        BulkResult renamed = await Write("UiExtension", uuid, $$"""{"uuid":"{{uuid}}","name":"renamed"}""", s_validate);

        Assert.Contains("an action cannot be at 'pim.product.tab'", Assert.Single(moved.Errors).Message);
        Assert.Equal(BulkStatus.Updated, renamed.Status);
    }

    [Theory]
    [InlineData("action", "***REDACTED***", "is what the server shows of a secret that it has")]
    [InlineData("action", "Sesame-43", "is too short; the server takes one of 32 characters or more")]
    [InlineData("link", "Sesame-42-and-then-some-until-it-is-long", "nothing is signed for the type link")]
    public async Task A_secret_that_the_server_would_refuse_is_not_sent(string type, string secret, string message)
    {
        string uuid = await Extension(type);

        BulkResult result = await Write("UiExtension", uuid, JsonSerializer.Serialize(new { uuid, configuration = new { secret } }), new BulkSettings());

        PimFieldError error = Assert.Single(result.Errors);
        Assert.Equal("configuration.secret", error.Property);
        Assert.Contains(message, error.Message);
        Assert.DoesNotContain("Sesame", result.Message + error.Message);
        Assert.DoesNotContain(_pim.Counters.Routes.Keys, route => route.StartsWith("PATCH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plain_run_holds_what_it_finds_missing_against_the_rules_of_new_items()
    {
        BulkResult attribute = await Write("Attribute", "mood", """{"code":"mood","type":"pim_catalog_text"}""", new BulkSettings());
        BulkResult type = await Write("AssociationType", "a-b", """{"code":"a-b","is_quantified":true}""", new BulkSettings());

        Assert.Equal(("group", "code"), (Assert.Single(attribute.Errors).Property, Assert.Single(type.Errors).Property));
        Assert.Equal((null, null), (attribute.StatusCode, type.StatusCode));
    }

    [Fact]
    public async Task Lines_that_nobody_has_to_look_up_go_out_where_others_cannot_be_looked_up()
    {
        using ScriptedServer server = Unreadable(500);

        List<BulkResult> results = await WriteTypes(server, new CallContext());

        Assert.Equal([BulkStatus.Skipped, BulkStatus.Updated], results.Select(result => result.Status));
        Assert.StartsWith("Not sent, since what the server holds could not be read", results[0].Message);
        Assert.DoesNotContain("one", Assert.Single(server.Requests, request => request.Method == "PATCH").Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_login_may_not_look_up_is_left_to_the_server()
    {
        using ScriptedServer server = Unreadable(403);
        var notes = new List<PimNote>();

        List<BulkResult> results = await WriteTypes(server, new CallContext(default, null, notes.Add));

        Assert.Equal([BulkStatus.Updated, BulkStatus.Updated], results.Select(result => result.Status));
        Assert.Contains("cannot be read", Assert.Single(notes, note => note.IsWarning).Text);
    }

    [Theory]
    [InlineData(403, 1)]
    [InlineData(500, 4)]
    public async Task A_plain_run_leaves_what_cannot_be_looked_up_to_the_server(int refusal, int asked)
    {
        using ScriptedServer server = Unreadable(refusal);
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));
        PimResource types = _pim.Resource("AssociationType");
        var notes = new List<PimNote>();

        List<BulkResult> results = await BulkRun.Write(
            provider, [.. Enumerable.Range(0, 4).Select(i => new BulkItem(i, types, "t" + i, Make.Utf8($$"""{"code":"t{{i}}","is_two_way":true}""")))],
            new BulkSettings { BatchSize = 1, ThrottleLimit = 1 }, new CallContext(default, null, notes.Add));

        Assert.All(results, result => Assert.Equal(BulkStatus.Updated, result.Status));
        Assert.Contains("cannot be read", Assert.Single(notes, note => note.IsWarning).Text);
        // what a login may not read is not asked for again with each chunk
        Assert.Equal(asked, server.Requests.Count(request => request.Method == "GET"));
    }

    [Fact]
    public async Task A_look_that_failed_once_leaves_the_lines_of_its_chunk_alone_to_the_server_and_each_kind_is_told_of()
    {
        var asked = new HashSet<string>();
        IPimProvider provider = AlteredProvider.Of(_pim.Provider, (method, arguments) => method.Name == nameof(IPimProvider.Read) && asked.Add(((PimQuery)arguments[0]!).Resource.Noun)
            ? throw new PimException(PimErrorKind.ServerFault, "not now") : null);
        var notes = new List<PimNote>();
        var context = new CallContext(default, null, notes.Add);
        PimResource types = _pim.Resource("AssociationType");

        List<BulkResult> results = await BulkRun.Write(
            provider,
            [
                new BulkItem(0, types, "PACK", Make.Utf8("""{"code":"PACK","is_quantified":true}""")),
                new BulkItem(1, _pim.Resource("Attribute"), "internal_note", Make.Utf8("""{"code":"internal_note","type":"pim_catalog_number"}""")),
                new BulkItem(2, types, "UPSELL", Make.Utf8("""{"code":"UPSELL","is_quantified":true}""")),
            ],
            new BulkSettings { BatchSize = 1, ThrottleLimit = 1 }, context);

        // the server's own refusal, and that of a line that was looked at
        Assert.NotNull(results[0].StatusCode);
        Assert.Equal(("Not sent.", null), (results[2].Message, results[2].StatusCode));
        Assert.NotNull(results[1].StatusCode);
        Assert.Equal(
            ["The present items of AssociationType cannot be read", "The present items of Attribute cannot be read"],
            notes.Where(note => note.IsWarning).Select(note => note.Text.Split(',')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_plain_run_looks_at_those_lines_alone_that_say_what_items_keep()
    {
        PimResource types = _pim.Resource("AssociationType");
        BulkItem[] items =
        [
            new(0, types, "PACK", Make.Utf8("""{"code":"PACK","is_quantified":true}""")), new(1, types, "PACK", Make.Utf8("""{"code":"PACK","labels":{"en_US":"Pack"}}""")),
            new(2, types, "LATE", Make.Utf8("""{"code":"LATE","is_quantified":true}""")), new(3, types, "LATE", Make.Utf8("""{"code":"LATE","is_quantified":true,"labels":{"en_US":"Late"}}""")),
            new(4, types, "UPSELL", Make.Utf8("""{"code":"UPSELL","labels":{"en_US":"Up"}}""")),
        ];
        long before = _pim.Counters.ApiRequests;

        List<BulkResult> results = await BulkRun.Write(_pim.Provider, items, new BulkSettings());
        long alone = _pim.Counters.ApiRequests;
        await BulkRun.Write(_pim.Provider, [items[4] with { Index = 0 }], new BulkSettings());

        Assert.Equal([BulkStatus.Failed, BulkStatus.Updated, BulkStatus.Created, BulkStatus.Updated, BulkStatus.Updated], results.Select(result => result.Status));
        Assert.Equal(("Not sent.", null, "is_quantified"), (results[0].Message, results[0].StatusCode, Assert.Single(results[0].Errors).Property));
        // one that cannot be searched for by code is a read, and a key that comes again goes in a chunk of its own
        Assert.Equal((5L, 1L), (alone - before, _pim.Counters.ApiRequests - alone));
    }

    [Fact]
    public async Task Plain_products_cost_a_look_at_their_attributes_once_a_session()
    {
        long before = _pim.Counters.ApiRequests;

        BulkRun.AssertWritten(await BulkRun.Write(_pim.Provider, BulkRun.NewProducts(150), new BulkSettings()));
        long first = _pim.Counters.ApiRequests;
        BulkRun.AssertWritten(await BulkRun.Write(_pim.Provider, BulkRun.NewProducts(150), new BulkSettings()));

        Assert.Equal((3L, 2L), (first - before, _pim.Counters.ApiRequests - first));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"line\":3}\n[1]")]
    [InlineData("{\"_links\":{},\"_embedded\":{\"items\":[1,{}]}}")]
    public async Task Products_go_out_where_the_answer_about_their_attributes_is_none(string answer)
    {
        using var server = new ScriptedServer(request => request.Method == "GET" ? ScriptedAnswer.Json(answer)
            : ScriptedAnswer.Text("{\"line\":1,\"status_code\":204}", "application/vnd.akeneo.collection+json", 200));
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));
        var notes = new List<PimNote>();

        BulkResult result = Assert.Single(await BulkRun.Write(provider, BulkRun.NewProducts(1), new BulkSettings(), new CallContext(default, null, notes.Add)));

        Assert.Equal((BulkStatus.Updated, null), (result.Status, result.Message));
        Assert.Contains("cannot be read", Assert.Single(notes, note => note.IsWarning).Text);
    }

    [Theory]
    [InlineData("Channel", """{"code":"c_new","currencies":["EUR"],"locales":["en_US"]}""", "category_tree")]
    [InlineData("Attribute", """{"code":"a_new","type":"pim_catalog_text"}""", "group")]
    [InlineData("MeasurementFamily", """{"code":"M_NEW","standard_unit_code":"N"}""", "units")]
    [InlineData("ProductModel", """{"code":"m_new","family":"shoes"}""", "family_variant")]
    public async Task What_a_new_item_lacks_is_said_before_it_is_sent(string noun, string line, string field)
    {
        string code = JsonDocument.Parse(line).RootElement.GetProperty("code").GetString()!;
        foreach (BulkSettings settings in new[] { s_validate, s_onlyChanged, s_validate with { IsPreview = true } })
        {
            BulkResult result = await Write(noun, code, line, settings);

            Assert.Equal((BulkStatus.Failed, "Not sent.", null), (result.Status, result.Message, result.StatusCode));
            Assert.Contains(field, result.Errors.Select(error => error.Property));
        }

        // which lacks nothing when it is there
        Assert.Equal(BulkStatus.Updated, (await Write("Channel", "ecommerce", """{"code":"ecommerce","labels":{"en_US":"Shop"}}""", s_validate)).Status);
        Assert.Equal(BulkStatus.Failed, (await Write(noun, code, line, new BulkSettings())).Status);
    }

    [Fact]
    public async Task What_an_earlier_line_makes_lacks_nothing()
    {
        PimResource channels = _pim.Resource("Channel");
        BulkItem[] items =
        [
            new(0, channels, "c_two", Make.Utf8("""{"code":"c_two","currencies":["EUR"],"locales":["en_US"],"category_tree":"master"}""")),
            new(1, channels, "c_two", Make.Utf8("""{"code":"c_two","labels":{"en_US":"Two"}}""")),
        ];

        foreach (int size in new[] { 100, 1 })
        {
            List<BulkResult> preview = await BulkRun.Write(_pim.Provider, items, s_validate with { IsPreview = true, BatchSize = size });
            Assert.All(preview, result => Assert.True(result.WouldBeSent, PimFieldError.Describe("", result.Errors)));
        }

        BulkRun.AssertWritten(await BulkRun.Write(_pim.Provider, items, s_validate));
    }

    [Theory]
    [InlineData("AssociationType", "PACK", """{"code":"PACK","is_quantified":true}""", "is_quantified")]
    [InlineData("Channel", "ecommerce", """{"code":"ecommerce","locales":[]}""", "locales")]
    [InlineData("AttributeGroup", "other", """{"code":"other","sort_order":-1}""", "sort_order")]
    public async Task A_preview_refuses_what_a_run_refuses(string noun, string key, string line, string field)
    {
        foreach (BulkSettings settings in new[] { new BulkSettings(), new BulkSettings { IsPreview = true } })
        {
            BulkResult result = await Write(noun, key, line, settings);

            Assert.Equal((BulkStatus.Failed, "Not sent."), (result.Status, result.Message));
            Assert.Equal(field, Assert.Single(result.Errors).Property);
        }
    }

    [Fact]
    public async Task A_preview_refuses_what_lines_that_go_one_by_one_refuse()
    {
        BulkSettings preview = new() { IsPreview = true };
        BulkResult kept = await Write("ReferenceEntityAttribute", "label", """{"code":"label","value_per_locale":false}""", preview, ("reference_entity", "brand"));
        BulkResult made = await Write("ReferenceEntityAttribute", "none", """{"code":"none","labels":{}}""", preview, ("reference_entity", "brand"));

        Assert.Equal(("value_per_locale", "type"), (Assert.Single(kept.Errors).Property, Assert.Single(made.Errors).Property));
    }

    [Fact]
    public async Task What_a_run_has_read_is_not_read_again_by_lines_that_go_one_by_one()
    {
        long before = _pim.Counters.ApiRequests;

        BulkResult result = await Write(
            "ReferenceEntityAttribute", "label", """{"code":"label","type":"text","labels":{"en_US":"Named"}}""", s_validate, ("reference_entity", "brand"));

        Assert.Equal(BulkStatus.Updated, result.Status);
        Assert.Equal(2, _pim.Counters.ApiRequests - before);
    }

    private static ScriptedServer Unreadable(int refusal) => new(request => request.Method == "GET"
        ? ScriptedAnswer.Json($$"""{"code":{{refusal}},"message":"not now"}""", refusal)
        : ScriptedAnswer.Text(
            string.Join('\n', Enumerable.Range(1, request.Body.Count(c => c == '\n') + (request.Body.EndsWith('\n') ? 0 : 1)).Select(line => $$"""{"line":{{line}},"status_code":204}""")),
            "application/vnd.akeneo.collection+json", 200));

    private async Task<List<BulkResult>> WriteTypes(ScriptedServer server, CallContext context)
    {
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));
        PimResource types = _pim.Resource("AssociationType");
        BulkItem[] items = [new(0, types, "one", Make.Utf8("""{"code":"one","is_two_way":true}""")), new(1, types, "two", Make.Utf8("""{"code":"two","labels":{}}"""))];
        return await BulkRun.Write(provider, items, s_validate with { MaximumRetryCount = 0 }, context);
    }

    private async Task<BulkResult> Write(string noun, string key, string line, BulkSettings settings, params (string Name, string Key)[] owners) => Assert.Single(await BulkRun.Write(
        _pim.Provider, [new BulkItem(0, _pim.Resource(noun), key, Make.Utf8(line)) { PathValues = owners.Length == 0 ? null : owners.ToDictionary(owner => owner.Name, owner => owner.Key) }], settings));

    private async Task<string> Extension(string type) =>
        (await _pim.All(new PimQuery(_pim.Resource("UiExtension")))).First(extension => extension.GetProperty("type").GetString() == type).GetProperty("uuid").GetString()!;
}
