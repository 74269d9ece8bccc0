using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using PimPowerShell.Tests;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

/// <summary>Whatever happens on the way, each input has one result, and it is true.</summary>
public sealed class BulkFaultTests
{
    public static TheoryData<string> Faults =>
        ["error pages", "error pages after acting", "resets", "resets after acting", "half bodies", "token death", "everything"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_passes_is_got_over(string fault)
    {
        bool all = fault == "everything";
        using var pim = new TestPim(new PimSandboxOptions
        {
            ProductCount = 1,
            FailEvery = fault == "error pages" ? 3 : all ? 5 : 0,
            FailAfterActingEvery = fault == "error pages after acting" ? 3 : all ? 7 : 0,
            ResetEvery = fault == "resets" ? 3 : all ? 11 : 0,
            ResetAfterActingEvery = fault == "resets after acting" ? 3 : all ? 13 : 0,
            HalfBodyEvery = fault == "half bodies" ? 3 : all ? 17 : 0,
            TokenDiesEvery = fault == "token death" ? 12 : all ? 43 : 0,
        }, Make.Settings(retries: 30));
        List<BulkItem> items = BulkRun.NewProducts(1000);

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items, batchSize: 25, rounds: 30);

        Assert.True(pim.Counters.Faults >= 3);
        BulkRun.AssertWritten(results);
        Assert.InRange(pim.Counters.PeakInFlight, 1, 4);
        Assert.Equal(1, pim.Counters.PeakSameKeyInFlight);
        DisableFaults(pim);
        Dictionary<string, string?> notes = await BulkRun.Notes(pim);
        Assert.Equal(1000, notes.Count);
        Assert.All(items, item => Assert.Equal("note " + item.Index, notes[item.Key]));
    }

    [Fact]
    public async Task A_storm_of_429_is_waited_out()
    {
        using var pim = new TestPim(
            new PimSandboxOptions { ProductCount = 1, MaximumConcurrency = 1, SendRetryAfter = false, LatencyMilliseconds = 5 }, Make.Settings(retries: 50, retryMilliseconds: 2));

        pim.Sandbox.HoldUntil(2);
        List<BulkResult> results = await BulkRun.Write(pim.Provider, BulkRun.NewProducts(500), batchSize: 25);

        Assert.True(pim.Counters.Throttled > 0);
        Assert.All(results, result => Assert.Equal(BulkStatus.Created, result.Status));
        Assert.Equal(500, pim.Counters.Lines);
    }

