using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Tests;
using Xunit;

namespace PimPowerShell.Core.Tests.History;

/// <summary>A folder of JSON lines that several processes write to, and that a kill at any instant leaves readable.</summary>
public sealed class StoreTests : IDisposable
{
    private static readonly Uri s_server = new("https://pim.example/");

    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_kept_is_found_as_it_was()
    {
        HistoryStore store = Open();
        HistoryEntry entry = Entry("k1", "r1") with
        {
            OtherKey = "SKU \"1\"",
            Deed = HistoryDeed.Removed,
            Changes =
            [
                new PimDifference("values", "name", "en_US", "print", default, Make.Utf8("\"a \\n b\"")),
                new PimDifference("categories", null, null, null, Make.Utf8("[\"x\",\n \"y\"]"), default),
            ],
        };
        store.Append([entry]);

        HistoryEntry found = Assert.Single(Open().Find("Product", "sku \"1\""));

        Assert.Equal(entry with { Changes = found.Changes, Time = found.Time, Place = found.Place }, found);
        Assert.Equal(entry.Time, found.Time, TimeSpan.FromMilliseconds(1));
        Assert.Equal(["""|"a \n b" """.Trim(), """["x","y"]|"""], found.Changes.Select(change => Make.Text(change.Present) + "|" + Make.Text(change.Wanted)));
        Assert.Equal(("en_US", "print"), (found.Changes[0].Locale, found.Changes[0].Channel));
    }

    [Fact]
    public void Lines_that_have_no_room_are_counted_without_those_that_are_kept()
    {
        Directory.CreateDirectory(_folder);
        var files = new HistoryFiles(_folder, s_server);
        using var lines = new FullDisk(room: 8);
        lines.Write(Make.Utf8("{1}\n{2}\n{3}\n{4}\n"));

        Assert.Equal(2, Assert.Throws<HistoryAppendException>(() => files.Append(lines, default)).Kept);
        Assert.Equal(["{1}", "{2}"], files.Paths().SelectMany(File.ReadAllLines).Skip(1));
    }

    [Fact]
    public void An_item_is_found_by_each_of_its_keys_and_a_run_by_its_id()
    {
        HistoryStore store = Open();
        store.Append([Entry("sku", "r1"), Entry("uuid-1", "r2") with { OtherKey = "SKU" }, Entry("uuid-1", "r3"), Entry("uuid-2", "r3") with { OtherKey = "sku" }]);
        store.Append([Entry("sku", "r3") with { Resource = "ProductModel" }]);

        Assert.Equal(["r1", "r2", "r3"], store.Find("Product", "UUID-1").Select(entry => entry.Run));
        Assert.Equal(["r1", "r2", "r3", "r3"], store.Find("Product", "sku").Select(entry => entry.Run));
        Assert.Equal(["uuid-1", "uuid-2", "sku"], store.FindRun("R3").Select(entry => entry.Key));
        Assert.Empty(store.Find("Product", "none"));
        Assert.Empty(store.FindRun("none"));
    }

