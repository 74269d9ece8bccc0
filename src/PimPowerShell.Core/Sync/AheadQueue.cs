using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Sync;

/// <summary>Work that is under way while what came before it is looked at; a few pieces, and given in their order.</summary>
internal sealed class AheadQueue<T>
{
    // the sessions' own limits hold besides
    private const int MostAhead = 4;

    private readonly Queue<Task<T>> _tasks = new();

    public bool HasMore => _tasks.Count > 0;

    public bool IsFull => _tasks.Count >= MostAhead;

    public void Add(Task<T> task) => _tasks.Enqueue(task);

    public Task<T> NextAsync() => _tasks.Dequeue();

    /// <summary>Waits for what nobody wants any more.</summary>
    public async Task DrainAsync()
    {
        while (HasMore)
        {
            try
            {
                await NextAsync().ConfigureAwait(false);
            }
            catch (Exception)
            {
                // the first failure is the one that counts; what else was under way has only to be over
            }
        }
    }
}
