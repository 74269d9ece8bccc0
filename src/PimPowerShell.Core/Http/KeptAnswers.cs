using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Http;

/// <summary>What is known of something that was asked for.</summary>
/// <param name="IsReadable">Whether the server told; a login without the permission, or an old server, leaves it unknown.</param>
/// <param name="Value">What it told; null when there is no such thing.</param>
internal readonly record struct Known<T>(bool IsReadable, T? Value)
    where T : class;

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
    private readonly ConcurrentDictionary<string, Task<Known<T>>> _answers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>An answer that is there already.</summary>
    public bool TryGet(string key, out Known<T> known)
    {
        if (_answers.TryGetValue(key, out Task<Known<T>>? answer) && answer.Status == TaskStatus.RanToCompletion)
        {
            known = answer.GetAwaiter().GetResult();
            return true;
        }

        known = default;
        return false;
    }

    public Task<Known<T>> GetAsync(string key, CallContext context)
    {
        Task<Known<T>>? answer;
        lock (_gate)
        {
            if (!_answers.TryGetValue(key, out answer) || answer.IsFaulted || answer.IsCanceled)
            {
                CallContext own = context with { Cancellation = CancellationToken.None };
                _answers[key] = answer = Task.Run(() => ReadAsync(key, own));
            }
        }

        return answer.OrCancelledAsync(context.Cancellation);
    }

    /// <summary>Drops all answers, as a write may have made them wrong.</summary>
    public void Forget() => _answers.Clear();

    private async Task<Known<T>> ReadAsync(string key, CallContext context)
    {
        try
        {
            return new Known<T>(true, await read(key, context).ConfigureAwait(false));
        }
        catch (PimException e) when (Unreadable.Is(e))
        {
            Unreadable.Tell(what, e, context);
            return new Known<T>(false, null);
        }
    }
}
