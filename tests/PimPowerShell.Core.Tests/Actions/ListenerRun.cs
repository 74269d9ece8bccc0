using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Actions;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Core.Tests.Actions;

/// <summary>A listener on a free port, and what it noted.</summary>
internal sealed class ListenerRun : IDisposable
{
    /// <summary>What a listener gives a caller unless it is told otherwise.</summary>
    public static readonly TimeSpan Usual = new ActionListenerSettings { Prefix = new Uri("http://127.0.0.1:0/pim/"), Secrets = [] }.ReceiveTimeout;

    // no call is too slow for being made on a machine that has much to do
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<PimNote> _notes = new();
    private readonly ActionListener _listener;

    public ListenerRun(ActionQueue? queue = null, TimeSpan? receive = null, int? connections = null, int age = 300, params string[] secrets)
    {
        Queue = queue ?? ActionQueue.InMemory();
        var usual = new ActionListenerSettings { Prefix = new Uri("http://127.0.0.1:0/pim/"), Secrets = [] };
        _listener = ActionListener.Start(
            new ActionListenerSettings
            {
                Prefix = usual.Prefix,
                Secrets = [.. (secrets.Length > 0 ? secrets : [Caller.Secret]).Select(Encoding.UTF8.GetBytes)],
                ReceiveTimeout = receive ?? s_long,
                MaximumConnections = connections ?? usual.MaximumConnections,
                MaximumAge = TimeSpan.FromSeconds(age),
            }, Queue, _notes.Enqueue);
    }

    public ActionQueue Queue { get; }

    public Uri Url => _listener.Url;

    public IReadOnlyList<string> Notes => [.. _notes.Select(note => note.Text)];

    public Task<int> SendAsync(byte[] bytes, bool isCut = false, int pause = 0) => Caller.SendAsync(Url, bytes, isCut, pause);

    /// <summary>Takes what waits, as done.</summary>
    public async Task<List<QueuedAction>> WorkAsync()
    {
        List<QueuedAction> all = [];
        while (Queue.Count > 0)
        {
            QueuedAction action = await Queue.TakeAsync(CancellationToken.None);
            Queue.Complete(action);
            all.Add(action);
        }

        return all;
    }

    public void StopAccepting() => _listener.StopAccepting();

    public void Dispose()
    {
        _listener.Dispose();
        Queue.Dispose();
    }
}
