using System;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Security;
using System.Threading;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Actions;
using PimPowerShell.Output;
using PimPowerShell.Sessions;

namespace PimPowerShell.Commands.Actions;

/// <summary>Listens for the actions of UI extensions, and runs a script block for each.</summary>
[Cmdlet(VerbsLifecycle.Start, "PimActionListener", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
public sealed class StartPimActionListenerCommand : PimCmdlet
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(24);
    private static readonly TimeSpan s_stopTime = TimeSpan.FromSeconds(1);

    /// <summary><para type="description">The address: http, an address of this machine, a port or 0 for a free one, and a path.</para></summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string Prefix { get; set; } = "";

    /// <summary><para type="description">The secret of the UI extension; two while one replaces the other.</para></summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [SecretTransformation("Secret")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public SecureString[] Secret { get; set; } = [];

    /// <summary><para type="description">The work. $_ is the action, as ConvertFrom-PimAction gives it, with an Id and the number of its Attempt.</para></summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public ScriptBlock ScriptBlock { get; set; } = ScriptBlock.Create("");

    /// <summary><para type="description">The folder that keeps actions until their work is done. Without it they are kept in memory.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Queue { get; set; }

    /// <summary><para type="description">How far an action's timestamp may be from the time here; an hour at most.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public TimeSpan MaximumAge { get; set; } = SignedTime.MaximumAge;

    /// <summary><para type="description">Ends after so many actions.</para></summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int MaximumAction { get; set; } = int.MaxValue;

    /// <summary><para type="description">How often the work of an action in the queue's folder is begun that never comes to an end.</para></summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int MaximumAttempt { get; set; } = ActionQueue.UsualAttempts;

    /// <summary><para type="description">Ends after so long.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public TimeSpan? Timeout { get; set; }

    /// <summary><para type="description">The name to stop it by.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string Name { get; set; } = "default";

    /// <summary>Listens, until it is stopped.</summary>
    protected override void EndProcessing()
    {
        if (Timeout < s_shortest || Timeout > s_longest)
        {
            // a bare number is taken for ticks, of which ten million make a second
            ThrowTerminatingError(PimErrors.Input("Timeout: takes a time of up to 24 days, for example '01:00:00' for an hour.", nameof(Timeout)));
        }

        if (MaximumAge < s_shortest)
        {
            ThrowTerminatingError(PimErrors.Input("MaximumAge: takes a time of up to an hour, for example '00:05:00' for five minutes.", nameof(MaximumAge)));
        }

        // before it is shown: it may hold a password
        Uri? address = null;
        ForAll(() => address = ActionListener.ParsePrefix(Prefix));
        if (ShouldProcess($"{address}", "Listen for actions"))
        {
            ForAll(() => Listen(address!));
        }
    }

    private void Listen(Uri address)
    {
        string? folder = Queue is null ? null : PathOf(Queue, nameof(Queue));
        using var secrets = new SecretBytes(Secret);
        using ActionListenerRun run = ActionListenerHost.Add(Name, address);
        using ActionQueue queue = folder is null ? ActionQueue.InMemory(MaximumAction) : ActionQueue.Open(folder, MaximumAttempt);
        try
        {
            int left = Serve(queue, run, new ActionListenerSettings { Prefix = address, Secrets = secrets.All, MaximumAge = MaximumAge });

            // what is in memory alone was answered with 200, and would be lost
            while (folder is null && left-- > 0 && queue.Count > 0)
            {
                Work(queue, run, Wait(queue.TakeAsync(Context().Cancellation)));
            }
        }
        catch (PimException)
        {
            // what went before may tell why
            Drain();
            throw;
        }

        Drain();
    }

    /// <summary>Listens and works until the end.</summary>
    /// <returns>How many actions more may be worked.</returns>
    private int Serve(ActionQueue queue, ActionListenerRun run, ActionListenerSettings settings)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(run.Stopping, Context().Cancellation);
        if (Timeout is { } time)
        {
            end.CancelAfter(time);
        }

        using ActionListener listener = ActionListener.Start(settings, queue, Context().Notes);
        using CancellationTokenRegistration stopping = end.Token.Register(listener.StopAccepting);
        WriteVerbose($"Listening at {listener.Url} with {queue.Count} actions from before. Stop-PimActionListener '{run.Name}' or Ctrl+C ends it.");
        int left = MaximumAction;
        try
        {
            for (; left > 0 && !end.IsCancellationRequested; left--)
            {
                Work(queue, run, Wait(queue.TakeAsync(end.Token)));
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // stopped, or the time is over
        }

        return left;
    }

    private void Work(ActionQueue queue, ActionListenerRun run, QueuedAction action)
    {
        PSObject item;
        try
        {
            item = ActionObject.From(action.Read());
        }
        catch (PimException e)
        {
            queue.Fail(action);
            WriteError(PimErrors.From(e, action.Id));
            return;
        }

        item.Properties.Add(new PSNoteProperty(nameof(action.Id), action.Id));
        item.Properties.Add(new PSNoteProperty(nameof(action.Attempt), action.Attempt));
        if (action.IsGivenUp)
        {
            queue.Fail(action);
            WriteError(PimErrors.ActionGivenUp(action.Id, MaximumAttempt, item));
            return;
        }

        Collection<PSObject> output = [];
        try
        {
            output = ScriptBlock.InvokeWithContext(null, [new PSVariable("_", item)]);
        }
        catch (RuntimeException e)
        {
            if (IsStopped(e))
            {
                throw;
            }

            queue.Fail(action);
            WriteError(PimErrors.ActionFailed(e, action.Id, Queue is not null, item));
            return;
        }
        catch (ContinueException) when (!Stopping)
        {
            // on with the next one, as in a loop
        }
        catch (BreakException) when (!Stopping)
        {
            run.Stop();
        }
        catch (ExitException) when (!Stopping)
        {
            queue.Complete(action);
            throw;
        }

        // before its output goes on: what reads that may end the pipeline
        queue.Complete(action);
        WriteVerbose($"Action {action.Id} is done.");
        WriteObject(output, enumerateCollection: true);
    }

    /// <summary>
    /// Whether the script block was broken off from outside. What runs innermost is stopped first, so that the stop may be on
    /// its way here still; where none comes, it was the script that threw.
    /// </summary>
    private bool IsStopped(RuntimeException error) => Stopping || (error is PipelineStoppedException && Context().Cancellation.WaitHandle.WaitOne(s_stopTime));
}
