using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

/// <summary>A proxy that takes smaller bodies than the PIM.</summary>
public sealed class SplitTests
{
    [Theory]
    [InlineData(413)]
    [InlineData(403)]
    public async Task A_body_that_is_too_large_goes_out_in_parts_and_the_next_ones_are_cut_to_fit(int status)
    {
        using ScriptedServer server = Proxy(1_000_000, status);
        using AkeneoProvider provider = Make.App(server.Url);
        List<BulkItem> items = [.. Enumerable.Range(0, 40).Select(i => BulkRun.Product(i, BulkRun.Uuid(i), new string('x', 200_000)))];

        List<BulkResult> results = await BulkRun.Write(provider, items, lanes: 1);

        Assert.All(results, result => Assert.Equal(BulkStatus.Updated, result.Status));
        Assert.Equal(3, server.Requests.Count(request => request.Body.Length > 1_000_000));
        Assert.Equal(40, server.Requests.Where(request => request.Body.Length <= 1_000_000).Sum(Lines));
    }

    [Fact]
    public async Task A_line_that_is_too_large_alone_fails_alone()
    {
        using ScriptedServer server = Proxy(100_000, 413);
        using AkeneoProvider provider = Make.App(server.Url);
        List<BulkItem> items = [.. Enumerable.Range(0, 4).Select(i => BulkRun.Product(i, BulkRun.Uuid(i), new string('x', i == 2 ? 150_000 : 100)))];

        List<BulkResult> results = await BulkRun.Write(provider, items);

        Assert.Equal([BulkStatus.Updated, BulkStatus.Updated, BulkStatus.Failed, BulkStatus.Updated], results.Select(result => result.Status));
        Assert.Equal(413, results[2].StatusCode);
    }

    [Fact]
    public async Task A_missing_permission_is_found_out_once()
    {
        using ScriptedServer server = Proxy(0, 403);
        using AkeneoProvider provider = Make.App(server.Url);
        List<BulkItem> items = [.. Enumerable.Range(0, 40).Select(i => BulkRun.Product(i, BulkRun.Uuid(i), new string('x', 200_000)))];

        List<BulkResult> results = await BulkRun.Write(provider, items, lanes: 1);

        Assert.All(results, result => Assert.Equal((BulkStatus.Failed, 403), (result.Status, result.StatusCode)));
        Assert.InRange(server.Writes.Count, 2, 45);
    }

    [Fact]
    public async Task A_small_body_that_is_forbidden_is_not_sent_in_parts()
    {
        using ScriptedServer server = Proxy(0, 403);
        using AkeneoProvider provider = Make.App(server.Url);

        await BulkRun.Write(provider, BulkRun.NewProducts(100));

        Assert.Single(server.Writes);
    }

    [Fact]
    public async Task The_limit_may_be_set()
    {
        using ScriptedServer server = Proxy(int.MaxValue, 413);
        using AkeneoProvider provider = Make.App(server.Url);
        List<BulkItem> items = [.. Enumerable.Range(0, 20).Select(i => BulkRun.Product(i, BulkRun.Uuid(i), new string('x', 1000)))];

        await BulkRun.Write(provider, items, new BulkSettings { BodyBytes = 5000 });

        Assert.Equal(5, server.Writes.Count);
        Assert.All(server.Writes, request => Assert.InRange(request.Body.Length, 4000, 5000));
    }

    private static ScriptedServer Proxy(int most, int status) => ScriptedServer.Bare(request => request.Body.Length > most
        ? ScriptedAnswer.Text("<html>no</html>", "text/html", status)
        : ScriptedAnswer.Text(string.Join('\n', Enumerable.Range(1, Lines(request)).Select(line => $$"""{"line":{{line}},"status_code":204}""")), "application/vnd.akeneo.collection+json", 200));

    private static int Lines(ScriptedRequest request) => request.Body.Count(c => c == '\n');
}
