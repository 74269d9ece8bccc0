using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>Exports that are broken off, and the order of what they write.</summary>
public sealed class CatalogExportTests : IDisposable
{
    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 1000 });
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        _pim.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_export_that_was_cancelled_goes_on_behind_the_last_safe_page()
    {
        await Run("whole", CancellationToken.None);
        using (var stop = new CancellationTokenSource())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run("broken", stop.Token, new CountedPages(_pim.Provider, "Product").EndAfter(20, stop)));
        }

        Assert.False(File.Exists(At("broken", "products.jsonl")));
        Assert.Contains("\"cursor\"", File.ReadAllText(At("broken", "export.journal")), StringComparison.Ordinal);
        long before = _pim.Counters.ApiRequests;
        await Run("broken", CancellationToken.None);

        // 1,000 products are 50 pages of 20
        Assert.InRange(_pim.Counters.ApiRequests - before, 1, 35);
        Assert.Equal(File.ReadAllBytes(At("whole", "products.jsonl")), File.ReadAllBytes(At("broken", "products.jsonl")));
        Assert.False(File.Exists(At("broken", "export.journal")));
    }

    [Fact]
    public async Task A_torn_journal_is_repaired_and_a_foreign_one_refused()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "torn"));
        File.WriteAllText(At("torn", "export.journal"), "{\"export\":\"PimPower");
        await Run("torn", CancellationToken.None);
        Assert.True(File.Exists(At("torn", "manifest.json")));

        Directory.CreateDirectory(Path.Combine(_folder, "foreign"));
        File.WriteAllText(At("foreign", "export.journal"), "mine");
        PimException e = await Assert.ThrowsAsync<PimException>(() => Run("foreign", CancellationToken.None));
        Assert.Equal(PimErrorKind.Input, e.Kind);
        Assert.Equal("mine", File.ReadAllText(At("foreign", "export.journal")));
    }

    [Fact]
    public void Lines_are_put_behind_their_parents_and_keep_their_order_otherwise()
    {
        Directory.CreateDirectory(_folder);
        PimResource categories = _pim.Resource("Category");
        string[] lines =
        [
            Line("c", "b"), Line("b", "a"), Line("x", "y"), Line("y", "x"), Line("a", null), Line("lost", "nowhere"),
        ];
        File.WriteAllText(At(".", "from"), string.Concat(lines.Select(static line => line + "\n")));
        Assert.True(LevelOrder.Sort(At(".", "from"), At(".", "to"), categories));
        string[] sorted = [.. File.ReadAllLines(At(".", "to")).Select(static line => line.Split('"')[3])];
        Assert.Equal(lines.Length, sorted.Length);
        Assert.True(Array.IndexOf(sorted, "a") < Array.IndexOf(sorted, "b"));
        Assert.True(Array.IndexOf(sorted, "b") < Array.IndexOf(sorted, "c"));
        Assert.Equal("c", sorted[^1]);
        File.WriteAllText(At(".", "from"), string.Concat(new[] { Line("a", null), Line("b", "a"), Line("d", "a"), Line("c", "b") }.Select(static line => line + "\n")));
        Assert.False(LevelOrder.Sort(At(".", "from"), At(".", "again"), categories));
    }

    [Fact]
    public async Task A_server_that_is_gone_ends_the_export_with_its_error()
    {
        _pim.Options.DownAfter = 12;
        PimException e = await Assert.ThrowsAsync<PimException>(() => Run("down", CancellationToken.None));
        Assert.NotEqual(PimErrorKind.Input, e.Kind);
        Assert.False(File.Exists(At("down", "manifest.json")));
    }

    [Fact]
    public async Task A_refusal_is_told_also_where_the_folder_cannot_be_tidied()
    {
        Directory.CreateDirectory(At("down", "products.jsonl"));
        await _pim.Provider.ConnectAsync(_pim.Context);
        Assert.InRange(_pim.Counters.ApiRequests, 1, int.MaxValue);
        _pim.Options.DownAfter = (int)_pim.Counters.ApiRequests;
        PimException e = await Assert.ThrowsAsync<PimException>(() => Run("down", CancellationToken.None));
        Assert.NotEqual(PimErrorKind.Input, e.Kind);
    }

    private static string Line(string code, string? parent) => $"{{\"code\":\"{code}\",\"parent\":{(parent is null ? "null" : $"\"{parent}\"")}}}";

    private string At(string folder, string file) => Path.Combine(_folder, folder, file);

    private async Task Run(string folder, CancellationToken cancellation, IPimProvider? provider = null)
    {
        using var export = new CatalogExport(provider ?? _pim.Provider, new CatalogExportSettings
        {
            Folder = Path.Combine(_folder, folder),
            Resources = CatalogPlan.Of(_pim.Provider, ["Product"], []),
            PageSize = 20,
            BetweenPlaces = TimeSpan.Zero,
        }, new CallContext(cancellation));
        await export.RunAsync();
    }
}
