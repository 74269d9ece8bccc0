using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Pims;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>Exports of lists by page number that are broken off, and go on at a page where it is what it was.</summary>
public sealed class ExportPageTests : IDisposable
{
    private const int PageSize = 10;

    private readonly PimsSandbox _pims = new(95);
    private readonly CountedPages _pages;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public ExportPageTests() => _pages = new CountedPages(_pims.Provider, "Product");

    public void Dispose()
    {
        _pims.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task One_that_was_broken_off_at_any_page_reads_that_page_and_those_behind_it()
    {
        int all = await CountAsync(() => ExportAsync("whole"));
        Assert.InRange(all, 8, 30);
        for (int read = 1; read < all; read++)
        {
            Assert.Equal(read, await CountAsync(() => BreakOffAsync($"broken {read}", read)));
            Assert.Equal(all - read + 1, await CountAsync(() => ExportAsync($"broken {read}")));
            AssertSame("whole", $"broken {read}");
        }
    }

    [Fact]
    public async Task Parts_whose_time_is_up_come_to_an_end()
    {
        int all = await CountAsync(() => ExportAsync("whole"));
        int parts = 0;
        int read = await CountAsync(async () =>
        {
            string? endedBy;
            do
            {
                using var timeUp = new CancellationTokenSource();
                endedBy = await ExportAsync("parts", _pages.EndAfter(3, timeUp), timeUp: timeUp.Token);
                Assert.Equal(endedBy is null, File.Exists(At("parts", "manifest.json")));
                Assert.InRange(++parts, 0, all);
            }
            while (endedBy is not null);
        });
        Assert.InRange(parts, 4, all);
        // of each part the page that the one before had last
        Assert.Equal(all + parts - 1, read);
        AssertSame("whole", "parts");
    }

    [Theory]
    [InlineData("delete before")]
    [InlineData("delete on")]
    [InlineData("delete behind")]
    [InlineData("create before")]
    [InlineData("create behind")]
    [InlineData("delete before, create behind")]
    [InlineData("create before, delete behind")]
    [InlineData("delete on, create on")]
    [InlineData("delete before, delete before, delete behind, create behind, create behind")]
    public async Task What_was_deleted_made_or_renamed_in_between_makes_it_begin_anew(string edits)
    {
        List<string> skus = await _pims.ReadAsync(PimsSandbox.Query(100, ("include_variant", "true")));
        await BreakOffAsync("broken", 5);
        int number = 0;
        foreach (string edit in edits.Split(", "))
        {
            // pages 1 to 3, 5 and from 7 on
            int from = edit.EndsWith("before", StringComparison.Ordinal) ? 0 : edit.EndsWith("on", StringComparison.Ordinal) ? 4 * PageSize : 6 * PageSize;
            await (edit.StartsWith("delete", StringComparison.Ordinal) ? _pims.DeleteAsync(skus[from + 5 + number]) : _pims.CreateAsync(skus[from + 5 + number] + "-new"));
            number++;
        }

        int all = await CountAsync(() => ExportAsync("whole"));
        // the page that is none of what it was, and the one on its way
        Assert.InRange(await CountAsync(() => ExportAsync("broken")), all + 1, all + 2);
        AssertSame("whole", "broken");
    }

    [Fact]
    public async Task What_was_changed_in_place_is_read_as_it_is()
    {
        int all = await CountAsync(() => ExportAsync("whole"));
        string[] skus = Keys("whole");
        await BreakOffAsync("broken", 5);
        foreach (int index in new[] { 4 * PageSize, 7 * PageSize })
        {
            await _pims.Provider.WriteAsync(new PimWrite(_pims.Provider.Resources.Find("Product")!, WriteVerb.Upsert, skus[index], Make.Utf8("""{"attributes":{"title":"changed"}}""")), _pims.Context);
        }

        Assert.Equal(all - 4, await CountAsync(() => ExportAsync("broken")));
        await ExportAsync("later");
        AssertSame("later", "broken");
    }

    [Fact]
    public async Task Pages_of_another_size_are_other_pages()
    {
        int all = await CountAsync(() => ExportAsync("whole"));
        await BreakOffAsync("broken", 5);
        // one that keeps no place: what it has written is none of what the place before it says
        using (var stop = new CancellationTokenSource())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                ExportAsync("broken", _pages.EndAfter(5, stop), stop.Token, pageSize: 15, betweenPlaces: TimeSpan.FromHours(1)));
        }

