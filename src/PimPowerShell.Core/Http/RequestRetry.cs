using System;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;

namespace PimPowerShell.Core.Http;

/// <summary>Sends a request again where that may help, and cannot do twice what it asks for.</summary>
internal sealed class RequestRetry(ConnectionSettings settings)
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);
    private static readonly ResiliencePropertyKey<Sending> s_sending = new("sending");

    private readonly ResiliencePipeline<PimResponse> _pipeline = Build(settings);

    /// <summary>The longest wait that a server may ask for.</summary>
    public static TimeSpan LongestRetryAfter { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Makes attempts until one is answered well, or no other may be made.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">The caller.</param>
    /// <param name="mayHaveActed">Whether the server may have acted on an earlier attempt.</param>
    /// <param name="attemptAsync">Makes an attempt, of the number given.</param>
    public async Task<PimResponse> SendAsync(PimRequest request, CallContext context, bool mayHaveActed, Func<int, Task<PimResponse>> attemptAsync)
    {
        ResilienceContext resilience = ResilienceContextPool.Shared.Get(context.Cancellation);
        var sending = new Sending(request, context) { MayHaveActed = mayHaveActed };
        resilience.Properties.Set(s_sending, sending);
        int attempts = 0;
        try
        {
            PimResponse response = await _pipeline.ExecuteAsync(
                async r => await attemptAsync(++attempts).ConfigureAwait(r.ContinueOnCapturedContext),
                resilience).ConfigureAwait(false);
            response.Attempts = attempts;
            response.MayHaveActedBefore = sending.MayHaveActed;
            return response;
        }
        catch (Exception e) when (!context.Cancellation.IsCancellationRequested && NetworkFailure.Explain(e, request, attempts, sending.MayHaveActed) is { } explained)
        {
            throw explained;
        }
        catch (Exception e) when (context.Cancellation.IsCancellationRequested && e is not OperationCanceledException)
        {
            throw new OperationCanceledException(e.Message, e, context.Cancellation);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(resilience);
        }
    }

    private static ResiliencePipeline<PimResponse> Build(ConnectionSettings settings)
    {
        var builder = new ResiliencePipelineBuilder<PimResponse>();
        if (settings.MaximumRetryCount > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<PimResponse>
            {
                MaxRetryAttempts = settings.MaximumRetryCount,
                Delay = settings.RetryInterval,
                MaxDelay = s_longestWait,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = ShouldRepeatAsync,
                DelayGenerator = static arguments => new(arguments.Outcome.Result?.RetryAfter is { } wait && wait <= LongestRetryAfter ? wait : null),
                OnRetry = OnRetry,
            });
        }

        return builder.Build();
    }

    private static async ValueTask<bool> ShouldRepeatAsync(RetryPredicateArguments<PimResponse> arguments)
    {
        Sending sending = arguments.Context.Properties.GetValue(s_sending, null!);
        (PimRequest request, CallContext context) = sending;
        if (context.Cancellation.IsCancellationRequested)
        {
            return false;
        }

        bool mayHaveActed;
        if (arguments.Outcome.Exception is { } exception)
        {
            if (!NetworkFailure.IsTransient(exception, request))
            {
                return false;
            }

            mayHaveActed = !NetworkFailure.WasNeverSent(exception);
        }
        else
        {
            int status = arguments.Outcome.Result!.StatusCode;
            if (status is not (408 or 429 or >= 500) || status is 501 or 505)
            {
                return false;
            }

            mayHaveActed = status is not 429;
        }

        sending.MayHaveActed |= mayHaveActed;
        if (request.MayRepeat || !mayHaveActed)
        {
            return true;
        }

        return request.HasActedAsync is not null && !await request.HasActedAsync(context).ConfigureAwait(false);
    }

    private static ValueTask OnRetry(OnRetryArguments<PimResponse> arguments)
    {
        (PimRequest request, CallContext context) = arguments.Context.Properties.GetValue(s_sending, null!);
        if (arguments.Outcome.Result is { } response)
        {
            response.Dispose();
        }

        context.Log?.Invoke(new RequestLogEntry(request.Method.Method, request.ShownAddress, arguments.AttemptNumber + 1, arguments.Duration,
            arguments.Outcome.Result?.StatusCode,
            arguments.Outcome.Exception is { } e ? NetworkFailure.Root(e).Message : null, arguments.RetryDelay));
        return default;
    }

    /// <summary>One request with all its attempts.</summary>
    private sealed record Sending(PimRequest Request, CallContext Context)
    {
        public bool MayHaveActed { get; set; }
    }
}