    [Fact]
    public void What_another_has_added_since_is_found()
    {
        (HistoryStore one, HistoryStore other) = (Open(), Open());
        one.Append([Entry("k", "r1")]);
        Assert.Single(other.Find("Product", "k"));
        one.Append([Entry("k", "r2")]);
        Assert.Equal(["r1", "r2"], other.Find("Product", "k").Select(entry => entry.Run));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    public void A_file_that_another_took_the_place_of_is_read_anew(int count)
    {
        HistoryStore store = Open();
        store.Append([Entry("a", "run-1"), Entry("b", "run-1"), Entry("a", "run-2")]);
        Assert.Equal(2, store.Find("Product", "a").Count);
        File.Delete(FilePath());
        store.Append([.. Enumerable.Range(0, count).Select(static number => Entry("a", $"run-of-another-length-{number}"))]);

        Assert.Equal(count, store.Find("Product", "a").Count);
        Assert.Empty(store.Find("Product", "b"));
        Assert.Empty(store.FindRun("run-1"));
    }

    [Fact]
    public void A_file_that_is_as_it_was_is_not_opened_again()
    {
        HistoryStore store = Open();
        store.Append([Entry("k", "r1")]);
        Assert.Single(store.FindRun("r1"));
        using (File.Open(FilePath(), FileMode.Open, FileAccess.Read, FileShare.None))
        {
            Assert.Empty(store.FindRun("none"));
        }

        Open().Append([Entry("k", "r2")]);
        Assert.Single(store.FindRun("r2"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_file_of_another_server_that_took_the_place_of_one_is_left_alone(bool isReadFirst)
    {
        HistoryStore store = Open();
        store.Append([Entry("k", "r1")]);
        Assert.Single(store.Find("Product", "k"));
        File.Delete(FilePath());
        HistoryStore.Open(_folder, new Uri("https://other.example/")).Append([Entry("k", "r2"), Entry("k", "r3")]);
        byte[] theirs = File.ReadAllBytes(FilePath());
        if (isReadFirst)
        {
            Assert.Contains("https://other.example/", Assert.Throws<PimException>(() => store.Find("Product", "k")).Message);
        }

        Assert.Contains("https://other.example/", Assert.Throws<PimException>(() => store.Append([Entry("k", "r4")])).Message);
        Assert.Equal(theirs, File.ReadAllBytes(FilePath()));
    }

    [Fact]
    public void A_file_cut_off_at_any_byte_is_repaired_by_the_next_entry()
    {
        Open().Append([Entry("k", "r1"), Entry("k", "r2")]);
        byte[] whole = File.ReadAllBytes(FilePath());
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(FilePath(), whole[..length]);
            int lines = Math.Max(0, whole[..length].Count(character => character == '\n') - 1);
            HistoryStore store = Open();
            Assert.Equal(lines, store.Find("Product", "k").Count);
            store.Append([Entry("k", "r3")]);
            Assert.Equal(lines + 1, store.Find("Product", "k").Count);
            Assert.Equal("r3", Open().Find("Product", "k")[^1].Run);
        }
    }

    [Fact]
    public async Task Many_writers_lose_nothing()
    {
        const int Writers = 6;
        const int Times = 40;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            HistoryStore store = Open();
            for (int i = 0; i < Times; i++)
            {
                store.Append([Entry($"w{writer}", $"{i}-a"), Entry($"w{writer}", $"{i}-b")]);
                Assert.Equal((i + 1) * 2, store.Find("Product", $"w{writer}").Count);
            }
        })));

