using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>What a folder of media files remembers of what they were saved from.</summary>
public sealed class SavedMediaTests : IDisposable
{
    private static readonly MediaKey s_one = new(MediaKind.Product, "a/b/1_front.jpg");
    private static readonly MediaKey s_two = new(MediaKind.Product, "c/d/2_front.jpg");

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private readonly List<PimNote> _notes = [];

    private string MemoryPath => Path.Combine(_folder, MediaMemory.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_saved_is_known_to_later_runs_until_somebody_touches_it()
    {
        Assert.True(Keep(Open(), s_one, "front.jpg", "12345"));

        SavedMedia saved = Open().Find(s_one)!;
        Assert.Equal(("front.jpg", 5L), (saved.Name, saved.Length));
        Assert.True(Open().IsWhole(saved));
        File.WriteAllText(Path.Combine(_folder, "front.jpg"), "54321");
        Assert.False(Open().IsWhole(saved));
        File.Delete(Path.Combine(_folder, "front.jpg"));
        Assert.False(Open().IsWhole(saved));
    }

    [Fact]
    public void A_name_is_anothers_as_long_as_its_file_is_there_in_whatever_case()
    {
        Keep(Open(), s_one, "front.jpg", "1");

        MediaMemory memory = Open();
        Assert.False(memory.IsAnothers("front.jpg", s_one));
        Assert.True(memory.IsAnothers("front.jpg", s_two));
        Assert.True(memory.IsAnothers("FRONT.jpg", s_two));
        Assert.True(memory.IsAnothers(".PIM-media.jsonl", s_one));
        File.Move(Path.Combine(_folder, "front.jpg"), Path.Combine(_folder, "hero.jpg"));
        Assert.False(memory.IsAnothers("front.jpg", s_two));

        Keep(memory, s_two, "front.jpg", "2");
        Assert.Null(Open().Find(s_one));
        Assert.Equal("front.jpg", Open().Find(s_two)!.Name);
    }

    [Fact]
    public void Equal_codes_of_two_kinds_are_two_files()
    {
        var other = new MediaKey(MediaKind.Asset, s_one.Code);
        Keep(Open(), s_one, "front.jpg", "1");

        Assert.Null(Open().Find(other));
        Assert.True(Open().IsAnothers("front.jpg", other));
    }

    [Fact]
    public void Where_codes_are_each_servers_own_those_of_two_servers_are_two_files()
    {
        var key = new MediaKey(MediaKind.Asset, "12");
        Keep(Open("https://one.example"), key, "front.jpg", "1");

        Assert.NotNull(Open("https://one.example").Find(key));
        Assert.Null(Open("https://two.example").Find(key));
        Assert.True(Open("https://two.example").IsAnothers("front.jpg", key));
    }

    [Fact]
    public void A_file_with_the_same_bytes_stays_and_one_entry_is_enough()
    {
        string path = Path.Combine(_folder, "front.jpg");
        File.WriteAllText(path, "12345");
        var time = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, time);

        Assert.False(Keep(Open(), s_one, "front.jpg", "12345"));
        Assert.False(Keep(Open(), s_one, "front.jpg", "12345"));
        Assert.Equal(time, File.GetLastWriteTimeUtc(path));
        Assert.Equal(2, File.ReadAllLines(MemoryPath).Length);
        Assert.True(Keep(Open(), s_one, "front.jpg", "12345", isAnew: true));
        Assert.Equal(2, File.ReadAllLines(MemoryPath).Length);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void A_memory_that_was_cut_off_at_any_byte_is_gone_on_with()
    {
        Keep(Open(), s_one, "front.jpg", "1");
        Keep(Open(), s_two, "back.jpg", "2");
        byte[] whole = File.ReadAllBytes(MemoryPath);
        int second = whole.Take(whole.Length - 1).ToList().LastIndexOf((byte)'\n') + 1;

        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(MemoryPath, whole[..length]);

            MediaMemory memory = Open();
            Assert.Equal((length >= second, length == whole.Length), (memory.Find(s_one) is not null, memory.Find(s_two) is not null));
            Assert.False(Keep(memory, s_two, "back.jpg", "2"));
            Assert.Equal("back.jpg", Open().Find(s_two)!.Name);
        }
    }

    [Fact]
    public void Runs_in_one_folder_take_no_name_from_each_other()
    {
        string[] names = new string[40];
        Parallel.For(0, names.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            MediaMemory memory = Open();
            var key = new MediaKey(MediaKind.Product, $"a/{i}_front.jpg");
            Keep(memory, key, () => names[i] = Enumerable.Range(0, names.Length).Select(number => $"front-{number}.jpg").First(name => !memory.IsAnothers(name, key)), $"file {i}");
        });

