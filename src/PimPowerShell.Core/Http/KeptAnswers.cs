using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Http;

/// <summary>What is known of something that was asked for.</summary>
/// <param name="Value">What the server told; null when there is no such thing.</param>
/// <param name="Refusal">Why it told nothing, to a login without the permission, or as an old server; null where it told.</param>
internal readonly record struct Known<T>(T? Value, PimException? Refusal = null)
    where T : class
{
    public bool IsReadable => Refusal is null;
}

/// <summary>
/// Answers that are asked for once, however many want them at the same time, and kept. A refusal is kept too; a failure
/// is not. The work belongs to none of those who wait: one who gives up leaves it running.
/// </summary>
/// <param name="what">What is asked for, in the plural, for the remark that it cannot be read.</param>
/// <param name="read">Asks the server.</param>
internal sealed class KeptAnswers<T>(string what, Func<string, CallContext, Task<T?>> read)
    where T : class
{
    private readonly object _gate = new();
    private readonly ConcurrentDictionary<string, (Task<Known<T>> Task, long Asked)> _answers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>An answer that is there already.</summary>
    public bool TryGet(string key, out Known<T> known)
    {
        if (_answers.TryGetValue(key, out (Task<Known<T>> Task, long Asked) answer) && answer.Task.Status == TaskStatus.RanToCompletion)
        {
            known = answer.Task.GetAwaiter().GetResult();
            return true;
        }

        known = default;
        return false;
    }

    public Task<Known<T>> GetAsync(string key, CallContext context)
    {
        (Task<Known<T>> Task, long Asked) answer;
        lock (_gate)
        {
            if (!_answers.TryGetValue(key, out answer) || answer.Task.IsFaulted || answer.Task.IsCanceled)
            {
                CallContext own = context with { Cancellation = CancellationToken.None };
                long asked = Stopwatch.GetTimestamp();
                _answers[key] = answer = (Task.Run(() => ReadAsync(key, own)), asked);
            }
        }

        return answer.Task.OrCancelledAsync(context.Cancellation);
    }

    /// <summary>Whether an answer was asked for before some moment.</summary>
    public bool IsOlder(string key, long moment) => _answers.TryGetValue(key, out (Task<Known<T>> Task, long Asked) answer) && answer.Asked < moment;

    /// <summary>Drops an answer that was asked for before some moment.</summary>
    public void ForgetOlder(string key, long moment)
    {
        lock (_gate)
        {
            if (IsOlder(key, moment))
            {
                _answers.TryRemove(key, out _);
            }
        }
    }

    /// <summary>Drops all answers, as a write may have made them wrong.</summary>
    public void Forget() => _answers.Clear();

    private async Task<Known<T>> ReadAsync(string key, CallContext context)
    {
        try
        {
            return new Known<T>(await read(key, context).ConfigureAwait(false));
        }
        catch (PimException e) when (Unreadable.Is(e))
        {
            Unreadable.Tell(what, e, context);
            return new Known<T>(null, e);
        }
    }
}
