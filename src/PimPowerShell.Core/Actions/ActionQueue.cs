using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Actions;

/// <summary>
/// Accepted actions, in the order in which they came. In a folder they outlive the process: an action is there until its work
/// is done, and work that was broken off is begun again, up to a number of times: what ends its process would end each that
/// follows, and nothing behind it would ever be worked. No signature is taken twice.
/// </summary>
public sealed class ActionQueue : IDisposable
{
    /// <summary>How often work is begun that does not come to an end, where nothing else is said.</summary>
    public const int UsualAttempts = 3;

    private const int MaximumWaiting = 1000;

    private static readonly TimeSpan s_remembered = TimeSpan.FromTicks(2 * ActionListenerSettings.LongestAge.Ticks);
    private static readonly TimeSpan s_forgetEvery = TimeSpan.FromMinutes(10);

    private readonly ActionFolder? _folder;
    private readonly long _maximum;
    private readonly int _attempts;
    private readonly object _gate = new();
    private readonly Queue<(ActionFile File, byte[]? Body)> _waiting = new();
    private readonly Dictionary<string, DateTimeOffset> _seen = [];
    private readonly SemaphoreSlim _count = new(0);
    private long _number;
    private long _added;
    private DateTimeOffset _nextForget;
    private QueuedAction? _current;
    private bool _isClosed;

    private ActionQueue(ActionFolder? folder, long maximum, int attempts)
    {
        _folder = folder;
        _maximum = maximum;
        _attempts = attempts;
        _nextForget = DateTimeOffset.UtcNow + s_forgetEvery;
        if (folder is null)
        {
            return;
        }

        folder.Forget(DateTimeOffset.UtcNow - s_remembered);
        foreach (ActionFile file in folder.All)
        {
            _number = Math.Max(_number, file.Number);
            _seen[file.Id] = file.Time;
        }

        foreach (ActionFile file in folder.Waiting)
        {
            _waiting.Enqueue((file, null));
            _count.Release();
        }
    }

    /// <summary>The actions that wait; the one under work is none of them.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Opens a folder with what an earlier process left there, or makes it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="attempts">How often work is begun that does not come to an end.</param>
    /// <exception cref="PimException">It is in use by another listener, or it cannot be written.</exception>
    public static ActionQueue Open(string folder, int attempts = UsualAttempts)
    {
        var files = ActionFolder.Open(folder);
        try
        {
            return new ActionQueue(files, long.MaxValue, attempts);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>A queue that ends with the process, and what waits in it too.</summary>
    /// <param name="maximum">How many actions it takes in its life.</param>
    public static ActionQueue InMemory(long maximum = long.MaxValue) => new(null, maximum, UsualAttempts);

    /// <summary>
    /// The next action, as soon as there is one. One at a time: the last one has to be completed or failed. One that is
    /// <see cref="QueuedAction.IsGivenUp"/> is not to be begun.
    /// </summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="PimException">The queue's folder cannot be written.</exception>
    public async Task<QueuedAction> TakeAsync(CancellationToken cancellation)
    {
        if (_current is not null)
        {
            throw new InvalidOperationException("An action is under work.");
        }

        while (true)
        {
            await _count.WaitAsync(cancellation).ConfigureAwait(false);
            (ActionFile File, byte[]? Body) next;
            lock (_gate)
            {
                next = _waiting.Dequeue();
            }

            bool isGivenUp = next.File.BrokenOff >= _attempts;
            ActionFile file = isGivenUp ? next.File : next.File with { Attempt = next.File.Attempt + 1 };
            if ((next.Body ?? _folder!.Begin(next.File, file)) is { } body)
            {
                return _current = new QueuedAction(file.Id, file.Attempt, body) { File = file, IsGivenUp = isGivenUp };
            }
        }
    }

    /// <summary>The action's work is done.</summary>
    /// <exception cref="PimException">The queue's folder cannot be written.</exception>
    public void Complete(QueuedAction action)
    {
        _folder?.Complete(action.File);
        _current = null;
    }

    /// <summary>The action's work failed: it is put aside, and not begun again.</summary>
    /// <exception cref="PimException">The queue's folder cannot be written.</exception>
    public void Fail(QueuedAction action)
    {
        _folder?.Fail(action.File);
        _current = null;
    }

    /// <summary>Lets go of the folder. What waits stays there.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _folder?.Dispose();
        }
    }

    /// <summary>Keeps an action, on the disk where there is a folder.</summary>
    /// <exception cref="PimException">The queue's folder cannot be written.</exception>
    internal ActionAnswer Add(string id, DateTimeOffset time, byte[] body)
    {
        // one at a time: two calls with one signature may come at once
        lock (_gate)
        {
            Forget();
            if (_seen.ContainsKey(id))
            {
                return ActionAnswer.Seen;
            }

            if (_isClosed || _waiting.Count >= MaximumWaiting || _added >= _maximum)
            {
                return ActionAnswer.Full;
            }

            var file = new ActionFile(_number + 1, time, 0, id);
            _folder?.Write(file, body);
            _number++;
            _added++;
            _seen[id] = time;
            _waiting.Enqueue((file, _folder is null ? body : null));
            _count.Release();
            return ActionAnswer.Added;
        }
    }

    /// <summary>A signature is remembered for longer than its timestamp could be accepted, whatever age the next listener takes.</summary>
    private void Forget()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        if (now < _nextForget)
        {
            return;
        }

        _nextForget = now + s_forgetEvery;
        DateTimeOffset time = now - s_remembered;
        foreach (string id in _seen.Where(entry => entry.Value < time).Select(static entry => entry.Key).ToList())
        {
            _seen.Remove(id);
        }

        _folder?.Forget(time);
    }
}
