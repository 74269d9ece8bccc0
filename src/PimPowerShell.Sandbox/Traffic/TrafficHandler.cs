using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Traffic;

/// <summary>Takes every request past the counters, faults and limits to its back end, and its answer back.</summary>
internal sealed class TrafficHandler(PimSandboxOptions options, PimSandboxCounters counters, IReadOnlyList<IBackEnd> backEnds) : IHttpHandler
{
    private readonly Throttle _calls = new(options);
    private readonly Throttle _optionWrites = new(options);

    public async Task HandleAsync(HttpRequest request, HttpReply reply, CancellationToken stopping)
    {
        IBackEnd backEnd = backEnds[0];
        IBackEndCall? call = null;
        foreach (IBackEnd candidate in backEnds)
        {
            if ((call = candidate.Find(request)) is not null)
            {
                backEnd = candidate;
                break;
            }
        }

        string route = call?.RouteName ?? request.Method + " " + request.RawPath;
        long inFlight = counters.Arrived(route);
        CallTrace trace = new(counters);
        Fault fault = Fault.None;
        HttpResponse? response = null;
        try
        {
            if (call is null)
            {
                response = HttpResponse.Text(404, "text/html", "<html><head><title>404 Not Found</title></head></html>\r\n");
            }
            else
            {
                fault = call.IsApi ? FaultPlan.For(counters.ApiCall(request.RawQuery), options) : FaultWhenDown();
                response = Act(call, backEnd, inFlight, trace, ref fault);
            }

            if (options.LatencyMilliseconds > 0)
            {
                await Task.Delay(options.LatencyMilliseconds, stopping).ConfigureAwait(false);
            }

            if (call?.IsApi == true)
            {
                await HoldAsync(stopping).ConfigureAwait(false);
            }
        }
        finally
        {
            // Before the answer goes out: a client that has its answer may send the next call
            // before this thread runs again, and must not be seen with two calls in flight.
            trace.Release();
            counters.Left();
        }

        await AnswerAsync(request, route, reply, response, fault).ConfigureAwait(false);
    }

    private async Task HoldAsync(CancellationToken stopping)
    {
        Task hold = options.Hold;
        if (!hold.IsCompleted)
        {
            TaskCompletionSource<bool> stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
            using (stopping.Register(() => stopped.TrySetCanceled(stopping)))
            {
                hold = await Task.WhenAny(hold, stopped.Task).ConfigureAwait(false);
            }
        }

        await hold.ConfigureAwait(false);
    }

    private Fault FaultWhenDown() =>
        options.DownAfter > 0 && counters.ApiRequests >= options.DownAfter ? Fault.ResetBeforeActing : Fault.None;

    private HttpResponse? Act(IBackEndCall call, IBackEnd backEnd, long inFlight, CallTrace trace, ref Fault fault)
    {
        switch (fault)
        {
            case Fault.ResetBeforeActing:
                return null;
            case Fault.FailBeforeActing:
                return ErrorPage();
            case Fault.TokenDies when !call.HasMortalToken:
                fault = Fault.None;
                break;
            case Fault.TokenDies:
                backEnd.ExpireTokens();
                break;
        }

        if (IsAboveLimit(call, inFlight))
        {
            fault = Fault.None;
            HttpResponse refusal = backEnd.TooManyRequests();
            return options.SendRetryAfter ? refusal.With("Retry-After", "1") : refusal;
        }

        HttpResponse response = Execute(call, trace);
        return fault == Fault.FailAfterActing ? ErrorPage() : response;
    }

    private TimeSpan Skew => TimeSpan.FromSeconds(options.ClockSkewSec);

    private HttpResponse Execute(IBackEndCall call, CallTrace trace)
    {
        try
        {
            return ServerClock.With(Skew, () => call.Execute(trace));
        }
        catch (Exception exception)
        {
            // A defect of the sandbox: said plainly, so that it is not taken for a made-up fault.
            return HttpResponse.Text(500, "text/plain", "The sandbox failed: " + exception);
        }
    }

    private bool IsAboveLimit(IBackEndCall call, long inFlight)
    {
        if (!call.IsApi)
        {
            return false;
        }

        return (options.MaximumConcurrency > 0 && inFlight > options.MaximumConcurrency)
            || !_calls.TryTake(options.RequestsPerSecond)
            || (call.WritesOptions && !_optionWrites.TryTake(options.OptionWritesPerSecond));
    }

    private async Task AnswerAsync(HttpRequest request, string route, HttpReply reply, HttpResponse? response, Fault fault)
    {
        if (fault == Fault.HalfBody && response!.Body.Length < 2)
        {
            fault = Fault.None;
        }

        if (fault != Fault.None)
        {
            counters.Fault();
        }

        if (response is null || fault == Fault.ResetAfterActing)
        {
            reply.Reset();
            return;
        }

        counters.Answered(response.Status);
        response.Date = DateTimeOffset.UtcNow + Skew;
        if (options.LogSize > 0)
        {
            counters.Keep(RequestNames.Describe(request, route, response.Status), options.LogSize);
        }

        if (options.Compress)
        {
            Compression.Apply(request, response);
        }

        await (fault == Fault.HalfBody ? reply.SendHalfAsync(response) : reply.SendAsync(response)).ConfigureAwait(false);
    }

    private HttpResponse ErrorPage()
    {
        string title = $"{options.FailStatusCode} {HttpReasons.Of(options.FailStatusCode)}";
        return HttpResponse.Text(
            options.FailStatusCode,
            "text/html",
            $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n");
    }
}