        Assert.Equal(all, await CountAsync(() => ExportAsync("broken")));
        AssertSame("whole", "broken");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    public async Task What_is_deleted_while_it_goes_on_leaves_nothing_out(int deleted)
    {
        await ExportAsync("whole");
        string[] skus = Keys("whole");
        await BreakOffAsync("broken", 5);
        await ExportAsync("broken", At(2, async () =>
        {
            foreach (string sku in skus.Take(deleted))
            {
                await _pims.DeleteAsync(sku);
            }
        }));
        string[] found = Keys("broken");
        Assert.Equal(found.Length, found.Distinct().Count());
        Assert.Empty(skus.Skip(deleted).Except(found));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(35)]
    public async Task What_is_made_while_it_goes_on_makes_nothing_come_twice(int made)
    {
        await ExportAsync("whole");
        await BreakOffAsync("broken", 5);
        await ExportAsync("broken", At(2, async () =>
        {
            for (int i = 0; i < made; i++)
            {
                await _pims.CreateAsync($"!{i:D4}");
            }
        }));
        string[] found = Keys("broken");
        Assert.Equal(found.Length, found.Distinct().Count());
        Assert.Empty(Keys("whole").Except(found));
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(40, false)]
    [InlineData(24, true)]
    [InlineData(24, false)]
    public async Task Servers_that_count_nothing_or_give_fewer_than_asked_are_gone_on_with(int most, bool tellsCount)
    {
        using var server = new PimsServer(Server(most, int.MaxValue, tellsCount));
        var pages = new CountedPages(server.Provider, "Product");
        using var none = new CancellationTokenSource();
        await ExportAsync("whole", pages.EndAfter(-1, none), pageSize: 40);
        int all = pages.Count;
        using (var stop = new CancellationTokenSource())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ExportAsync("broken", pages.EndAfter(4, stop), stop.Token, pageSize: 40));
        }

        int before = pages.Count;
        await ExportAsync("broken", pages.EndAfter(-1, none), pageSize: 40);
        Assert.Equal(all - 3, pages.Count - before);
        AssertSame("whole", "broken");
    }

    [Theory]
    [InlineData(40, 4, 6)]
    [InlineData(20, 10, 12)]
    public async Task A_list_that_ends_before_its_count_is_an_error_also_where_it_went_on(int most, int brokenOff, int lastPage)
    {
        int last = int.MaxValue;
        using var server = new PimsServer(body => Server(most, last, tellsCount: true)(body));
        using (var stop = new CancellationTokenSource())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ExportAsync("broken", new CountedPages(server.Provider, "Product").EndAfter(brokenOff, stop), stop.Token, pageSize: 40));
        }

        last = lastPage;
        PimException e = await Assert.ThrowsAsync<PimException>(() => ExportAsync("broken", server.Provider, pageSize: 40));
        Assert.Equal(PimErrorKind.Broken, e.Kind);
    }

    /// <summary>300 products, so many in a page at most, and none behind the last page.</summary>
    private static Func<JsonElement, string?> Server(int most, int last, bool tellsCount) => body =>
    {
        JsonElement paging = body.GetProperty("params").GetProperty("pagination");
        int size = Math.Min(most, paging.TryGetProperty("pageSize", out JsonElement s) ? s.GetInt32() : 24);
        int page = paging.TryGetProperty("pageNum", out JsonElement n) ? n.GetInt32() : 1;
        return PimsServer.Products(Enumerable.Range(0, page > last ? 0 : 300).Skip((page - 1) * size).Take(size).Select(static i => $"S{i:D4}"), tellsCount ? 300 : null);
    };

    private static string[] KeysOf(string path) => [.. File.ReadAllLines(path).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("sku").GetString()!)];

    private string At(string folder, string file) => Path.Combine(_folder, folder, file);

    private string[] Keys(string folder) => KeysOf(At(folder, "products.jsonl"));

    private void AssertSame(string expected, string folder)
    {
        Assert.Equal(File.ReadAllBytes(At(expected, "products.jsonl")), File.ReadAllBytes(At(folder, "products.jsonl")));
        CatalogFolder found = CatalogFolder.Open(Path.Combine(_folder, folder));
        found.Check(found.Manifest.Files);
        Assert.Equal(Keys(expected).Length, found.Manifest.Files.Single().Count);
    }

    private async Task<int> CountAsync(Func<Task> run)
    {
        int before = _pages.Count;
        await run();
        return _pages.Count - before;
    }

    private async Task BreakOffAsync(string folder, int pages)
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ExportAsync(folder, _pages.EndAfter(pages, stop), stop.Token));
        Assert.False(File.Exists(At(folder, "products.jsonl")));
    }

    /// <summary>A provider that does something before a page of the list, by its place among them, is asked for.</summary>
    private IPimProvider At(int page, Func<Task> edit)
    {
        int asked = 0;
        return AlteredProvider.Of(_pims.Provider, (method, arguments) => method.Name == nameof(IPimProvider.Read)
            ? new Source(_pims.Provider.Read((PimQuery)arguments[0]!), () => ++asked == page + 1 ? edit() : Task.CompletedTask)
            : null);
    }

    private async Task<string?> ExportAsync(
        string folder, IPimProvider? provider = null, CancellationToken cancellation = default, CancellationToken timeUp = default, int pageSize = PageSize, TimeSpan betweenPlaces = default)
    {
        using var all = new CancellationTokenSource();
        using var export = new CatalogExport(provider ?? _pages.EndAfter(-1, all), new CatalogExportSettings
        {
            Folder = Path.Combine(_folder, folder),
            Resources = CatalogPlan.Of(_pims.Provider, ["Product"], []),
            PageSize = pageSize,
            TimeBudget = TimeSpan.FromDays(1),
            TimeUp = timeUp,
            BetweenPlaces = betweenPlaces,
        }, new CallContext(cancellation));
        await export.RunAsync();
        return export.EndedBy;
    }

    private sealed class Source(IPageSource source, Func<Task> before) : IPageSource
    {
        public async Task<PimPage?> NextAsync(CallContext context)
        {
            await before();
            return await source.NextAsync(context);
        }
    }
}
