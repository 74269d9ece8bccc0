using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Bulk;

/// <summary>
/// Sends the items of one chunk and gives one result for each. What is too large is sent in halves; what got no answer
/// is read back, and sent again only where the server does not hold it.
/// </summary>
internal sealed class ChunkSender(IPimProvider provider, BulkSettings settings, BulkSummary summary, CallContext context)
{
    // a body of this size is refused for what it says, not for its size
    private const int SmallBody = 256 * 1024;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    private readonly PresentItems _present = new(provider, settings.PathValues, context);
    private readonly LimitCheck _limits = new(provider, settings, context);
    private readonly PresentCheck _check = new(provider, settings, context);
    private readonly LinkedProducts _linked = new(provider, context);
    private volatile int _bodyBytes = settings.BodyBytes ?? provider.BatchLimits.BodyBytes;
    private volatile bool _isForbidden;

    /// <summary>Bytes that go in one request: less than at the start, once the server refused a body for its size.</summary>
    public int BodyBytes => _bodyBytes;

    /// <summary>Whether nothing may be sent any more.</summary>
    public Func<bool> HasEnded { get; init; } = static () => false;

    public async Task<ChunkOutcome> SendAsync(BulkPlace place, IReadOnlyList<BulkItem> items)
    {
        List<Sending> open = [.. items.Select(item => new Sending(item))];
        List<Sending> all = open;
        PimException? failure = null;
        try
        {
            await _linked.TranslateAsync(place.Resource, open).ConfigureAwait(false);
            foreach (Sending sending in open)
            {
                sending.PassOver(await provider.FindPassedOverAsync(place.Resource, sending.Line, context).ConfigureAwait(false));
            }

            if (settings.OnlyChanged || IsKept(place))
            {
                failure = await CompareAsync(place, open).ConfigureAwait(false);
                open = [.. open.Where(static sending => sending.IsOpen)];
            }

            await _limits.CheckAsync(place, open).ConfigureAwait(false);
            open = [.. open.Where(static sending => sending.IsOpen)];
            PimException? unread = await _check.CheckAsync(place, open).ConfigureAwait(false);
            open = [.. open.Where(static sending => sending.IsOpen)];
            if (settings.IsPreview)
            {
                await (settings.Validate ? Task.CompletedTask : _check.PreviewAsync(place, open)).ConfigureAwait(false);
                open.ForEach(static sending => sending.Preview());
                open = [];
            }

            // the lines that nobody had to look up go out all the same, and tell what the server is like by then
            failure ??= open.Count == 0 ? unread : await SendAllAsync(place, open).ConfigureAwait(false);
            for (int round = 0; (open = [.. open.Where(sending => sending.IsOpen)]).Count > 0 && round < settings.MaximumRetryCount && !HasEnded(); round++)
            {
                await WaitAsync(round).ConfigureAwait(false);
                await ReadBackAsync(place, open).ConfigureAwait(false);
                open = [.. open.Where(sending => sending.IsMissing)];
                summary.CountRetry(open.Count);
                // one that the server stumbles over must not keep all others from their answer
                failure = failure?.Kind == PimErrorKind.ServerFault && round > 0 && open.Count > 1 ? await SendHalvesAsync(place, open).ConfigureAwait(false)
                    : await SendAllAsync(place, open).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            open.ForEach(static sending => sending.Reason ??= "Stopped before an answer came.");
        }
        catch (PimException e)
        {
            // it could not be read back
            open.ForEach(sending => sending.Reason ??= e.Message);
            failure = e;
        }
        catch (Exception e)
        {
            // whatever it is, no input may be left without a result
            open.ForEach(sending => sending.Reason = e.Message);
        }

        if (IsKept(place))
        {
            await provider.Recorder!.KeepAsync(place.Resource, all.Select(static sending => sending.Kept).OfType<KeptWrite>(), context).ConfigureAwait(false);
        }

        return new ChunkOutcome([.. all.Select(static sending => sending.End())], failure?.IsNoAnswer == true ? failure : null);
    }

    /// <summary>The first look comes at once; a server that then fails again is given time, as with any other request.</summary>
    private Task WaitAsync(int round) =>
        round == 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromTicks(Math.Min(settings.RetryInterval.Ticks << Math.Min(round - 1, 16), s_longestWait.Ticks)), context.Cancellation);

    /// <summary>Whether what is written goes into a history.</summary>
    private bool IsKept(BulkPlace place) => provider.Recorder is not null && !settings.IsPreview && place.Resource.KeepsHistory;

