using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

/// <summary>Batches that are JSON arrays, whose answers are matched by code; and batches of items that lie in something else.</summary>
public sealed class ArrayBatchTests
{
    private static readonly PimResource s_family = Resource("MeasurementFamily");
    private static readonly PimResource s_option = Resource("AttributeOption");

    [Fact]
    public async Task A_batch_goes_out_as_an_array()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""[{"code":"a","status_code":201},{"code":"b","status_code":204}]"""));
        using AkeneoProvider provider = Make.App(server.Url);

        List<BulkResult> results = await BulkRun.Write(provider, Families("a", "b"));

        ScriptedRequest request = server.Requests.Single();
        Assert.Equal(("PATCH", "/api/rest/v1/measurement-families"), (request.Method, request.Target));
        Assert.Equal("application/json", request.Header("Content-Type"));
        Assert.Equal("""[{"code":"a"},{"code":"b"}]""", request.Body);
        Assert.Equal([BulkStatus.Created, BulkStatus.Updated], results.Select(result => result.Status));
    }

    [Fact]
    public async Task Answers_belong_to_items_by_their_code()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json(
            """
            [{"status_code":422,"message":"bad","errors":[{"property":"units","message":"none"}],"code":"C","x":{"y":[1]}},
             {"code":"a","status_code":204},{"code":"other","status_code":204},{"status_code":204},{"code":"b"},{"code":"a","status_code":201}]
            """));
        using AkeneoProvider provider = Make.App(server.Url);

        List<BulkResult> results = await BulkRun.Write(provider, Families("a", "b", "c"), rounds: 0);

        Assert.Equal([BulkStatus.Updated, BulkStatus.Unknown, BulkStatus.Failed], results.Select(result => result.Status));
        Assert.Equal("The server's answer left this item out.", results[1].Message);
        Assert.Equal(("bad", new PimFieldError("units", "none")), (results[2].Message, results[2].Errors.Single()));
    }

    [Theory]
    [InlineData("""[{"code":"a","status_code":204},{"code":"b","sta""")]
    [InlineData("""[{"code":"a","status_code":204},""")]
    [InlineData("""[{"code":"a","status_code":204},{"code":"b","status_code":"204"}]""")]
    public async Task What_was_answered_before_an_answer_breaks_counts(string body)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json(body));
        using AkeneoProvider provider = Make.App(server.Url);

        List<BulkResult> results = await BulkRun.Write(provider, Families("a", "b"), rounds: 0);

        Assert.Equal([BulkStatus.Updated, BulkStatus.Unknown], results.Select(result => result.Status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("<html>")]
    public async Task An_answer_that_is_no_list_says_nothing(string body)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json(body));
        using AkeneoProvider provider = Make.App(server.Url);

        Assert.All(await BulkRun.Write(provider, Families("a", "b"), rounds: 0), result => Assert.Equal(BulkStatus.Unknown, result.Status));
    }

    [Fact]
    public async Task One_item_is_written_through_the_list_and_its_answer_is_the_outcome()
    {
        using var server = new ScriptedServer(
            ScriptedAnswer.Json("""[{"code":"a","status_code":204}]"""),
            ScriptedAnswer.Json("""[{"code":"a","status_code":422,"message":"bad","errors":[{"property":"units","message":"none"}]}]"""));
        using AkeneoProvider provider = Make.App(server.Url);
        var write = new PimWrite(s_family, WriteVerb.Upsert, "a", Make.Utf8("""{"code":"a","labels":{}}"""));

        Assert.Equal(new WriteOutcome(204, "a"), await provider.WriteAsync(write, new CallContext()));
        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.WriteAsync(write, new CallContext()));

        Assert.Equal((PimErrorKind.Refused, 422, "bad"), (error.Kind, error.StatusCode, error.ServerMessage));
        Assert.Equal("none", error.Errors.Single().Message);
        Assert.All(server.Requests, request => Assert.Equal("""[{"code":"a","labels":{}}]""", request.Body));
    }

    [Fact]
    public async Task What_is_kept_for_ever_is_looked_up_first()
    {
        using var server = new ScriptedServer(request => ScriptedAnswer.Json(
            request.Method == "GET" ? """[{"code":"A","standard_unit_code":"x"}]""" : """[{"code":"new","status_code":201}]"""));
        using AkeneoProvider provider = Make.App(server.Url);

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.WriteAsync(Write("a"), new CallContext()));
        WriteOutcome made = await provider.WriteAsync(Write("new"), new CallContext());

        Assert.Equal((PimErrorKind.Input, "standard_unit_code"), (error.Kind, error.Subject));
        Assert.Equal(new WriteOutcome(201, "new"), made);
        Assert.Equal(["GET", "GET", "PATCH"], server.Requests.Select(request => request.Method));

        static PimWrite Write(string code) => new(s_family, WriteVerb.Upsert, code, Make.Utf8($$$"""{"code":"{{{code}}}","units":{"y":{}},"standard_unit_code":"y"}"""));
    }

    [Fact]
    public async Task A_request_holds_items_of_one_place()
    {
        using var pim = new TestPim();
        List<BulkItem> items = [];
        foreach ((string attribute, string code) in new[] { ("color", "x"), ("season", "x"), ("COLOR", "y"), ("season", "y") })
        {
            items.Add(new BulkItem(items.Count, s_option, code, Make.Utf8($$"""{"code":"{{code}}"}""")) { PathValues = new Dictionary<string, string> { ["attribute"] = attribute } });
        }

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items);

        BulkRun.AssertWritten(results);
        Assert.Equal(4, results.Count(result => result.Status == BulkStatus.Created));
        Assert.Equal(2, pim.Counters.Routes["PATCH /api/rest/v1/attributes/{attribute_code}/options"]);
    }

    private static PimResource Resource(string noun) => AkeneoResources.Common.Single(resource => resource.Noun == noun);

    private static List<BulkItem> Families(params string[] codes) =>
        [.. codes.Select((code, index) => new BulkItem(index, s_family, code, Make.Utf8($$"""{"code":"{{code}}"}""")))];
}
