using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>A folder for a state, which is not there yet, and runs with it.</summary>
internal sealed class StateFolder : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

    public string File => System.IO.Path.Combine(Path, "items.jsonl");

    public SyncSummary? Summary { get; private set; }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    /// <summary>All changes of one run.</summary>
    /// <param name="provider">The server.</param>
    /// <param name="query">What is kept in step.</param>
    /// <param name="adjust">The settings, where they are not the usual.</param>
    /// <param name="each">Done with each page of changes before the next is asked for.</param>
    /// <param name="context">The caller.</param>
    public async Task<List<ItemChange>> Run(
        IPimProvider provider, PimQuery query, Func<SyncSettings, SyncSettings>? adjust = null, Func<Task>? each = null, CallContext? context = null)
    {
        var settings = new SyncSettings(Path, query);
        using var reader = new ChangeReader(provider, adjust?.Invoke(settings) ?? settings, context ?? new CallContext());
        Summary = reader.Summary;
        var all = new List<ItemChange>();
        while (await reader.ReadAsync() is { } changes)
        {
            all.AddRange(changes);
            if (each is not null)
            {
                await each();
            }
        }

        return all;
    }
}