        HistoryStore all = Open();
        for (int writer = 0; writer < Writers; writer++)
        {
            Assert.Equal(Enumerable.Range(0, Times).SelectMany(i => new[] { $"{i}-a", $"{i}-b" }), all.Find("Product", $"w{writer}").Select(entry => entry.Run));
        }
    }

    [Fact]
    public async Task Who_finds_the_folder_locked_waits()
    {
        HistoryStore store = Open();
        Task waiting;
        using (File.Open(Path.Combine(_folder, "history.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            waiting = Task.Run(() => store.Append([Entry("k", "r")]));
            await Task.Delay(200);
            Assert.False(waiting.IsCompleted);
            Assert.Empty(store.Find("Product", "k"));
        }

        await waiting;
        Assert.Single(store.Find("Product", "k"));
    }

    [Fact]
    public async Task Who_waits_for_the_folder_can_be_stopped()
    {
        HistoryStore store = Open();
        using (File.Open(Path.Combine(_folder, "history.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            await Assert.ThrowsAsync<IOException>(() => Task.Run(() => store.Append([Entry("k", "r")], stop.Token)).WaitAsync(TimeSpan.FromSeconds(10)));
        }

        // who is stopped does not wait, and still writes what is done
        store.Append([Entry("k", "r")], new CancellationToken(canceled: true));
        Assert.Single(store.Find("Product", "k"));
    }

    [Fact]
    public void Entries_of_several_items_come_in_the_order_in_which_they_were_kept_whatever_their_times()
    {
        HistoryStore store = Open();
        HistoryEntry late = Entry("a", "r1") with { Time = DateTimeOffset.UtcNow.AddHours(2) };
        store.Append([late, Entry("b", "r2"), Entry("a", "r3")]);
        File.WriteAllText(Path.Combine(_folder, "history-2020-01.jsonl"), File.ReadAllText(FilePath()).Replace("\"run\":\"", "\"run\":\"old-", StringComparison.Ordinal));

        IReadOnlyList<IReadOnlyList<HistoryEntry>> found = Open().Find("Product", ["A", "none", "b"]);

        Assert.Equal(["old-r1 old-r3 r1 r3", "", "old-r2 r2"], found.Select(entries => string.Join(" ", entries.Select(entry => entry.Run))));
        Assert.Equal(found[0], HistoryOrder.OldestFirst([.. found[0].Reverse()]));
    }

    [Fact]
    public void One_among_a_hundred_thousand_is_found_quickly()
    {
        HistoryStore store = Open();
        for (int start = 0; start < 100_000; start += 10_000)
        {
            store.Append([.. Enumerable.Range(start, 10_000).Select(i => Entry($"key-{i % 50_000}", $"run-{i / 1000}"))]);
        }

        HistoryStore other = Open();
        using var first = new SteadyClock();
        Assert.Equal(["run-12", "run-62"], other.Find("Product", "KEY-12345").Select(entry => entry.Run));
        Assert.True(first.Elapsed < TimeSpan.FromSeconds(10), $"the first took {first.Elapsed}");
        using var more = new SteadyClock();
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(2, other.Find("Product", $"key-{i * 7}").Count);
        }

        Assert.True(more.Elapsed < TimeSpan.FromSeconds(2), $"a hundred more took {more.Elapsed}");
        Assert.Equal(1000, other.FindRun("run-99").Count);
    }

    [Fact]
    public void The_history_of_another_server_is_refused()
    {
        Open().Append([Entry("k", "r")]);
        PimException e = Assert.Throws<PimException>(() => HistoryStore.Open(_folder, new Uri("https://other.example/")));
        Assert.Equal(PimErrorKind.Input, e.Kind);
        Assert.Contains("https://pim.example/", e.Message);
        Assert.Contains("https://other.example/", e.Message);
    }

    [Fact]
    public void Two_servers_that_begin_one_folder_at_the_same_time_do_not_share_it()
    {
        HistoryStore one = Open();
        HistoryStore other = HistoryStore.Open(_folder, new Uri("https://other.example/"));
        one.Append([Entry("k", "r")]);
        Assert.Throws<PimException>(() => other.Append([Entry("k", "r")]));
        Assert.Throws<PimException>(() => other.Find("Product", "k"));
        Assert.Single(one.Find("Product", "k"));
    }

    [Fact]
    public void A_file_that_is_none_of_its_own_is_refused()
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, "history-2020-01.jsonl"), "{\"key\":1}\n");
        Assert.Contains("no file of a history", Assert.Throws<PimException>(Open).Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        Directory.CreateDirectory(_folder);
        string file = Path.Combine(_folder, "x");
        File.WriteAllText(file, "");
        Assert.Contains("cannot be used", Assert.Throws<PimException>(() => HistoryStore.Open(Path.Combine(file, "y"), s_server)).Message);
    }

    private HistoryStore Open() => HistoryStore.Open(_folder, s_server);

    private string FilePath() => Directory.GetFiles(_folder, "*.jsonl").Single();

    private static HistoryEntry Entry(string key, string run) => new(key, "Product", DateTimeOffset.UtcNow, "julia", "Set-PimProduct", run,
        [new PimDifference("values", "internal_note", null, null, Make.Utf8("\"before\""), Make.Utf8("\"after\""))]);

    private sealed class FullDisk(int room) : MemoryStream
    {
        public override void WriteTo(Stream stream)
        {
            stream.Write(GetBuffer(), 0, room + 1);
            throw new IOException("No space left on device");
        }
    }
}
