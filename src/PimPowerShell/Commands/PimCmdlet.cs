using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>The base of all cmdlets that wait for a server: cancellation, and the log of what happens in the background.</summary>
public abstract class PimCmdlet : PSCmdlet, IDisposable
{
    // far more than one page or one batch causes; a line that finds no room is counted instead
    private const int MostLogLines = 1000;
    private const int PollMilliseconds = 50;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<object> _log = new();
    private int _logLines;
    private int _lostLines;

    // no exported type has a field of a dependency's type
    private object? _origin;

    /// <summary>Cancels every request under way.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Called by PowerShell at the pipeline's end, however that came.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what a cmdlet holds; requests under way are cancelled already.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Whether nothing is to be changed, but told.</summary>
    internal bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
        ? LanguagePrimitives.IsTrue(given)
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    internal CallContext Context() =>
        new(_stop.Token, Keep, Keep) { Origin = (WriteOrigin)(_origin ??= new WriteOrigin(MyInvocation.MyCommand?.Name ?? GetType().Name, WriteOrigin.NewRun())) };

    /// <summary>
    /// Waits for background work on the pipeline's thread, which meanwhile writes the verbose lines: only this thread
    /// may talk to PowerShell.
    /// </summary>
    internal T Wait<T>(Task<T> task)
    {
        Wait((Task)task);
        return task.Result;
    }

    /// <inheritdoc cref="Wait{T}(Task{T})"/>
    internal void Wait(Task task)
    {
        try
        {
            while (!task.IsCompleted && Task.WaitAny([task], PollMilliseconds) < 0)
            {
                Drain();
            }

            Drain();
        }
        catch
        {
            // what is written here may end the pipeline; nothing may go on behind its back
            _stop.Cancel();
            Task.WaitAny([task]);
            throw;
        }

        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Writes what the background has reported since.</summary>
    internal virtual void Drain()
    {
        while (_log.TryDequeue(out object? entry))
        {
            Interlocked.Decrement(ref _logLines);
            if (entry is PimNote { IsWarning: true })
            {
                WriteWarning(entry.ToString());
            }
            else
            {
                WriteVerbose(entry.ToString());
            }
        }

        if (Volatile.Read(ref _lostLines) > 0)
        {
            WriteVerbose($"({Interlocked.Exchange(ref _lostLines, 0)} lines left out)");
        }
    }

    /// <summary>Does something with one input; what a server refuses of it is an error about this input, and the next one follows.</summary>
    internal void ForItem(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (PimException e) when (!EndsEverything(e))
        {
            WriteError(Error(e, target));
        }
        catch (PimException e)
        {
            ThrowTerminatingError(Error(e, target));
        }
    }

    /// <summary>Does something that nothing of this cmdlet can go on without.</summary>
    internal void ForAll(Action action, object? target = null)
    {
        try
        {
            action();
        }
        catch (PimException e)
        {
            ThrowTerminatingError(Error(e, target));
        }
    }

    /// <summary>What went wrong with something, as the caller is told.</summary>
    internal virtual ErrorRecord Error(PimException error, object? target) => PimErrors.From(error, target);

    /// <summary>The place on the disk that a path stands for, whether anything is there or not.</summary>
    internal string PathOf(string path, string parameter)
    {
        string found = "";
        ForAll(() => found = FilePaths.Of(SessionState.Path, path, parameter), path);
        return found;
    }

    internal virtual bool EndsEverything(PimException error) =>
        // each further input would wait out all its repetitions
        error.EndsEverything || error.IsNoRoute || error.Kind is PimErrorKind.Unsupported or PimErrorKind.Unreachable;

    private void Keep(object entry)
    {
        if (Interlocked.Increment(ref _logLines) <= MostLogLines || entry is PimNote { IsWarning: true })
        {
            _log.Enqueue(entry);
        }
        else
        {
            Interlocked.Decrement(ref _logLines);
            Interlocked.Increment(ref _lostLines);
        }
    }
}
