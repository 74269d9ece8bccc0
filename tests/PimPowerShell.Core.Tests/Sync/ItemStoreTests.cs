using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>What a state keeps, and what becomes of it when a process ends at any instant.</summary>
public sealed class ItemStoreTests : IDisposable
{
    private static readonly StoreHead s_head = new("https://pim/", "Product by uuid", "");
    private static readonly DateTimeOffset s_time = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly StateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_kept_last_is_there_again()
    {
        Fill(store =>
        {
            Append(store, ("a", "{\"n\":1}"), ("b", "{\"n\":2}"), ("é \"\n", "{\"n\":3}"));
            Append(store, ("b", "{\"n\":4}"), ("a", ""));
            store.Finish(new Watermark(s_time, TimeSpan.FromMinutes(-90)));
        });

        using ItemStore again = ItemStore.Open(_folder.Path, s_head);
        Assert.Equal(["", "{\"n\":4}", "{\"n\":3}", ""], new[] { "a", "b", "é \"\n", "c" }.Select(key => Make.Text(again.Read(key))));
        Assert.Equal((2, new Watermark(s_time, TimeSpan.FromMinutes(-90))), (again.Count, again.Watermark));
        Assert.True(again.See("b"));
        Assert.False(again.See("b"));
        Assert.True(again.See("c"));
        Assert.Equal(["é \"\n"], again.Unseen());
    }