    [Fact]
    public async Task A_storm_that_does_not_end_has_written_nothing()
    {
        using ScriptedServer server = ScriptedServer.Bare(static _ => ScriptedAnswer.Json("""{"code":429,"message":"Too many requests"}""", 429));
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 2));

        List<BulkResult> results = await BulkRun.Write(provider, BulkRun.NewProducts(250));

        Assert.All(results, result => Assert.Equal((BulkStatus.Failed, 429, 3), (result.Status, result.StatusCode, result.Attempts)));
        Assert.Equal(9, server.Writes.Count);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(413)]
    [InlineData(415)]
    public async Task A_batch_refused_as_a_whole_is_an_error_for_each(int status)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json($$"""{"code":{{status}},"message":"not so"}""", status));
        using AkeneoProvider provider = Make.App(server.Url);

        List<BulkResult> results = await BulkRun.Write(provider, BulkRun.NewProducts(150));

        Assert.All(results, result => Assert.Equal((BulkStatus.Failed, status, 1), (result.Status, result.StatusCode, result.Attempts)));
        Assert.All(results, result => Assert.Contains("not so", result.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_page_at_the_end_leaves_open_what_was_written()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1, FailAfterActingEvery = 3 }, Make.Settings(retries: 0));

        List<BulkResult> results = await BulkRun.Write(pim.Provider, BulkRun.NewProducts(200), lanes: 1, rounds: 0);

        Assert.All(results.Take(100), result => Assert.Equal(BulkStatus.Created, result.Status));
        Assert.All(results.Skip(100), result => Assert.Equal((BulkStatus.Unknown, 502), (result.Status, result.StatusCode)));
    }

    [Fact]
    public async Task One_line_that_the_server_stumbles_over_does_not_keep_the_others_from_their_answer()
    {
        using var server = new ScriptedServer(request => request.Method == "GET"
            ? ScriptedAnswer.Json("""{"_links":{},"_embedded":{"items":[]}}""")
            : request.Body.Contains(BulkRun.Uuid(13), StringComparison.Ordinal)
                ? ScriptedAnswer.Text("<html>oops</html>", "text/html", 500)
                : ScriptedAnswer.Text(string.Join('\n', Enumerable.Range(1, request.Body.Count(c => c == '\n')).Select(line => $$"""{"line":{{line}},"status_code":201}""")), "application/vnd.akeneo.collection+json", 200));
        using AkeneoProvider provider = Make.App(server.Url);

        List<BulkResult> results = await BulkRun.Write(provider, BulkRun.NewProducts(100), rounds: 12);

        Assert.Equal(BulkStatus.Unknown, results[13].Status);
        Assert.Equal(99, results.Count(result => result.Status == BulkStatus.Created));
    }

    [Fact]
    public async Task A_new_item_that_is_a_key_alone_is_made_when_only_changes_are_sent()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        BulkItem item = BulkRun.Product(0, BulkRun.Uuid(0)) with { Line = Make.Utf8($$"""{"uuid":"{{BulkRun.Uuid(0)}}"}""") };

        List<BulkResult> first = await BulkRun.Write(pim.Provider, [item], new BulkSettings { OnlyChanged = true });
        List<BulkResult> second = await BulkRun.Write(pim.Provider, [item], new BulkSettings { OnlyChanged = true });

        Assert.Equal((BulkStatus.Created, BulkStatus.Unchanged), (first.Single().Status, second.Single().Status));
    }

    [Fact]
    public async Task Half_an_answer_tells_of_half_the_lines()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1, HalfBodyEvery = 1 }, Make.Settings(retries: 0));

        List<BulkResult> results = await BulkRun.Write(pim.Provider, BulkRun.NewProducts(100), rounds: 0);

        int known = results.Count(result => result.Status == BulkStatus.Created);
        Assert.InRange(known, 45, 55);
        Assert.All(results.Take(known), result => Assert.Equal((BulkStatus.Created, 201), (result.Status, result.StatusCode)));
        Assert.All(results.Skip(known), result => Assert.Equal(BulkStatus.Unknown, result.Status));
        Assert.All(results.Skip(known), result => Assert.Contains("broke off", result.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_resets_for_good_leaves_open_what_was_written()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1, DownAfter = 4 }, Make.Settings(retries: 2));

        List<BulkResult> results = await BulkRun.Write(pim.Provider, BulkRun.NewProducts(1000), lanes: 1);

        Assert.All(results.Take(300), result => Assert.Equal(BulkStatus.Created, result.Status));
        Assert.All(results.Skip(300).Take(300), result => Assert.Equal((BulkStatus.Unknown, (int?)null, 1), (result.Status, result.StatusCode, result.Attempts)));
        Assert.All(results.Skip(600), result => Assert.Equal((BulkStatus.Skipped, 0), (result.Status, result.Attempts)));
        Assert.All(results.Skip(600), result => Assert.Contains("broke off", result.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_was_never_reached_has_written_nothing()
    {
        using AkeneoProvider provider = Make.App(Make.ClosedPort(), Make.Settings(retries: 1));

        List<BulkResult> results = await BulkRun.Write(provider, BulkRun.NewProducts(150));

        Assert.All(results, result => Assert.Equal((BulkStatus.Skipped, 2), (result.Status, result.Attempts)));
        Assert.All(results, result => Assert.Contains("cannot be reached", result.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_went_away_in_the_middle_of_a_batch_leaves_it_open()
    {
        ScriptedServer server = null!;
        server = ScriptedServer.Bare(_ =>
        {
            server.Dispose();
            return ScriptedAnswer.Reset;
        });
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 3));

        List<BulkResult> results = await BulkRun.Write(provider, BulkRun.NewProducts(10));

        Assert.Single(server.Writes);
        Assert.All(results, result => Assert.Equal((BulkStatus.Unknown, 1), (result.Status, result.Attempts)));
    }

    [Fact]
    public async Task A_login_that_is_refused_is_an_error_for_each()
    {
        // not before both batches wait for the login: one that came after its end would not be sent
        var areBothSent = new TaskCompletionSource();
        using var server = new ScriptedServer(_ => ScriptedAnswer.Json("""{"code":422,"message":"Parameter \"client_id\" is missing or does not match any client, or secret is invalid"}""", 422) with { When = areBothSent.Task });
        using AkeneoProvider stranger = Make.User(server.Url);
        List<BulkItem> items = BulkRun.NewProducts(200);
        using BulkWriter writer = BulkRun.Open(stranger);

        foreach (BulkItem item in items)
        {
            await writer.AddAsync(item);
        }

        areBothSent.SetResult();
        await writer.CompleteAsync();

        Assert.All(BulkRun.Take(writer, items), result => Assert.Equal((BulkStatus.Failed, 422), (result.Status, result.StatusCode)));
        Assert.All(server.Requests, request => Assert.EndsWith("/oauth/v1/token", request.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelling_leaves_open_what_was_sent_and_skips_the_rest()
    {
        using var stop = new CancellationTokenSource();
        int arrived = 0;
        using ScriptedServer server = ScriptedServer.Bare(_ =>
        {
            if (Interlocked.Increment(ref arrived) == 2)
            {
                stop.CancelAfter(20);
            }

            return ScriptedAnswer.Never;
        });
        using AkeneoProvider provider = Make.App(server.Url);
        List<BulkItem> items = BulkRun.NewProducts(500);
        // the last of them wait for keys that are in flight
        items.AddRange(Enumerable.Range(0, 20).Select(i => BulkRun.Product(500 + i, BulkRun.Uuid(i))));
        items = [.. items.Select((item, index) => item with { Index = index })];
        items = [.. items.Take(150), .. items.Skip(500), .. items.Skip(150).Take(350)];
        items = [.. items.Select((item, index) => item with { Index = index })];
        using BulkWriter writer = BulkRun.Open(provider, lanes: 2, context: new CallContext(stop.Token));

        foreach (BulkItem item in items)
        {
            await writer.AddAsync(item);
        }

        await writer.CompleteAsync();

        List<BulkResult> results = BulkRun.Take(writer, items);
        Assert.Equal(BulkEndReason.Cancelled, writer.End?.Reason);
        Assert.Equal(2, server.Writes.Count);
        Assert.Equal(200, results.Count(result => result.Status == BulkStatus.Unknown));
        Assert.Equal(items.Count - 200, results.Count(result => result.Status == BulkStatus.Skipped));
        Assert.All(results.Where(result => result.Status == BulkStatus.Skipped), result => Assert.Equal(0, result.Attempts));
    }

    [Fact]
    public async Task Disposing_gives_what_is_left_its_result_too()
    {
        var arrived = new TaskCompletionSource();
        using ScriptedServer server = ScriptedServer.Bare(_ =>
        {
            arrived.SetResult();
            return ScriptedAnswer.Never;
        });
        using AkeneoProvider provider = Make.App(server.Url);
        // ten are sent, the eleventh waits for a batch, the twelfth for a key
        List<BulkItem> items = BulkRun.NewProducts(11);
        items.Add(BulkRun.Product(11, BulkRun.Uuid(0)));
        BulkWriter writer = BulkRun.Open(provider, batchSize: 10);
        foreach (BulkItem item in items)
        {
            await writer.AddAsync(item);
        }

        await arrived.Task;
        await Task.Run(writer.Dispose);

        List<BulkResult> results = BulkRun.Take(writer, items);
        Assert.All(results.Take(10), result => Assert.Equal(BulkStatus.Unknown, result.Status));
        Assert.All(results.Skip(10), result => Assert.Equal(BulkStatus.Skipped, result.Status));
    }

    private static void DisableFaults(TestPim pim) =>
        pim.Options.FailEvery = pim.Options.FailAfterActingEvery = pim.Options.ResetEvery = pim.Options.ResetAfterActingEvery =
            pim.Options.HalfBodyEvery = pim.Options.TokenDiesEvery = 0;
}
