using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using PimPowerShell.Tests;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

public sealed class BulkWriterTests
{
    private const string Batch = "PATCH /api/rest/v1/products-uuid";

    [Fact]
    public async Task New_ones_are_created_and_known_ones_updated()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 5 });
        List<BulkItem> items = BulkRun.NewProducts(1050);

        List<BulkResult> first = await BulkRun.Write(pim.Provider, items);
        List<BulkResult> second = await BulkRun.Write(pim.Provider, items);

        Assert.All(first, result => Assert.Equal((BulkStatus.Created, 201, 1), (result.Status, result.StatusCode, result.Attempts)));
        Assert.All(second, result => Assert.Equal((BulkStatus.Updated, 204, 1), (result.Status, result.StatusCode, result.Attempts)));
        Assert.Equal(22, pim.Counters.Routes[Batch]);
        Assert.Equal(2100, pim.Counters.Lines);
        Dictionary<string, string?> notes = await BulkRun.Notes(pim);
        Assert.Equal(1050, notes.Count);
        Assert.All(items, item => Assert.Equal("note " + item.Index, notes[item.Key]));
    }

    [Fact]
    public async Task A_refused_line_has_the_servers_words_and_harms_no_other()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 5 });
        List<BulkItem> items = BulkRun.NewProducts(250);
        items[7] = items[7] with { Line = Make.Utf8($$"""{"uuid":"{{items[7].Key}}","family":"none_such"}""") };
        items[130] = items[130] with { Line = Make.Utf8("no json") };
        items[131] = items[131] with { Line = Make.Utf8($$$"""{"uuid":"{{{items[131].Key}}}","values":{"brand":[{"locale":null,"scope":null,"data":"none_such"}]}}""") };

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items);

        Assert.Equal([7L, 130, 131], results.Where(result => result.Status == BulkStatus.Failed).Select(result => result.Item.Index));
        Assert.Equal(247, results.Count(result => result.Status == BulkStatus.Created));
        Assert.Equal(422, results[7].StatusCode);
        Assert.Contains("none_such", results[7].Message, StringComparison.Ordinal);
        Assert.Equal(400, results[130].StatusCode);
        Assert.Equal("Invalid json message received", results[130].Message);
        Assert.Equal("Validation failed.", results[131].Message);
        Assert.Equal("brand", results[131].Errors.Single().Attribute);
    }

    [Fact]
    public async Task A_batch_goes_out_when_it_is_full_and_what_is_left_at_the_end()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = BulkRun.NewProducts(11);
        using BulkWriter writer = BulkRun.Open(pim.Provider, batchSize: 10);
        for (int i = 0; i < 9; i++)
        {
            await writer.AddAsync(items[i]);
        }

        Assert.Equal(0, pim.Counters.Requests);
        await writer.AddAsync(items[9]);
        await writer.AddAsync(items[10]);
        await writer.CompleteAsync();

        Assert.Equal(2, pim.Counters.Routes[Batch]);
        BulkRun.Take(writer, items);
    }

    [Fact]
    public async Task No_more_lines_go_out_than_the_server_takes()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });

        List<BulkResult> results = await BulkRun.Write(pim.Provider, BulkRun.NewProducts(250), batchSize: 5000);

        Assert.All(results, result => Assert.Equal(BulkStatus.Created, result.Status));
        Assert.Equal(3, pim.Counters.Routes[Batch]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Batches_in_flight_reach_the_limit_and_never_pass_it(int lanes)
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1, LatencyMilliseconds = 20 }, Make.Settings(throttle: 10));

        pim.Sandbox.HoldUntil(lanes);
        await BulkRun.Write(pim.Provider, BulkRun.NewProducts(200), batchSize: 10, lanes: lanes);

        Assert.Equal(lanes, pim.Counters.PeakInFlight);
    }

    [Fact]
    public async Task The_sessions_limit_holds_for_batches_too()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1, LatencyMilliseconds = 20 }, Make.Settings(throttle: 2));

        pim.Sandbox.HoldUntil(2);
        await BulkRun.Write(pim.Provider, BulkRun.NewProducts(200), batchSize: 10, lanes: 8);

        Assert.Equal(2, pim.Counters.PeakInFlight);
    }

    [Theory]
    [InlineData(2000, 50, 100)]
    [InlineData(2000, 150, 10)]
    [InlineData(300, 1, 10)]
    [InlineData(300, 1, 1)]
    public async Task A_key_is_never_in_flight_twice_and_its_last_value_stays(int count, int keys, int batchSize)
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1, LatencyMilliseconds = 2 }, Make.Settings(throttle: 6));
        var random = new Random(7);
        List<BulkItem> items = [.. Enumerable.Range(0, count).Select(i => BulkRun.Product(i, BulkRun.Uuid(random.Next(keys))))];

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items, batchSize, lanes: 6);

        BulkRun.AssertWritten(results);
        Assert.Equal(1, pim.Counters.PeakSameKeyInFlight);
        Assert.Equal(count, pim.Counters.Lines);
        Dictionary<string, string?> notes = await BulkRun.Notes(pim);
        foreach (IGrouping<string, BulkItem> group in items.GroupBy(item => item.Key))
        {
            Assert.Equal("note " + group.Last().Index, notes[group.Key]);
            Assert.Equal(BulkStatus.Created, results[(int)group.First().Index].Status);
        }
    }

    [Fact]
    public async Task A_key_is_the_same_in_any_case()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1, LatencyMilliseconds = 5 });
        string key = "abcdef00-0000-4000-8000-00000000000f";
        List<BulkItem> items = [.. Enumerable.Range(0, 40).Select(i => BulkRun.Product(i, i % 2 == 0 ? key : key.ToUpperInvariant()))];

        await BulkRun.Write(pim.Provider, items, batchSize: 1);

        Assert.Equal(1, pim.Counters.PeakSameKeyInFlight);
        Assert.Equal(1, pim.Counters.DistinctKeys);
    }

    [Fact]
    public async Task A_product_by_uuid_and_by_identifier_is_one_where_the_input_tells()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1, LatencyMilliseconds = 5 });
        PimResource byIdentifier = AkeneoResources.ProductByUuid.ByOtherKey!;
        const string Sku = "\"sku\":[{\"locale\":null,\"scope\":null,\"data\":\"both\"}],";
        string Values(int i, string more = "") => $$$"""{{{more}}}"internal_note":[{"locale":null,"scope":null,"data":"note {{{i}}}"}]""";
        List<BulkItem> items = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0
            ? new BulkItem(i, AkeneoResources.ProductByUuid, BulkRun.Uuid(1), Make.Utf8($$$"""{"uuid":"{{{BulkRun.Uuid(1)}}}","values":{{{{Values(i, Sku)}}}}}""")) { OtherKey = "both" }
            : new BulkItem(i, byIdentifier, "both", Make.Utf8($$$"""{"identifier":"both","values":{{{{Values(i)}}}}}""")))];

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items, batchSize: 3);

        BulkRun.AssertWritten(results);
        Assert.Equal(BulkStatus.Created, results[0].Status);
        Assert.All(results.Skip(1), result => Assert.Equal(BulkStatus.Updated, result.Status));
        Assert.Equal("note 39", (await BulkRun.Notes(pim))[BulkRun.Uuid(1)]);
    }

    [Fact]
    public async Task The_order_of_a_key_outlives_failures()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1, ResetAfterActingEvery = 3, FailEvery = 5, LatencyMilliseconds = 1 }, Make.Settings(retries: 30));
        var random = new Random(11);
        List<BulkItem> items = [.. Enumerable.Range(0, 1000).Select(i => BulkRun.Product(i, BulkRun.Uuid(random.Next(40))))];

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items, batchSize: 20, rounds: 20);

        BulkRun.AssertWritten(results);
        Dictionary<string, string?> notes = await BulkRun.Notes(pim);
        Assert.All(items.GroupBy(item => item.Key), group => Assert.Equal("note " + group.Last().Index, notes[group.Key]));
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_not_sent()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        BulkItem[] items = [Padded(0, 1_000_000), Padded(1, 1_000_001), Padded(2, 500)];

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items);

        Assert.Equal([BulkStatus.Created, BulkStatus.Failed, BulkStatus.Created], results.Select(result => result.Status));
        Assert.Equal("The line has 1000001 bytes; Akeneo takes 1000000.", results[1].Message);
        Assert.Null(results[1].StatusCode);
        Assert.Equal(0, results[1].Attempts);
        Assert.Equal(2, pim.Counters.Lines);
    }

    [Fact]
    public async Task A_body_grows_no_larger_than_a_proxy_lets_through()
    {
        using var server = new ScriptedServer(request => ScriptedAnswer.Text(
            string.Join('\n', Enumerable.Range(1, request.Body.Split('\n').Length - 1).Select(line => $$"""{"line":{{line}},"status_code":204}""")),
            "application/vnd.akeneo.collection+json", 200));
        using AkeneoProvider provider = Make.App(server.Url);
        BulkItem[] items = [.. Enumerable.Range(0, 10).Select(i => Padded(i, 900_000))];

        List<BulkResult> results = await BulkRun.Write(provider, items, lanes: 1);

        Assert.All(results, result => Assert.Equal(BulkStatus.Updated, result.Status));
        Assert.Equal([4, 4, 2], server.Requests.Select(request => request.Body.Split('\n').Length - 1));
        Assert.All(server.Requests, request => Assert.InRange(request.Body.Length, 1, 4 * 1024 * 1024));
    }

    [Fact]
    public async Task Kinds_of_things_may_be_mixed()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        PimResource category = pim.Resource("Category");
        PimResource attribute = pim.Resource("Attribute");
        List<BulkItem> items = [];
        for (int i = 0; i < 150; i++)
        {
            items.Add(BulkRun.Product(items.Count, BulkRun.Uuid(i)));
            items.Add(new BulkItem(items.Count, category, "c" + i, Make.Utf8($$"""{"code":"c{{i}}","parent":"master"}""")));
            items.Add(new BulkItem(items.Count, attribute, "a" + i, Make.Utf8($$"""{"code":"a{{i}}","type":"pim_catalog_text","group":"other"}""")));
        }

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items);

        BulkRun.AssertWritten(results);
        Assert.Equal(2, pim.Counters.Routes[Batch]);
        Assert.Equal(2, pim.Counters.Routes["PATCH /api/rest/v1/categories"]);
        Assert.Equal(2, pim.Counters.Routes["PATCH /api/rest/v1/attributes"]);
    }

    [Fact]
    public async Task A_batch_goes_out_as_lines_of_json()
    {
        using ScriptedServer server = ScriptedServer.Bare(static _ => ScriptedAnswer.Text("""{"line":1,"status_code":201}""" + "\n" + """{"line":2,"status_code":204}""", "application/vnd.akeneo.collection+json", 200));
        using AkeneoProvider provider = Make.App(server.Url);
        BulkItem[] items = [BulkRun.Product(0, BulkRun.Uuid(0), "é\n"), BulkRun.Product(1, BulkRun.Uuid(1))];
        using var writer = new BulkWriter(provider, new BulkSettings { Options = new Dictionary<string, string> { ["create_missing_options"] = "true" } }, new CallContext());
        foreach (BulkItem item in items)
        {
            await writer.AddAsync(item);
        }

        await writer.CompleteAsync();

        ScriptedRequest request = server.Writes.Single();
        Assert.Equal("PATCH", request.Method);
        Assert.Equal("/api/rest/v1/products-uuid?create_missing_options=true", request.Target);
        Assert.Equal("application/vnd.akeneo.collection+json", request.Header("Content-Type"));
        Assert.Equal(Make.Text(items[0].Line) + "\n" + Make.Text(items[1].Line) + "\n", request.Body);
        Assert.Equal([BulkStatus.Created, BulkStatus.Updated], BulkRun.Take(writer, items).Select(result => result.Status));
    }

    [Fact]
    public async Task Answers_belong_to_lines_by_their_number()
    {
        using ScriptedServer server = ScriptedServer.Bare(static _ => ScriptedAnswer.Text(
            """
            {"line":3,"status_code":422,"message":"third","errors":[{"property":"values","message":"bad","attribute":"name","locale":"en_US","scope":null}]}

            {"line":1,"code":"x","status_code":201,"_links":{"documentation":{"href":"x"}}}
            {"line":99,"status_code":204}
            {"line":"2","status_code":204}
            {"status_code":204}
            [1]
            not json
            """, "application/vnd.akeneo.collection+json", 200));
        using AkeneoProvider provider = Make.App(server.Url);

        List<BulkResult> results = await BulkRun.Write(provider, BulkRun.NewProducts(3), rounds: 0);

        Assert.Equal([BulkStatus.Created, BulkStatus.Unknown, BulkStatus.Failed], results.Select(result => result.Status));
        Assert.Equal("The server's answer left this line out.", results[1].Message);
        Assert.Equal("third", results[2].Message);
        Assert.Equal(new PimFieldError("values", "bad", "name", "en_US"), results[2].Errors.Single());
    }

    [Fact]
    public async Task What_has_no_batches_is_an_error_for_each()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        BulkItem[] items = [new BulkItem(0, pim.Resource("Locale"), "en_US", Make.Utf8("{}"))];

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items);

        Assert.Equal(BulkStatus.Failed, results[0].Status);
        Assert.Equal("Akeneo cannot write Locale in bulk.", results[0].Message);
        Assert.Equal(0, pim.Counters.Requests);
    }

    [Fact]
    public async Task Nothing_added_is_nothing_sent()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });

        Assert.Empty(await BulkRun.Write(pim.Provider, []));
        Assert.Equal(0, pim.Counters.Requests);
    }

    private static BulkItem Padded(int index, int length)
    {
        string uuid = BulkRun.Uuid(index);
        string head = $$"""{"uuid":"{{uuid}}","enabled":true""";
        return new BulkItem(index, AkeneoResources.ProductByUuid, uuid, Encoding.UTF8.GetBytes(head.PadRight(length - 1) + "}"));
    }
}
