using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Akeneo;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

/// <summary>Lines of products and models in a run that nobody has asked for checks: what is out of range, or another axis, is not sent.</summary>
public sealed class PlainLineTests : IAsyncLifetime
{
    private static readonly BulkSettings s_plain = new();
    private static readonly JsonSerializerOptions s_laidOut = new() { WriteIndented = true };

    private readonly CheckedPim _pim = new(new PimSandboxOptions { ProductCount = 60, Edition = "Serenity", Version = "v20250717143807" });

    private long Requests => _pim.Pim.Counters.ApiRequests;

    private long Writes => _pim.Pim.Counters.Routes.Where(static route => route.Key.StartsWith("PATCH", StringComparison.Ordinal)).Sum(static route => route.Value);

    public async Task InitializeAsync()
    {
        await _pim.Provider.ConnectAsync(_pim.Pim.Context);
        string[] attributes =
        [
            """ "code":"short","type":"pim_catalog_text","max_characters":5 """, """ "code":"plain","type":"pim_catalog_text" """, """ "code":"long","type":"pim_catalog_textarea" """,
            """ "code":"told","type":"pim_catalog_text","max_characters":5,"localizable":true """, """ "code":"mail","type":"pim_catalog_text","validation_rule":"email" """, """ "code":"coded","type":"pim_catalog_text","validation_rule":"regexp","validation_regexp":"/^[a-z]+$/" """,
            """ "code":"few","type":"pim_catalog_number","decimals_allowed":false,"negative_allowed":true,"number_min":"-3","number_max":"3" """,
            """ "code":"mass","type":"pim_catalog_metric","decimals_allowed":true,"negative_allowed":false,"metric_family":"Weight","default_metric_unit":"GRAM","number_max":"100" """,
            """ "code":"cost","type":"pim_catalog_price_collection","decimals_allowed":false,"number_min":"1" """,
            """ "code":"in_2024","type":"pim_catalog_date","date_min":"2024-01-01","date_max":"2024-12-31" """,
        ];
        foreach (string attribute in attributes)
        {
            await _pim.Write("Attribute", $$"""{{{attribute}},"group":"other"}""");
        }
    }