    /// <summary>Sends them in one request, or in as many as the server makes of it; gives what stood in the way of the last one.</summary>
    private async Task<PimException?> SendAllAsync(BulkPlace place, IReadOnlyList<Sending> items)
    {
        if (items.Count == 0)
        {
            return null;
        }

        int bytes = items.Sum(static sending => sending.Line.Length + 1);
        if (items.Count > 1 && bytes > _bodyBytes)
        {
            return await SendHalvesAsync(place, items).ConfigureAwait(false);
        }

        foreach (Sending sending in items)
        {
            sending.TimesSent++;
        }

        try
        {
            BatchAnswer answer = await provider.SendBatchAsync(
                new BatchRequest(place.Resource, place.PathValues ?? settings.PathValues, Options(place.Resource), [.. items.Select(static sending => sending.Line)])
                {
                    Present = SingleWrites.AreNeeded(place.Resource) ? [.. items.Select(static sending => sending.Present)] : [],
                },
                context).ConfigureAwait(false);
            if (answer.Unsent is { } unsent)
            {
                return TakePart(items, answer, items.Count - unsent - 1);
            }

            for (int i = 0; i < items.Count; i++)
            {
                items[i].Take(answer.Lines[i], answer);
            }

            return null;
        }
        catch (PimException e) when (items.Count > 1 && IsTooLarge(e, bytes))
        {
            _bodyBytes = Math.Min(_bodyBytes, e.Kind == PimErrorKind.Forbidden ? Math.Max(SmallBody, bytes / 2) : bytes / 2);
            return await SendHalvesAsync(place, items).ConfigureAwait(false);
        }
        catch (PimException e)
        {
            _isForbidden |= e.Kind == PimErrorKind.Forbidden;
            foreach (Sending sending in items)
            {
                sending.Refuse(e);
            }

            return e;
        }
    }

    /// <summary>Takes what came of lines that went one by one, up to one that got no answer; gives what stood in the way where that is the first.</summary>
    private PimException? TakePart(IReadOnlyList<Sending> items, BatchAnswer answer, int last)
    {
        for (int i = 0; i < items.Count; i++)
        {
            if (i < last)
            {
                items[i].Take(answer.Lines[i], answer);
            }
            else if (i > last)
            {
                items[i].NotSent(answer.Failure);
            }
            else if (answer.Failure is { } failure)
            {
                items[i].Refuse(failure);
            }
        }

        context.Cancellation.ThrowIfCancellationRequested();
        return last == 0 ? answer.Failure : null;
    }

    /// <summary>Those of the run's options that go with a kind of thing.</summary>
    private Dictionary<string, string> Options(PimResource resource) =>
        settings.Options.Where(option => resource.WriteOptions.Contains(option.Key)).ToDictionary(static option => option.Key, static option => option.Value);

    private async Task<PimException?> SendHalvesAsync(BulkPlace place, IReadOnlyList<Sending> items)
    {
        int half = items.Count / 2;
        await SendAllAsync(place, [.. items.Take(half)]).ConfigureAwait(false);
        return await SendAllAsync(place, [.. items.Skip(half)]).ConfigureAwait(false);
    }

    /// <summary>A platform before the PIM may answer 403 to a body that is too large for it.</summary>
    private bool IsTooLarge(PimException e, int bytes) =>
        e.Kind == PimErrorKind.TooLarge || (e.Kind == PimErrorKind.Forbidden && !_isForbidden && bytes > SmallBody);

    /// <summary>
    /// Finds what differs. Where only that is to be sent, settles those that need not be sent, and reduces all others to it;
    /// gives what stood in the way.
    /// </summary>
    private async Task<PimException?> CompareAsync(BulkPlace place, IReadOnlyList<Sending> items)
    {
        try
        {
            IReadOnlyList<LineChanges> changes = await _present.CompareAsync(place, [.. items.Select(static sending => sending.Item)]).ConfigureAwait(false);
            for (int i = 0; i < items.Count; i++)
            {
                items[i].Changes = changes[i];
                if (settings.OnlyChanged)
                {
                    items[i].Compare(changes[i]);
                }
            }

            return null;
        }
        catch (PimException e)
        {
            foreach (Sending sending in items)
            {
                sending.NotCompared(e);
            }

            return e;
        }
    }

    /// <summary>Settles those that the server holds as they were sent, and marks those that it does not.</summary>
    private async Task ReadBackAsync(BulkPlace place, IReadOnlyList<Sending> all)
    {
        foreach (Sending sending in all)
        {
            sending.IsMissing = true;
        }

        List<Sending> items = [.. all.Where(static sending => sending.TimesSent > 0)];
        if (items.Count == 0)
        {
            return;
        }

        IReadOnlyList<LineChanges> changes = await _present.CompareAsync(place, [.. items.Select(static sending => sending.Item)]).ConfigureAwait(false);
        for (int i = 0; i < items.Count; i++)
        {
            items[i].IsMissing = !changes[i].Line.IsEmpty;
            if (!items[i].IsMissing)
            {
                items[i].Found();
            }
        }
    }
}

/// <summary>What became of a chunk.</summary>
/// <param name="Results">One for each of its items.</param>
/// <param name="Failure">Why there was no answer to the last that was asked; null when there was one.</param>
internal sealed record ChunkOutcome(IReadOnlyList<BulkResult> Results, PimException? Failure);
