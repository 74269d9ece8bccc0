using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Actions;
using Xunit;

namespace PimPowerShell.Core.Tests.Actions;

/// <summary>What is kept in a folder, over the end of a process.</summary>
public sealed class ActionQueueTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_waits_outlives_the_queue_in_its_order()
    {
        using (var queue = ActionQueue.Open(_folder))
        {
            Enumerable.Range(1, 5).ToList().ForEach(number => Add(queue, number));
        }

        using var again = ActionQueue.Open(_folder);
        Assert.Equal(5, again.Count);
        List<string> ids = [];
        while (again.Count > 0)
        {
            QueuedAction action = await again.TakeAsync(CancellationToken.None);
            again.Complete(action);
            ids.Add(action.Id);
            Assert.Equal(1, action.Attempt);
        }

        Assert.Equal(Enumerable.Range(1, 5).Select(Id), ids);
        Assert.Empty(Directory.GetFiles(_folder, "*.json"));
        Assert.All(Directory.GetFiles(Path.Combine(_folder, "done")), path => Assert.Equal(0, new FileInfo(path).Length));
    }

    [Fact]
    public async Task Work_that_was_broken_off_is_begun_again_and_says_so()
    {
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            using var queue = ActionQueue.Open(_folder);
            Assert.Equal(attempt == 1 ? ActionAnswer.Added : ActionAnswer.Seen, Add(queue, 1));
            Assert.Equal(attempt, (await queue.TakeAsync(CancellationToken.None)).Attempt);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_worked_is_known_after_a_restart_too(bool isGood)
    {
        using (var queue = ActionQueue.Open(_folder))
        {
            Add(queue, 1);
            QueuedAction action = await queue.TakeAsync(CancellationToken.None);
            (isGood ? queue.Complete : (Action<QueuedAction>)queue.Fail)(action);
            Assert.Equal(ActionAnswer.Seen, Add(queue, 1));
        }

        using var again = ActionQueue.Open(_folder);
        Assert.Equal(0, again.Count);
        Assert.Equal(ActionAnswer.Seen, Add(again, 1));
        Assert.Equal(isGood ? 0 : 1, Directory.GetFiles(Path.Combine(_folder, "failed")).Length);
    }

    [Fact]
    public async Task What_failed_and_is_moved_back_is_worked_again()
    {
        using (var queue = ActionQueue.Open(_folder))
        {
            Add(queue, 1);
            queue.Fail(await queue.TakeAsync(CancellationToken.None));
        }

        MoveBack();
        using var again = ActionQueue.Open(_folder);
        QueuedAction action = await again.TakeAsync(CancellationToken.None);
        Assert.Equal((Id(1), 2), (action.Id, action.Attempt));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Work_that_never_comes_to_an_end_is_given_up_and_what_waits_behind_it_is_worked(int attempts)
    {
        for (int attempt = 1; attempt <= attempts; attempt++)
        {
            using var queue = ActionQueue.Open(_folder, attempts);
            Assert.Equal(attempt == 1 ? ActionAnswer.Added : ActionAnswer.Seen, Add(queue, 1));
            Add(queue, 2);
            QueuedAction broken = await queue.TakeAsync(CancellationToken.None);
            Assert.Equal((Id(1), attempt, false), (broken.Id, broken.Attempt, broken.IsGivenUp));
        }

        using (var queue = ActionQueue.Open(_folder, attempts))
        {
            QueuedAction over = await queue.TakeAsync(CancellationToken.None);
            Assert.Equal((Id(1), attempts, true), (over.Id, over.Attempt, over.IsGivenUp));
            Assert.Single(over.Read().ProductUuids);
            queue.Fail(over);
            QueuedAction next = await queue.TakeAsync(CancellationToken.None);
            Assert.Equal((Id(2), 1, false), (next.Id, next.Attempt, next.IsGivenUp));
        }

        MoveBack();
        using var again = ActionQueue.Open(_folder, attempts);
        QueuedAction last = await again.TakeAsync(CancellationToken.None);
        Assert.Equal((Id(1), attempts + 1, false), (last.Id, last.Attempt, last.IsGivenUp));
    }

    [Fact]
    public async Task What_failed_came_to_an_end_each_time_and_is_never_given_up()
    {
        for (int attempt = 1; attempt <= 5; attempt++)
        {
            using var queue = ActionQueue.Open(_folder, 2);
            Add(queue, 1);
            QueuedAction action = await queue.TakeAsync(CancellationToken.None);
            Assert.Equal((attempt, false), (action.Attempt, action.IsGivenUp));
            queue.Fail(action);
            MoveBack();
        }
    }

    [Fact]
    public async Task A_file_that_is_no_action_is_named()
    {
        using (var queue = ActionQueue.Open(_folder))
        {
            Add(queue, 1);
        }

        File.WriteAllText(Directory.GetFiles(_folder, "*.json").Single(), "nonsense");
        using var again = ActionQueue.Open(_folder);
        QueuedAction action = await again.TakeAsync(CancellationToken.None);
        string name = Path.GetFileName(Directory.GetFiles(_folder, "*.json").Single());

        PimException error = Assert.Throws<PimException>(() => action.Read());

        Assert.Equal(PimErrorKind.Input, error.Kind);
        Assert.Contains($"'{name}' is no action any more. The body of the action is malformed: no JSON", error.Message);
        Assert.Contains(Id(1), error.Message);
    }

    [Fact]
    public void A_second_queue_on_one_folder_is_refused()
    {
        using var queue = ActionQueue.Open(_folder);

        PimException error = Assert.Throws<PimException>(() => ActionQueue.Open(_folder));

        Assert.Equal((PimErrorKind.Input, _folder), (error.Kind, error.Subject));
        Assert.Contains("another listener may be using it", error.Message);
    }

    [Fact]
    public async Task What_is_not_its_own_is_left_alone_and_what_was_half_written_is_removed()
    {
        ActionQueue.Open(_folder).Dispose();
        string[] others = [Path.Combine(_folder, "notes.txt"), Path.Combine(_folder, "my.json"), Path.Combine(_folder, "x.new")];
        Array.ForEach(others, path => File.WriteAllText(path, "x"));
        string half = Path.Combine(_folder, new ActionFile(1, DateTimeOffset.UtcNow, 0, Id(1)).Name + ".new");
        File.WriteAllText(half, "{");

        using var queue = ActionQueue.Open(_folder);

        Assert.Equal(0, queue.Count);
        Assert.All(others, path => Assert.True(File.Exists(path)));
        Assert.False(File.Exists(half));
        Assert.Equal(ActionAnswer.Added, Add(queue, 1));
        Assert.Equal(Id(1), (await queue.TakeAsync(CancellationToken.None)).Id);
    }

    [Fact]
    public async Task What_an_administrator_takes_away_is_passed_over()
    {
        using var queue = ActionQueue.Open(_folder);
        Add(queue, 1);
        Add(queue, 2);
        File.Delete(Directory.GetFiles(_folder, "*" + Id(1) + ".json").Single());

        Assert.Equal(Id(2), (await queue.TakeAsync(CancellationToken.None)).Id);
    }

    [Fact]
    public void What_is_too_old_to_come_again_is_forgotten()
    {
        ActionQueue.Open(_folder).Dispose();
        string done = Path.Combine(_folder, "done");
        File.WriteAllText(Path.Combine(done, new ActionFile(1, DateTimeOffset.UtcNow.AddHours(-3), 1, Id(1)).Name), "");
        File.WriteAllText(Path.Combine(done, new ActionFile(2, DateTimeOffset.UtcNow.AddHours(-1), 1, Id(2)).Name), "");

        using var queue = ActionQueue.Open(_folder);

        Assert.Single(Directory.GetFiles(done));
        Assert.Equal(ActionAnswer.Seen, Add(queue, 2));
    }

    [Fact]
    public async Task A_file_that_is_held_for_a_moment_ends_nothing()
    {
        using var queue = ActionQueue.Open(_folder);
        Add(queue, 1);
        Task<QueuedAction> taken;
        using (new FileStream(Directory.GetFiles(_folder, "*.json").Single(), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            taken = Task.Run(() => queue.TakeAsync(CancellationToken.None));
            await Task.Delay(300);
            Assert.False(taken.IsCompleted);
        }

        QueuedAction action = await taken;
        Assert.Equal((Id(1), 1), (action.Id, action.Attempt));
        string done = Path.Combine(_folder, "done");
        Directory.Move(done, done + ".away");
        var completed = Task.Run(() => queue.Complete(action));
        await Task.Delay(300);
        Assert.False(completed.IsCompleted);
        Directory.Move(done + ".away", done);
        await completed;
        Assert.Single(Directory.GetFiles(done));
    }

    [Fact]
    public void Old_files_that_cannot_be_removed_do_no_harm()
    {
        using var folder = ActionFolder.Open(_folder);
        Directory.Delete(Path.Combine(_folder, "done"));

        folder.Forget(DateTimeOffset.UtcNow);
    }

    [Fact]
    public void What_cannot_be_kept_leaves_nothing_behind()
    {
        using var queue = ActionQueue.Open(_folder);
        DateTimeOffset time = DateTimeOffset.UtcNow;
        Directory.CreateDirectory(Path.Combine(_folder, new ActionFile(1, time, 0, Id(1)).Name));

        Assert.Throws<PimException>(() => queue.Add(Id(1), time, Caller.Body(1)));

        Assert.Empty(Directory.GetFiles(_folder, "*.new"));
    }

    [Fact]
    public void A_folder_that_is_made_is_its_owners_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        ActionQueue.Open(_folder).Dispose();
        Assert.Equal(Own, File.GetUnixFileMode(_folder));

        // what somebody else has chosen stays
        File.SetUnixFileMode(_folder, Own | UnixFileMode.GroupRead);
        ActionQueue.Open(_folder).Dispose();
        Assert.Equal(Own | UnixFileMode.GroupRead, File.GetUnixFileMode(_folder));
    }

    [Fact]
    public async Task One_action_is_worked_at_a_time()
    {
        using var queue = ActionQueue.InMemory();
        Add(queue, 1);
        Add(queue, 2);
        QueuedAction first = await queue.TakeAsync(CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.TakeAsync(CancellationToken.None));

        queue.Complete(first);
        Assert.Equal(Id(2), (await queue.TakeAsync(CancellationToken.None)).Id);
    }

    [Fact]
    public void A_queue_takes_no_more_than_it_may()
    {
        using var queue = ActionQueue.InMemory(2);
        Assert.Equal([ActionAnswer.Added, ActionAnswer.Added, ActionAnswer.Full, ActionAnswer.Seen], new[] { 1, 2, 3, 1 }.Select(number => Add(queue, number)));
        using var folder = ActionQueue.Open(_folder);
        Assert.Equal(1000, Enumerable.Range(1, 1005).Count(number => Add(folder, number) == ActionAnswer.Added));
    }

    private void MoveBack()
    {
        string failed = Directory.GetFiles(Path.Combine(_folder, "failed")).Single();
        File.Move(failed, Path.Combine(_folder, Path.GetFileName(failed)));
    }

    private static ActionAnswer Add(ActionQueue queue, int number) => queue.Add(Id(number), DateTimeOffset.UtcNow, Caller.Body(number));

    private static string Id(int number) => number.ToString("x32", null);
}