    public Task DisposeAsync()
    {
        _pim.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("short", "\"123456\"", "takes 5 characters at most, and has 6")]
    [InlineData("short", "\"\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\"", null)]
    [InlineData("short", "\"ééééé\"", null)]
    [InlineData("mail", "\"nobody\"", "takes an e-mail address")]
    [InlineData("mail", "\"no@body.org\"", null)]
    [InlineData("coded", "\"ABC\"", "takes text that matches")]
    [InlineData("few", "4", "takes 3 at most, and 4 is more")]
    [InlineData("few", "\"-4\"", "takes -3 at least, and -4 is less")]
    [InlineData("few", "1.5", "takes no decimals, and 1.5 has some")]
    [InlineData("few", "1e1", "takes 3 at most, and 10 is more")]
    [InlineData("few", "1e40", "takes a number")]
    [InlineData("few", "\"3.0\"", null)]
    [InlineData("few", "null", null)]
    [InlineData("mass", """{"amount":"-0.5","unit":"GRAM"}""", "takes nothing below 0, and -0.5 is")]
    [InlineData("mass", """{"unit":"GRAM","amount":100.5}""", "takes 100 at most, and 100.5 is more")]
    [InlineData("mass", """{"amount":100,"unit":"GRAM"}""", null)]
    [InlineData("mass", """{"amount":null,"unit":null}""", null)]
    [InlineData("cost", """[{"amount":5,"currency":"EUR"},{"amount":"0.5","currency":"USD"}]""", "takes no decimals, and 0.5 has some")]
    [InlineData("cost", """[{"amount":"","currency":"EUR"},{"amount":0,"currency":"USD"}]""", "takes 1 at least, and 0 is less")]
    [InlineData("cost", """[]""", null)]
    [InlineData("in_2024", "\"2023-12-31\"", "takes 2024-01-01 at the earliest")]
    [InlineData("in_2024", "\"2024-12-31T23:00:00+00:00\"", null)]
    public async Task A_value_beyond_its_limits_is_not_sent(string attribute, string data, string? message)
    {
        long writes = Writes;

        BulkResult result = Assert.Single(await WriteAsync(s_plain, _pim.WithValue(attribute, data)));

        if (message is null)
        {
            Assert.Equal((BulkStatus.Created, null), (result.Status, result.Message));
            return;
        }

        Assert.Equal((BulkStatus.Failed, "Not sent.", null), (result.Status, result.Message, result.StatusCode));
        Assert.Equal(attribute, Assert.Single(result.Errors).Attribute);
        Assert.StartsWith(message, result.Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal(writes, Writes);
        Assert.Equal(BulkStatus.Failed, Assert.Single(await WriteAsync(new BulkSettings { OnlyChanged = true }, _pim.WithValue(attribute, data))).Status);
        BulkResult preview = Assert.Single(await WriteAsync(new BulkSettings { IsPreview = true }, _pim.WithValue(attribute, data)));
        Assert.Equal((BulkStatus.Failed, false), (preview.Status, preview.WouldBeSent));
    }

    [Theory]
    [InlineData("plain", 255, null)]
    [InlineData("plain", 256, "takes 255 characters at most")]
    [InlineData("long", 65535, null)]
    [InlineData("long", 65536, "takes 65535 characters at most")]
    public async Task A_text_that_says_no_limit_of_its_own_has_its_types(string attribute, int length, string? message)
    {
        BulkResult result = Assert.Single(await WriteAsync(s_plain, _pim.WithValue(attribute, JsonSerializer.Serialize(new string('x', length)))));

        Assert.Equal(message is null, result.Status == BulkStatus.Created);
        Assert.StartsWith(message ?? "", message is null ? "" : result.Errors.Single().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"PACK2":{"products":[{"uuid":"00000000-0000-4000-8000-000000000099","quantity":0}]}}""", "quantity")]
    [InlineData("""{"PACK2":{"products":[{"uuid":"00000000-0000-4000-8000-000000000099","quantity":2147483648}]}}""", "quantity")]
    [InlineData("""{"PACK2":{"products":[{"uuid":"00000000-0000-4000-8000-000000000099"}]}}""", "quantity")]
    public async Task So_is_a_quantity(string quantities, string field)
    {
        long writes = Writes;

        BulkResult result = Assert.Single(await WriteAsync(s_plain, _pim.NewProduct($"\"quantified_associations\":{quantities}")));

        Assert.Equal((BulkStatus.Failed, "Not sent.", writes), (result.Status, result.Message, Writes));
        Assert.Contains(field, result.Errors[0].Property);
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("end ")]
    public async Task So_is_a_new_identifier_that_is_none(string identifier)
    {
        using AkeneoProvider other = _pim.Pim.Connect(format: ProductIdFormat.Identifier);
        long writes = Writes;
        byte[] line = JsonSerializer.SerializeToUtf8Bytes(new { identifier });

        BulkResult byIdentifier = Assert.Single(await BulkRun.Write(other, [new BulkItem(0, AkeneoResources.ProductByIdentifier, identifier, line)], s_plain));
        BulkResult byUuid = Assert.Single(await WriteAsync(s_plain, _pim.WithValue("sku", JsonSerializer.Serialize(identifier))));

        Assert.Equal((BulkStatus.Failed, "Not sent."), (byIdentifier.Status, byIdentifier.Message));
        Assert.Equal((BulkStatus.Failed, "Not sent."), (byUuid.Status, byUuid.Message));
        Assert.Equal(writes, Writes);
    }

    [Fact]
    public async Task The_scan_finds_what_the_check_finds_wherever_it_stands()
    {
        (string Attribute, string[] Data)[] choices =
        [
            ("short", ["\"1\"", "\"12345\"", "\"123456\"", "\"\\\"\\\\\\u00e9\"", "null"]), ("coded", ["\"abc\"", "\"ABC\"", "null"]), ("few", ["3", "\"-3\"", "4", "1.25", "null"]),
            ("mass", ["{\"amount\":\"1.5\",\"unit\":\"GRAM\"}", "{\"unit\":\"GRAM\",\"amount\":-1}", "{\"amount\":101,\"unit\":\"GRAM\"}", "null"]),
            ("cost", ["[]", "[{\"amount\":2,\"currency\":\"EUR\"},{\"currency\":\"USD\",\"amount\":0}]", "[{\"amount\":2,\"currency\":\"EUR\"}]"]),
            ("in_2024", ["\"2024-05-05\"", "\"2025-01-01\""]), ("long", ["\"[{]}\\\"\""]), ("tags", ["[\"gift\"]"]), ("size", ["\"s\""]),
        ];
        var random = new Random(11);
        int faults = 0;
        for (int i = 0; i < 400; i++)
        {
            List<string> values = [.. choices.Where(_ => random.Next(3) == 0).Select(choice => Value(choice.Attribute, Entry("null", choice.Data[random.Next(choice.Data.Length)])))];
            if (random.Next(3) == 0)
            {
                values.Add(Value("told", Entry("\"en_US\"", "\"ok\""), Entry("\"de_DE\"", random.Next(2) == 0 ? "\"123456\"" : "\"12345\"")));
            }

            string line = _pim.NewProduct(Order($"\"values\":{{{Order([.. values])}}}", "\"enabled\":true", "\"categories\":[]", "\"associations\":{}"));
            line = random.Next(4) == 0 ? JsonSerializer.Serialize(JsonDocument.Parse(line).RootElement, s_laidOut) : line;
            IReadOnlyList<PimFieldError> wanted = await _pim.Check(line);
            LineSigns signs = Assert.Single(await _pim.Provider.ScanAsync(AkeneoResources.ProductByUuid, CheckedPim.Nothing, [Make.Utf8(line)], areChecked: false, _pim.Pim.Context));

            Assert.True(Told(wanted).SetEquals(Told(signs.Faults)), $"{line}\n  check: {PimFieldError.Describe("", wanted)}\n  scan: {PimFieldError.Describe("", signs.Faults)}");
            Assert.True(new[] { "size", "mass" }.Where(axis => line.Contains($"\"{axis}\"", StringComparison.Ordinal)).ToHashSet().SetEquals(signs.Axes));
            faults += signs.Faults.Count;
        }

        Assert.InRange(faults, 100, 2000);

        static string Value(string attribute, params string[] entries) => $"\"{attribute}\":[{string.Join(",", entries)}]";

        string Entry(string locale, string data) => "{" + Order($"\"locale\":{locale}", "\"scope\":null", $"\"data\":{data}") + "}";

        string Order(params string[] parts) => string.Join(",", parts.OrderBy(_ => random.Next()));

        static HashSet<string> Told(IEnumerable<PimFieldError> errors) => [.. errors.Select(static error => $"{error.Attribute} {error.Locale} {error.Message}")];
    }

    [Theory]
    [InlineData("\"parent\":null,\"values\":{V}")]
    [InlineData("\"values\":{V},\"enabled\":true,\"parent\":null")]
    public async Task An_item_that_has_no_parent_by_its_line_has_no_axes(string members)
    {
        string line = _pim.NewProduct(members.Replace(
            "V", """ "size":[{"locale":null,"scope":null,"data":"s"}],"short":[{"locale":null,"scope":null,"data":"123456"}] """, StringComparison.Ordinal));

        LineSigns signs = Assert.Single(await _pim.Provider.ScanAsync(AkeneoResources.ProductByUuid, CheckedPim.Nothing, [Make.Utf8(line)], areChecked: false, _pim.Pim.Context));

        Assert.Equal((1, 0), (signs.Faults.Count, signs.Axes.Count));
    }

    [Fact]
    public async Task Lines_that_are_not_sent_harm_no_others_and_all_of_a_run_cost_as_much_as_one()
    {
        string[] Lines(params int[] beyond) => [.. Enumerable.Range(0, 500).Select(i => _pim.WithValue("short", beyond.Contains(i) ? "\"123456\"" : "\"12345\""))];
        BulkRun.AssertWritten(await WriteAsync(s_plain, Lines()));
        long start = Requests;

        BulkRun.AssertWritten(await WriteAsync(s_plain, Lines()));
        long none = Requests;
        await WriteAsync(s_plain, Lines(70));
        long one = Requests;
        List<BulkResult> results = await WriteAsync(new BulkSettings { ThrottleLimit = 1 }, Lines(70, 71, 180, 290, 499));

        Assert.Equal([70L, 71, 180, 290, 499], results.Where(static result => result.Status == BulkStatus.Failed).Select(static result => result.Item.Index));
        Assert.Equal(495, results.Count(static result => result.Status == BulkStatus.Created));
        // what was known before the run is asked for once more before it refuses anything
        Assert.Equal((5L, one - none), (none - start, Requests - one));
        Assert.InRange(one - none, 6, 9);
    }

    [Fact]
    public async Task A_limit_that_was_lifted_in_the_meantime_stands_in_no_lines_way()
    {
        await WriteAsync(s_plain, _pim.WithValue("short", "\"1\""));
        using CheckedPim other = _pim.Beside();
        await other.Provider.ConnectAsync(_pim.Pim.Context);
        await other.Write("Attribute", """{"code":"short","max_characters":10}""");

        Assert.Equal(BulkStatus.Created, Assert.Single(await WriteAsync(s_plain, _pim.WithValue("short", "\"123456\""))).Status);
    }

    [Fact]
    public async Task Another_value_of_an_axis_is_not_sent()
    {
        (string variant, string size) = await VariantAsync();
        long writes = Writes;

        BulkResult[] results = [.. await WriteAsync(s_plain, Line(variant, size == "s" ? "m" : "s"), $$"""{"uuid":"{{variant}}","enabled":true}""", _pim.WithValue("size", "\"s\""))];

        Assert.Equal([BulkStatus.Failed, BulkStatus.Updated, BulkStatus.Created], results.Select(static result => result.Status));
        Assert.Equal(("size", null), (Assert.Single(results[0].Errors).Attribute, results[0].StatusCode));
        Assert.StartsWith("cannot be changed: it is an axis of family variant", results[0].Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal(writes + 2, Writes);
        Assert.Equal(BulkStatus.Updated, Assert.Single(await WriteAsync(s_plain, Line(variant, size))).Status);
        Assert.Equal(BulkStatus.Failed, Assert.Single(await WriteAsync(new BulkSettings { IsPreview = true }, Line(variant, size == "s" ? "m" : "s"))).Status);
    }

    [Fact]
    public async Task So_is_one_of_a_variant_that_moves_to_another_model_of_its_family_variant()
    {
        (string variant, string size) = await VariantAsync();
        JsonElement item = (await _pim.Pim.All(new PimQuery(AkeneoResources.ProductByUuid) { Keys = [variant] })).Single();
        JsonElement parent = (await _pim.Pim.All(new PimQuery(AkeneoResources.ProductModel) { Keys = [item.GetProperty("parent").GetString()!] })).Single();
        string? root = parent.GetProperty("parent").GetString();
        string above = root is null ? "" : $",\"parent\":\"{root}\",\"values\":{AxisOf(parent)}";
        await _pim.Write("ProductModel", "{\"code\":\"moved_to\",\"family_variant\":\"" + parent.GetProperty("family_variant").GetString() + "\"" + above + "}");
        string Move(string other) => Line(variant, other).Replace("\"values\"", "\"parent\":\"moved_to\",\"values\"", StringComparison.Ordinal);
        long writes = Writes;

        BulkResult result = Assert.Single(await WriteAsync(s_plain, Move(size == "s" ? "m" : "s")));

        Assert.Equal((BulkStatus.Failed, "Not sent.", writes), (result.Status, result.Message, Writes));
        Assert.Equal(BulkStatus.Updated, Assert.Single(await WriteAsync(s_plain, Move(size))).Status);

        static string AxisOf(JsonElement model) => $"{{\"color\":[{{\"locale\":null,\"scope\":null,\"data\":\"{(model.GetProperty("values").GetProperty("color")[0].GetProperty("data").GetString() == "red" ? "blue" : "red")}\"}}]}}";
    }

    [Fact]
    public async Task A_catalog_that_gets_its_first_model_from_elsewhere_has_axes_from_the_next_run_on()
    {
        using var bare = new CheckedPim(new PimSandboxOptions { ProductCount = 0 });
        foreach (string model in await ModelsAsync(bare))
        {
            await bare.Provider.WriteAsync(new PimWrite(bare.Pim.Resource("ProductModel"), WriteVerb.Delete, model), bare.Pim.Context);
        }

        using CheckedPim other = bare.Beside();
        await other.Provider.ConnectAsync(bare.Pim.Context);
        BulkRun.AssertWritten(await BulkRun.Write(bare.Provider, [Item(0, Line(BulkRun.Uuid(1), "s"))], s_plain));
        await other.Write("ProductModel", """{"code":"first","family":"accessories","family_variant":"accessories_size"}""");
        await other.Send("{\"uuid\":\"" + BulkRun.Uuid(2) + "\",\"family\":\"accessories\",\"parent\":\"first\",\"values\":{\"size\":[{\"locale\":null,\"scope\":null,\"data\":\"s\"}]}}");

        BulkResult result = Assert.Single(await BulkRun.Write(bare.Provider, [Item(0, Line(BulkRun.Uuid(2), "m"))], s_plain));

        Assert.Equal((BulkStatus.Failed, "Not sent."), (result.Status, result.Message));
    }

    [Fact]
    public async Task Only_lines_that_may_be_of_variants_cost_a_look()
    {
        (string variant, string size) = await VariantAsync();
        await WriteAsync(s_plain, Line(variant, size), _pim.WithValue("short", "\"1\""));
        string root = Line(BulkRun.Uuid(77), "s").Replace("\"values\"", "\"parent\":null,\"values\"", StringComparison.Ordinal);

        Assert.Equal(1, await CostAsync(root));
        Assert.Equal(1, await CostAsync(_pim.WithValue("short", "\"1\"")));
        // one look for all lines of a batch
        Assert.Equal(2, await CostAsync(Line(variant, size), Line(BulkRun.Uuid(78), "s"), Line(BulkRun.Uuid(79), "s")));

        async Task<long> CostAsync(params string[] lines)
        {
            long before = Requests;
            BulkRun.AssertWritten(await WriteAsync(s_plain, lines));
            return Requests - before;
        }
    }

    [Fact]
    public async Task A_catalog_without_models_has_no_axes()
    {
        using var bare = new CheckedPim(new PimSandboxOptions { ProductCount = 0 });
        foreach (string model in await ModelsAsync(bare))
        {
            await bare.Provider.WriteAsync(new PimWrite(bare.Pim.Resource("ProductModel"), WriteVerb.Delete, model), bare.Pim.Context);
        }

        BulkItem[] items = [.. Enumerable.Range(0, 3).Select(i => Item(i, Line(BulkRun.Uuid(i), "s")))];
        BulkRun.AssertWritten(await BulkRun.Write(bare.Provider, items, s_plain));
        long before = bare.Pim.Counters.ApiRequests;
        BulkRun.AssertWritten(await BulkRun.Write(bare.Provider, items, s_plain));

        // the lines, and once a run whether there are models by now
        Assert.Equal(2, bare.Pim.Counters.ApiRequests - before);
        Assert.Empty(await ModelsAsync(bare));
    }

    [Theory]
    [InlineData(403, 1)]
    [InlineData(500, 4)]
    public async Task Where_attributes_cannot_be_read_the_lines_are_the_servers_to_refuse(int refusal, int asked)
    {
        using var server = new ScriptedServer(request => request.Method == "GET" ? ScriptedAnswer.Json($$"""{"code":{{refusal}},"message":"not now"}""", refusal)
            : ScriptedAnswer.Text("{\"line\":1,\"status_code\":204}", "application/vnd.akeneo.collection+json", 200));
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));
        var notes = new List<PimNote>();

        List<BulkResult> results = await BulkRun.Write(
            provider, [.. Enumerable.Range(0, 6).Select(i => Item(i, Line(BulkRun.Uuid(i), "s")))], new BulkSettings { BatchSize = 1, ThrottleLimit = 1 }, new CallContext(default, null, notes.Add));

        Assert.All(results, static result => Assert.Equal(BulkStatus.Updated, result.Status));
        Assert.Contains("attributes cannot be read", Assert.Single(notes, static note => note.IsWarning).Text, StringComparison.Ordinal);
        Assert.Equal((asked, 6), (server.Requests.Count - server.Writes.Count, server.Writes.Count));
    }

    [Fact]
    public async Task A_line_with_half_a_letter_keeps_no_other_from_being_sent()
    {
        List<BulkResult> results = await WriteAsync(s_plain, _pim.WithValue("short", "\"\\ud83d\""), _pim.WithValue("short", "\"1\""), _pim.WithValue("short", "\"12345\\ud83d\""));

        Assert.Equal(BulkStatus.Created, results[1].Status);
        Assert.All(new[] { results[0], results[2] }, static result => Assert.Equal((BulkStatus.Failed, 400), (result.Status, result.StatusCode)));
    }

    [Theory]
    [InlineData("""{"enabled":tru,"values":{"size":[{"locale":null,"scope":null,"data":"s"}]}}""")]
    [InlineData("""{"values":{"short":[{"locale":null,"scope":null,"data":"12345\ud83d"}],"size":[{"locale":null,"scope":null,"data":"\ud83d"}]}}""")]
    public async Task What_is_no_JSON_is_held_against_no_item(string line)
    {
        Assert.Empty(Assert.Single(await _pim.Provider.ScanAsync(AkeneoResources.ProductByUuid, CheckedPim.Nothing, [Make.Utf8(line)], areChecked: false, _pim.Pim.Context)).Faults);
        Assert.Empty(await _pim.Provider.CheckChangeAsync(AkeneoResources.ProductByUuid, CheckedPim.Nothing, Make.Utf8(line), Make.Utf8(line.Replace("tru,", "true,", StringComparison.Ordinal)), _pim.Pim.Context));
    }

    [Fact]
    public async Task A_model_that_no_list_shows_yet_may_be_there()
    {
        using var server = new ScriptedServer(static request => request.Method != "GET" ? ScriptedAnswer.Text("{\"line\":1,\"status_code\":204}", "application/vnd.akeneo.collection+json", 200)
            : ScriptedAnswer.Json(request.Target.StartsWith("/api/rest/v1/attributes?", StringComparison.Ordinal)
                ? """{"_links":{},"_embedded":{"items":[{"code":"size","type":"pim_catalog_simpleselect","localizable":false,"scopable":false,"available_locales":[]}]}}"""
                : """{"_links":{},"_embedded":{"items":[]}}"""));
        using AkeneoProvider provider = Make.App(server.Url);
        byte[] line = Make.Utf8("""{"code":"fresh","values":{"size":[{"locale":null,"scope":null,"data":"s"}]}}""");

        BulkResult result = Assert.Single(await BulkRun.Write(provider, [new BulkItem(0, AkeneoResources.ProductModel, "fresh", line)], s_plain));

        Assert.Equal(BulkStatus.Updated, result.Status);
    }

    [Theory]
    [InlineData("""{"v\u0061lues":{"short":[{"locale":null,"scope":null,"data":"123456"}]},U}""")]
    [InlineData("""{"values":{"sh\u006frt":[{"locale":null,"scope":null,"data":"123456"}]},U}""")]
    [InlineData("""{"values":{"short":[{"locale":null,"scope":null,"d\u0061ta":"123456"}]},U}""")]
    [InlineData("""{"values":{"mass":[{"locale":null,"scope":null,"data":{"\u0061mount":101,"unit":"GRAM"}}]},U}""")]
    [InlineData("""{"values":{"mass":[{"locale":null,"scope":null,"data":{"amount":1}}]},U}""")]
    [InlineData("""{"values":{"mass":[{"locale":null,"scope":null,"data":"5"}]},U}""")]
    [InlineData("""{"values":{"few":[{"locale":null,"scope":null,"data":{"amount":1}}]},U}""")]
    [InlineData("""{"values":{"few":[{"locale":null,"scope":null,"data":true}]},U}""")]
    [InlineData("""{"values":{"cost":[{"locale":null,"scope":null,"data":[{"amount":1}]}]},U}""")]
    [InlineData("""{"values":{"cost":[{"locale":null,"scope":null,"data":{"amount":1,"currency":"EUR"}}]},U}""")]
    public async Task So_is_what_is_written_in_an_odd_way(string line)
    {
        line = line.Replace("U}", $"\"uuid\":\"{BulkRun.Uuid(91)}\"}}", StringComparison.Ordinal);
        bool isFaulty = (await _pim.Check(line)).Count > 0;

        BulkResult result = Assert.Single(await WriteAsync(s_plain, line));

        Assert.Equal(isFaulty ? (BulkStatus.Failed, "Not sent.") : (BulkStatus.Created, null), (result.Status, result.Message));
        Assert.True(isFaulty);
    }

    /// <summary>A variant of the size of shirts, and its size.</summary>
    private async Task<(string Uuid, string Size)> VariantAsync()
    {
        JsonElement variant = (await _pim.Pim.All(new PimQuery(AkeneoResources.ProductByUuid))).First(static product =>
            product.GetProperty("parent").ValueKind == JsonValueKind.String && product.GetProperty("values").TryGetProperty("size", out _));
        return (variant.GetProperty("uuid").GetString()!, variant.GetProperty("values").GetProperty("size")[0].GetProperty("data").GetString()!);
    }

    private static async Task<List<string>> ModelsAsync(CheckedPim pim) =>
        [.. (await pim.Pim.All(new PimQuery(pim.Pim.Resource("ProductModel")))).Select(static model => model.GetProperty("code").GetString()!)];

    private static string Line(string uuid, string size) => $$$"""{"uuid":"{{{uuid}}}","values":{"size":[{"locale":null,"scope":null,"data":"{{{size}}}"}]}}""";

    private static BulkItem Item(int index, string line) =>
        new(index, AkeneoResources.ProductByUuid, JsonDocument.Parse(line).RootElement.GetProperty("uuid").GetString()!, Make.Utf8(line));

    private Task<List<BulkResult>> WriteAsync(BulkSettings settings, params string[] lines) =>
        BulkRun.Write(_pim.Provider, [.. lines.Select(static (line, index) => Item(index, line))], settings);
}
