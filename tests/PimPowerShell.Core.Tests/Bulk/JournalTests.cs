using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

/// <summary>A run that goes on where an earlier one was broken off.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task What_was_taken_is_not_sent_again_and_all_else_is()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = BulkRun.NewProducts(500);

        await Write(pim, [.. items.Take(300)]);
        List<BulkResult> results = await Write(pim, items);

        Assert.Equal(500, pim.Counters.Lines);
        Assert.All(results, result => Assert.Equal((BulkStatus.Created, 201), (result.Status, result.StatusCode)));
        Assert.All(results.Take(300), result => Assert.Equal((0, "Written by an earlier run."), (result.Attempts, result.Message)));
        Assert.All(results.Skip(300), result => Assert.Equal(1, result.Attempts));
    }

    [Fact]
    public async Task What_was_refused_is_tried_again()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = BulkRun.NewProducts(10);
        items[3] = items[3] with { Line = Make.Utf8($$"""{"uuid":"{{items[3].Key}}","family":"none_such"}""") };

        await Write(pim, items);
        List<BulkResult> results = await Write(pim, items);

        Assert.Equal(11, pim.Counters.Lines);
        Assert.Equal((BulkStatus.Failed, 1), (results[3].Status, results[3].Attempts));
    }

    [Fact]
    public async Task An_input_that_was_changed_is_sent()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = BulkRun.NewProducts(3);
        await Write(pim, items);
        items[1] = BulkRun.Product(1, items[1].Key, "another");

        List<BulkResult> results = await Write(pim, items);

        Assert.Equal([0, 1, 0], results.Select(result => result.Attempts));
        Assert.Equal("another", (await BulkRun.Notes(pim))[items[1].Key]);
    }

    [Fact]
    public async Task The_same_line_behind_another_of_its_key_is_an_input_of_its_own()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        BulkItem first = BulkRun.Product(0, BulkRun.Uuid(0), "x");
        BulkItem[] items = [first, BulkRun.Product(1, first.Key, "y"), first with { Index = 2 }];
        await Write(pim, items[..1]);

        List<BulkResult> results = await Write(pim, items);

        Assert.Equal([0, 1, 1], results.Select(result => result.Attempts));
        Assert.Equal("x", (await BulkRun.Notes(pim))[first.Key]);
        Assert.All(await Write(pim, items), result => Assert.Equal(0, result.Attempts));
    }

    [Fact]
    public async Task What_was_changed_and_is_changed_back_is_sent_each_time()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        string[] notes = ["x", "y", "x", "y", "y", "x"];
        for (int i = 0; i < notes.Length; i++)
        {
            List<BulkResult> results = await Write(pim, [BulkRun.Product(0, BulkRun.Uuid(0), notes[i])]);

            Assert.Equal(i > 0 && notes[i] == notes[i - 1] ? 0 : 1, results.Single().Attempts);
            Assert.Equal(notes[i], (await BulkRun.Notes(pim)).Single().Value);
        }
    }

    [Fact]
    public async Task What_the_server_holds_is_what_the_input_ends_with()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        var random = new Random(3);
        for (int run = 0; run < 60; run++)
        {
            BulkItem[] items = [.. Enumerable.Range(0, random.Next(1, 7)).Select(i => BulkRun.Product(i, BulkRun.Uuid(random.Next(2)), "xyz"[random.Next(2)].ToString()))];

            await Write(pim, items);

            Dictionary<string, string?> held = await BulkRun.Notes(pim);
            Assert.All(items.GroupBy(item => item.Key), group => Assert.Equal(Note(group.Last()), held[group.Key]));
            Assert.All(await Write(pim, items), result => Assert.Equal(0, result.Attempts));
        }

        static string Note(BulkItem item) => JsonDocument.Parse(item.Line).RootElement.GetProperty("values").GetProperty("internal_note")[0].GetProperty("data").GetString()!;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public async Task A_torn_last_line_counts_for_nothing(int bytes)
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = BulkRun.NewProducts(3);
        await Write(pim, items);
        using (FileStream file = File.OpenWrite(_path))
        {
            file.SetLength(file.Length - bytes);
        }

        Assert.Equal(1, (await Write(pim, items)).Sum(result => result.Attempts));
        Assert.Equal(4, File.ReadAllLines(_path).Length);
        Assert.Equal(0, (await Write(pim, items)).Sum(result => result.Attempts));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"jour")]
    [InlineData("{\"journal\":\"PimPowerShell bulk\",\"vers")]
    public async Task A_torn_beginning_is_made_anew(string text)
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        await File.WriteAllTextAsync(_path, text);

        await Write(pim, BulkRun.NewProducts(3));

        Assert.Equal(4, File.ReadAllLines(_path).Length);
    }

    [Theory]
    [InlineData("my precious notes", "is no journal")]
    [InlineData("{\"a\":1}\n", "line 1 is none")]
    [InlineData("{\"journal\":\"PimPowerShell bulk\",\"version\":1,\"server\":\"https://other/\"}\n", "is that of a run to https://other/")]
    public async Task A_file_that_is_something_else_stays_as_it_is(string text, string message)
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        await File.WriteAllTextAsync(_path, text);

        PimException error = await Assert.ThrowsAsync<PimException>(() => Write(pim, BulkRun.NewProducts(3)));

        Assert.Equal((PimErrorKind.Input, _path), (error.Kind, error.Subject));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(_path));
        Assert.Equal(0, pim.Counters.Requests);
    }

    [Fact]
    public async Task Two_runs_cannot_share_one()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        using var first = new BulkWriter(pim.Provider, new BulkSettings { JournalPath = _path }, pim.Context);

        PimException error = await Assert.ThrowsAsync<PimException>(() => Write(pim, BulkRun.NewProducts(3)));

        Assert.Contains("another run may be using it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_and_a_file_in_none_are_told_as_what_they_are()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        string folder = Directory.CreateDirectory(_path + ".folder").FullName;
        try
        {
            foreach ((string path, string message) in new[] { (folder, "is a folder"), (Path.Combine(folder, "none", "run.journal"), "The folder of the journal") })
            {
                PimException error = Assert.Throws<PimException>(() => new BulkWriter(pim.Provider, new BulkSettings { JournalPath = path }, pim.Context));

                Assert.Equal((PimErrorKind.Input, path), (error.Kind, error.Subject));
                Assert.Contains(message, error.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("another run", error.Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private Task<List<BulkResult>> Write(TestPim pim, IReadOnlyList<BulkItem> items) =>
        BulkRun.Write(pim.Provider, items, new BulkSettings { JournalPath = _path });
}