    [Fact]
    public void A_file_that_ends_anywhere_has_all_whole_lines_before()
    {
        Fill(store =>
        {
            Append(store, ("a", "{\"n\":1}"), ("b", "{\"n\":2}"));
            store.Finish(new Watermark(s_time, default));
            Append(store, ("b", ""), ("c", "{\"n\":3}"));
        });
        byte[] whole = File.ReadAllBytes(_folder.File);
        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(_folder.File, whole[..length]);
            string[] lines = Encoding.UTF8.GetString(whole[..length]).Split('\n')[..^1];
            using (ItemStore store = ItemStore.Open(_folder.Path, s_head))
            {
                Assert.Equal(lines.Any(line => line.Contains("\"n\":1", StringComparison.Ordinal)), !store.Read("a").IsEmpty);
                Assert.Equal(lines.Any(line => line.Contains("\"n\":2", StringComparison.Ordinal)) && !lines.Any(line => line.Contains("removed", StringComparison.Ordinal)), !store.Read("b").IsEmpty);
                Assert.Equal(lines.Any(line => line.Contains("watermark", StringComparison.Ordinal)), store.Watermark is not null);
                Append(store, ("d", "{}"));
            }

            Assert.Equal(Math.Max(1, lines.Length) + 1, File.ReadAllLines(_folder.File).Length);
        }
    }

    [Fact]
    public void What_was_seen_in_a_run_that_ended_early_is_known_to_the_next()
    {
        var place = new SyncPlace(SyncStep.Keys, "cursor");
        Fill(store =>
        {
            Append(store, ("a", "{\"n\":1}"), ("b", "{\"n\":2}"), ("c", "{\"n\":3}"), ("d", "{\"n\":4}"));
            store.Finish(new Watermark(s_time, default));
        });
        Fill(store =>
        {
            Append(store, ("b", "{\"n\":5}"), ("c", ""));
            store.See("d");
            store.Pause(new PausedRun(place, s_time, TimeSpan.FromMinutes(-90)) { Held = [("e", "a")] });
        });

        Fill(store =>
        {
            Assert.Equal((place, (DateTimeOffset?)s_time, (TimeSpan?)TimeSpan.FromMinutes(-90), ("e", "a")),
                (store.Paused!.Place, store.Paused.Time, store.Paused.Zone, Assert.Single(store.Paused.Held)));
            Assert.Equal(["a"], store.Unseen());
            Assert.Equal(["b"], new[] { "a", "b", "d" }.Where(store.IsKept));
            store.Restart();
            Assert.Equal(3, store.Unseen().Count);
            Assert.False(store.IsKept("b"));
        });
        // until the run is at its end
        Fill(store =>
        {
            Assert.Equal(["a"], store.Unseen());
            store.Finish(null);
        });
        Fill(store => Assert.Equal((null, 3), (store.Paused, store.Unseen().Count)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_gone_is_known_until_a_run_comes_to_its_end(bool hasWatermark)
    {
        Fill(store => Append(store, ("a", "{}"), ("b", "{}")));
        Fill(store => Append(store, ("a", "")));

        Fill(store =>
        {
            Assert.Equal(["a"], store.Gone);
            store.Finish(hasWatermark ? new Watermark(s_time, default) : null);
        });

        Fill(store => Assert.Empty(store.Gone));
    }

    [Fact]
    public void Half_of_it_that_counts_no_longer_is_left_out()
    {
        string text = new('x', 2000);
        Fill(store =>
        {
            for (int i = 0; i < 60; i++)
            {
                Append(store, [.. Enumerable.Range(0, 10).Select(key => ($"k{key}", $"{{\"t\":\"{text}\",\"n\":{i}}}"))]);
            }

            Append(store, ("k0", ""));
            store.Finish(new Watermark(s_time, default));
        });

        Assert.InRange(new FileInfo(_folder.File).Length, 9 * 2000, 10 * 2100);
        Assert.Equal(["items.jsonl", "lock"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using ItemStore again = ItemStore.Open(_folder.Path, s_head);
        Assert.Equal((9, s_time), (again.Count, again.Watermark!.Time));
        Assert.EndsWith("\"n\":59}", Make.Text(again.Read("k9")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_process_left_that_ended_while_it_made_room_is_forgotten()
    {
        Fill(store => Append(store, ("a", "{}")));
        File.WriteAllText(_folder.File + ".new", "{\"store\"");

        using ItemStore store = ItemStore.Open(_folder.Path, s_head);

        Assert.Equal(1, store.Count);
        Assert.False(File.Exists(_folder.File + ".new"));
    }

    [Theory]
    [InlineData("my precious notes", "is no state of")]
    [InlineData("{\"a\":1}\n", "line 1 is none of its lines")]
    [InlineData("{\"store\":\"PimPowerShell sync\",\"version\":2,\"server\":\"https://pim/\"}\n", "line 1 is none of its lines")]
    [InlineData("{\"store\":\"PimPowerShell sync\",\"version\":1,\"server\":\"https://pim/\",\"resource\":\"Product by uuid\",\"filter\":\"\"}\n{\"x\":1}\n", "line 2 is none of its lines")]
    [InlineData("{\"store\":\"PimPowerShell sync\",\"version\":1,\"server\":\"https://other/\"}\n", "is that of the server https://other/, not https://pim/")]
    [InlineData("{\"store\":\"PimPowerShell sync\",\"version\":1,\"server\":\"https://pim/\",\"resource\":\"Family by code\"}\n", "is that of Family by code, not Product by uuid")]
    [InlineData("{\"store\":\"PimPowerShell sync\",\"version\":1,\"server\":\"https://pim/\",\"resource\":\"Product by uuid\",\"filter\":\"[1]\"}\n", "was filled with the filter [1], not none")]
    public void A_file_that_is_something_else_stays_as_it_is(string text, string message)
    {
        Directory.CreateDirectory(_folder.Path);
        File.WriteAllText(_folder.File, text);

        PimException error = Assert.Throws<PimException>(() => ItemStore.Open(_folder.Path, s_head));

        Assert.Equal((PimErrorKind.Input, _folder.Path), (error.Kind, error.Subject));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_folder.File));
    }

    [Fact]
    public void A_damaged_item_is_told_with_its_file_and_what_to_do_and_without_its_content()
    {
        Fill(store => Append(store, ("a", "{\"secret\":true}"), ("b", "{}")));
        File.WriteAllText(_folder.File, File.ReadAllText(_folder.File).Replace("true", "trxe", StringComparison.Ordinal));
        using ItemStore store = ItemStore.Open(_folder.Path, s_head);

        PimException error = Assert.Throws<PimException>(() => store.Read("a"));

        Assert.Equal((PimErrorKind.Input, _folder.Path), (error.Kind, error.Subject));
        Assert.StartsWith($"'{_folder.File}' is damaged: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("delete it", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.Equal("{}", Make.Text(store.Read("b")));
    }

    [Fact]
    public void A_folder_with_files_of_something_else_is_refused_and_stays_as_it_is()
    {
        Directory.CreateDirectory(_folder.Path);
        File.WriteAllText(Path.Combine(_folder.Path, "letter.txt"), "x");

        PimException error = Assert.Throws<PimException>(() => ItemStore.Open(_folder.Path, s_head));

        Assert.Equal((PimErrorKind.Input, _folder.Path), (error.Kind, error.Subject));
        Assert.Contains("none of Sync-PimProduct's, such as 'letter.txt'", error.Message, StringComparison.Ordinal);
        Assert.Equal(["letter.txt"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void What_stands_beside_a_state_or_is_hidden_does_not_matter()
    {
        Directory.CreateDirectory(_folder.Path);
        string hidden = Path.Combine(_folder.Path, ".hidden");
        File.WriteAllText(hidden, "x");
        File.SetAttributes(hidden, File.GetAttributes(hidden) | FileAttributes.Hidden);
        Fill(store => Append(store, ("a", "{}")));
        File.WriteAllText(Path.Combine(_folder.Path, "letter.txt"), "x");

        using ItemStore store = ItemStore.Open(_folder.Path, s_head);

        Assert.Equal(1, store.Count);
    }

    [Theory]
    [InlineData("", "It is a file.")]
    [InlineData("below", "cannot be used for a state")]
    public void A_file_in_the_place_of_the_folder_is_called_one(string below, string message)
    {
        Directory.CreateDirectory(_folder.Path);
        string file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "x");

        PimException error = Assert.Throws<PimException>(() => ItemStore.Open(Path.Combine(file, below), s_head));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_cannot_share_one()
    {
        using ItemStore first = ItemStore.Open(_folder.Path, s_head);

        PimException error = Assert.Throws<PimException>(() => ItemStore.Open(_folder.Path, s_head));

        Assert.Contains("another run may be using it", error.Message, StringComparison.Ordinal);
    }

    private void Fill(Action<ItemStore> fill)
    {
        using ItemStore store = ItemStore.Open(_folder.Path, s_head);
        fill(store);
    }

    private static void Append(ItemStore store, params (string Key, string Item)[] items) =>
        store.Append([.. items.Select(item => new KeyValuePair<string, ReadOnlyMemory<byte>>(item.Key, Make.Utf8(item.Item)))]);
}