        Assert.Equal(names.Length, names.Distinct().Count());
        MediaMemory all = Open();
        for (int i = 0; i < names.Length; i++)
        {
            Assert.Equal($"file {i}", File.ReadAllText(Path.Combine(_folder, names[i])));
            Assert.True(all.IsWhole(all.Find(new MediaKey(MediaKind.Product, $"a/{i}_front.jpg"))!));
        }
    }

    [Theory]
    [InlineData("somebody else's")]
    [InlineData("{\"memory\":\"PimPowerShell media\",\"version\":2}\n")]
    public void Another_file_of_that_name_is_refused_and_stays(string text)
    {
        File.WriteAllText(MemoryPath, text);

        PimException refusal = Assert.Throws<PimException>(Open);

        Assert.Equal(PimErrorKind.Input, refusal.Kind);
        Assert.Contains(MediaMemory.FileName, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(MemoryPath));
    }

    [Theory]
    [InlineData("{\"media_kind\":\"Product\",\"code\":\"a/b/1_front.jpg\",\"name\":\"front.jpg\",\"bytes\":1")]
    [InlineData("\u0000\u0000\u0000")]
    public void A_damaged_line_is_told_counts_for_nothing_and_is_gone_with_the_next_write(string damage)
    {
        Keep(Open(), s_one, "front.jpg", "1");
        Keep(Open(), s_two, "back.jpg", "2");
        string[] lines = File.ReadAllLines(MemoryPath);
        File.WriteAllText(MemoryPath, $"{lines[0]}\n{damage}\n{lines[2]}\n");

        MediaMemory memory = Open();
        Assert.StartsWith($"'{MemoryPath}': line 2 is damaged", Assert.Single(_notes).Text, StringComparison.Ordinal);
        Assert.True(_notes[0].IsWarning);
        Assert.Null(memory.Find(s_one));
        Assert.Equal("back.jpg", memory.Find(s_two)!.Name);
        Assert.False(Keep(memory, s_one, "front.jpg", "1"));
        Assert.Single(_notes);

        MediaMemory mended = Open();
        Assert.Single(_notes);
        Assert.Equal(("front.jpg", "back.jpg"), (mended.Find(s_one)!.Name, mended.Find(s_two)!.Name));
        Assert.Equal([lines[0], new string(' ', damage.Length), lines[2], lines[1]], File.ReadAllLines(MemoryPath));
    }

    [Theory]
    [InlineData("{\"media_kind\":\"Video\",\"code\":\"a/b/1_front.jpg\",\"name\":\"front.jpg\",\"bytes\":1,\"hash\":\"00\"}")]
    [InlineData("{\"media_kind\":\"Product\",\"code\":\"a/b/1_front.jpg\",\"name\":\"../evil.jpg\",\"bytes\":1,\"hash\":\"00\"}")]
    [InlineData("{\"media_kind\":\"Product\",\"code\":\"a/b/1_front.jpg\",\"name\":\"c:evil.jpg\",\"bytes\":1,\"hash\":\"00\"}")]
    [InlineData("{\"code\":\"a\"}")]
    [InlineData("[1]")]
    public void A_line_that_is_not_understood_is_told_counts_for_nothing_and_stays(string foreign)
    {
        Keep(Open(), s_one, "front.jpg", "1");
        Keep(Open(), s_two, "back.jpg", "2");
        string[] lines = File.ReadAllLines(MemoryPath);
        File.WriteAllText(MemoryPath, $"{lines[0]}\n{foreign}\n{lines[2]}\n");

        MediaMemory memory = Open();
        Assert.StartsWith($"'{MemoryPath}': line 2 is none that is understood", Assert.Single(_notes).Text, StringComparison.Ordinal);
        Assert.True(_notes[0].IsWarning);
        Assert.Null(memory.Find(s_one));
        Assert.False(Keep(memory, s_one, "front.jpg", "1"));
        Assert.Single(_notes);

        Assert.Equal(("front.jpg", "back.jpg"), (Open().Find(s_one)!.Name, memory.Find(s_two)!.Name));
        Assert.Equal([lines[0], foreign, lines[2], lines[1]], File.ReadAllLines(MemoryPath));
    }

    [Fact]
    public void A_line_that_another_run_has_damaged_has_its_own_number()
    {
        MediaMemory memory = Open();
        Keep(memory, s_one, "front.jpg", "1");
        Keep(Open(), s_two, "back.jpg", "2");
        File.AppendAllText(MemoryPath, "damaged\n");

        Keep(memory, new MediaKey(MediaKind.Product, "three"), "three.jpg", "3");

        Assert.Contains("line 4 is damaged", Assert.Single(_notes).Text, StringComparison.Ordinal);
        Assert.NotNull(Open().Find(s_two));
        Assert.Single(_notes);
    }

    [Fact]
    public void A_file_is_read_again_only_where_it_has_changed_since_it_was_compared()
    {
        string path = Path.Combine(_folder, "front.jpg");
        File.WriteAllText(path, "1");
        ArrivedFile arrived = Arrive("1");
        Assert.True(arrived.IsAt(path, CancellationToken.None));

        using (File.Open(path, FileMode.Open, FileAccess.Read, FileShare.None))
        {
            // nobody else can read it now
            Assert.True(arrived.IsAt(path, CancellationToken.None));
            Assert.Throws<IOException>(() => Arrive("1").IsAt(path, CancellationToken.None));
        }

        File.WriteAllText(path, "2");
        File.SetLastWriteTimeUtc(path, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.False(arrived.IsAt(path, CancellationToken.None));
        Assert.False(arrived.IsAt(path + ".none", CancellationToken.None));
    }

    [Fact]
    public void A_run_that_is_stopped_compares_no_file_to_its_end()
    {
        File.WriteAllText(Path.Combine(_folder, "front.jpg"), "1");

        Assert.Throws<OperationCanceledException>(() => Arrive("1").IsAt(Path.Combine(_folder, "front.jpg"), new CancellationToken(canceled: true)));
    }

    private MediaMemory Open() => MediaMemory.Open(_folder, null, new CallContext(Notes: _notes.Add));

    private MediaMemory Open(string server) => MediaMemory.Open(_folder, new Uri(server), new CallContext());

    private bool Keep(MediaMemory memory, MediaKey key, string name, string text, bool isAnew = false) => Keep(memory, key, () => name, text, isAnew);

    private bool Keep(MediaMemory memory, MediaKey key, Func<string> name, string text, bool isAnew = false) => memory.Keep(key, Arrive(text), name, isAnew);

    private ArrivedFile Arrive(string text)
    {
        string partial = Path.Combine(_folder, $".{Guid.NewGuid():n}.part");
        File.WriteAllText(partial, text);
        return new ArrivedFile(partial, ContentHash.Of(partial));
    }
}
