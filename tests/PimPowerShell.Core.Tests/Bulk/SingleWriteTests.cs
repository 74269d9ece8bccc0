using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

/// <summary>Lines that go one by one, as the back end takes no batches of them.</summary>
public sealed class SingleWriteTests
{
    private static readonly PimResource s_entity = AkeneoResources.Common.Single(resource => resource.Noun == "ReferenceEntity");
    private static readonly ScriptedAnswer s_done = new(204);

    [Fact]
    public async Task What_was_never_sent_is_skipped_behind_one_that_may_be_written()
    {
        using var server = new ScriptedServer(s_done, ScriptedAnswer.Reset);
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));

        List<BulkResult> results = await BulkRun.Write(provider, Entities("a", "b", "c", "d"), rounds: 0);

        Assert.Equal([BulkStatus.Updated, BulkStatus.Unknown, BulkStatus.Skipped, BulkStatus.Skipped], results.Select(result => result.Status));
        Assert.Equal([1, 1, 0, 0], results.Select(result => result.Attempts));
        Assert.StartsWith("Not sent, since the one before it got no answer: ", results[3].Message);
    }

    [Fact]
    public async Task The_first_may_be_it()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("{}", 500));
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));

        List<BulkResult> results = await BulkRun.Write(provider, Entities("a", "b"), rounds: 0);

        Assert.Equal([(BulkStatus.Unknown, 500), (BulkStatus.Skipped, null)], results.Select(result => (result.Status, result.StatusCode)));
    }

    [Fact]
    public async Task What_was_not_sent_goes_out_in_the_next_round_without_a_look()
    {
        using var server = new ScriptedServer(request => request.Number == 2 ? ScriptedAnswer.Reset
            : request.Method == "GET" ? ScriptedAnswer.Json("""{"code":"b","labels":{}}""") : s_done);
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));

        List<BulkResult> results = await BulkRun.Write(provider, Entities("a", "b", "c"));

        BulkRun.AssertWritten(results);
        Assert.DoesNotContain(server.Requests, request => request.Method == "GET" && !request.Target.EndsWith("/b", System.StringComparison.Ordinal));
        Assert.Single(server.Requests, request => request.Method == "PATCH" && request.Target.EndsWith("/c", System.StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_once()
    {
        using AkeneoProvider provider = Make.App(Make.ClosedPort(), Make.Settings(retries: 0));

        List<BulkResult> results = await BulkRun.Write(provider, Entities("a", "b", "c"));

        Assert.All(results, result => Assert.Equal(BulkStatus.Skipped, result.Status));
        Assert.Equal([1, 0, 0], results.Select(result => result.Attempts));
    }

    [Fact]
    public async Task What_was_answered_before_a_stop_counts()
    {
        using var stop = new CancellationTokenSource();
        using var server = new ScriptedServer(request =>
        {
            if (request.Number < 3)
            {
                return s_done;
            }

            stop.CancelAfter(50);
            return ScriptedAnswer.Never;
        });
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));
        List<BulkItem> items = Entities("a", "b", "c", "d");
        using BulkWriter writer = BulkRun.Open(provider, context: new CallContext(stop.Token));
        foreach (BulkItem item in items)
        {
            await writer.AddAsync(item);
        }

        await writer.CompleteAsync();

        Assert.Equal([BulkStatus.Updated, BulkStatus.Updated, BulkStatus.Unknown, BulkStatus.Skipped], BulkRun.Take(writer, items).Select(result => result.Status));
    }

    [Fact]
    public async Task A_refusal_with_the_status_of_a_fault_is_told_as_it_is_and_not_tried_again()
    {
        using var server = new ScriptedServer(request => request.Method == "GET"
            ? ScriptedAnswer.Json("""{"status":"OK","permissions":{"pim_editor":1,"pim_user":1}}""")
            : ScriptedAnswer.Json("""{"status":"Error","status_message":"No such group!"}""", request.Body.Contains("ttribute", System.StringComparison.Ordinal) ? 500 : 200));
        using var provider = new PimsProvider(server.Url, Make.Secret("key"), Make.Settings(retries: 0));

        List<BulkResult> results = await BulkRun.Write(provider, [new BulkItem(0, PimsResources.Attribute, "a", Make.Utf8("""{"code":"a","type":"string","label":"A"}"""))]);

        Assert.Equal((BulkStatus.Failed, (int?)500, "No such group!"), (results[0].Status, results[0].StatusCode, results[0].Message));
    }

    private static List<BulkItem> Entities(params string[] codes) =>
        [.. codes.Select((code, number) => new BulkItem(number, s_entity, code, Make.Utf8($$$"""{"code":"{{{code}}}","labels":{"en_US":"x"}}""")))];
}
