using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;

namespace PimPowerShell.Core.Http;

/// <summary>The one way that a request takes: credential, repetition, limits, log, network.</summary>
internal sealed class RequestPipeline : IDisposable
{
    // a server that refuses even fresh tokens must not keep us renewing for ever
    private const int MaximumRenewals = 10;
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestRetryAfter = TimeSpan.FromMinutes(10);
    private static readonly ResiliencePropertyKey<Sending> s_sending = new("sending");
    private static readonly string s_userAgent =
        "PimPowerShell/" + typeof(RequestPipeline).Assembly.GetName().Version.ToString(3);

    private readonly ConnectionSettings _settings;
    private readonly IAuthentication _authentication;
    private readonly Func<PimRequest, RequestLane> _laneOf;
    private readonly HttpClientSource _clients;
    private readonly RequestLimiter _limiter;
    private readonly ResiliencePipeline<PimResponse> _retry;
    private readonly CancellationTokenSource _closing = new();
    private int _users;
    private int _isReleased;

    /// <param name="settings">How to talk to the server.</param>
    /// <param name="authentication">Who calls.</param>
    /// <param name="laneOf">The limit that a request counts against; null for the common one.</param>
    public RequestPipeline(ConnectionSettings settings, IAuthentication authentication, Func<PimRequest, RequestLane>? laneOf = null)
    {
        _settings = settings;
        _authentication = authentication;
        _laneOf = laneOf ?? (static _ => RequestLane.Common);
        _clients = new HttpClientSource(settings);
        _limiter = new RequestLimiter(settings.ThrottleLimit, settings.RequestsPerSecond, settings.OptionWritesPerSecond, settings.Delay);
        _retry = BuildRetry(settings);
    }

    /// <summary>Sends a request and gives the answer, whatever its status. No answer at all is a <see cref="PimException"/>.</summary>
    public async Task<PimResponse> SendAsync(PimRequest request, CallContext context)
    {
        Interlocked.Increment(ref _users);
        try
        {
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation, _closing.Token);
            return await SendOpenAsync(request, context with { Cancellation = cancellation.Token }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested && !context.Cancellation.IsCancellationRequested)
        {
            throw new PimException(PimErrorKind.Closed, "The session was closed.") { MayHaveActed = !request.IsRead };
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Cancels all that is under way. What it uses is released when the last request has ended.</summary>
    public void Dispose()
    {
        Interlocked.Increment(ref _users);
        _closing.Cancel();
        Leave();
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0 && _closing.IsCancellationRequested && Interlocked.Exchange(ref _isReleased, 1) == 0)
        {
            _clients.Dispose();
            _limiter.Dispose();
        }
    }

    private async Task<PimResponse> SendOpenAsync(PimRequest request, CallContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        if (!request.Authenticate)
        {
            return await SendAnonymousAsync(request, context).ConfigureAwait(false);
        }

        string credential = await _authentication.GetAsync(SendAnonymousAsync, context).ConfigureAwait(false);
        bool mayHaveActed = false;
        for (int renewals = 0; ; renewals++)
        {
            PimResponse response = await SendAsync(request, credential, context, mayHaveActed).ConfigureAwait(false);
            if (response.StatusCode != 401 || renewals == MaximumRenewals)
            {
                return response;
            }

            string? renewed;
            try
            {
                renewed = await _authentication.RenewAsync(credential, SendAnonymousAsync, context).ConfigureAwait(false);
            }
            catch
            {
                response.Dispose();
                throw;
            }

            if (renewed is null)
            {
                return response;
            }

            mayHaveActed = response.MayHaveActedBefore;
            response.Dispose();
            credential = renewed;
        }
    }

    private Task<PimResponse> SendAnonymousAsync(PimRequest request, CallContext context) => SendAsync(request, null, context, false);

    private async Task<PimResponse> SendAsync(PimRequest request, string? credential, CallContext context, bool mayHaveActed)
    {
        ResilienceContext resilience = ResilienceContextPool.Shared.Get(context.Cancellation);
        var sending = new Sending(request, context) { MayHaveActed = mayHaveActed };
        resilience.Properties.Set(s_sending, sending);
        int attempts = 0;
        try
        {
            PimResponse response = await _retry.ExecuteAsync(
                async r => await AttemptAsync(request, credential, context, ++attempts).ConfigureAwait(r.ContinueOnCapturedContext),
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

    private async Task<PimResponse> AttemptAsync(PimRequest request, string? credential, CallContext context, int attempt)
    {
        using IDisposable place = await _limiter.EnterAsync(_laneOf(request), context.Cancellation).ConfigureAwait(false);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        timeout.CancelAfter(_settings.Timeout);
        var clock = Stopwatch.StartNew();
        int? status = null;
        string? failure = null;
        try
        {
            using HttpRequestMessage message = Message(request, credential, Moved);
            using HttpResponseMessage answer = await _clients.Get()
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
            // .NET Framework does not let go of a read that has begun unless the connection goes
            using CancellationTokenRegistration cut = timeout.Token.Register(static o => ((IDisposable)o!).Dispose(), answer);
            status = (int)answer.StatusCode;
            _limiter.Note(place, status == 429);
            PimResponse response = await ReceiveAsync(request, answer, Moved, timeout.Token).ConfigureAwait(false);
            if (status is 429 or 503 && response.RetryAfter is { } wait && wait <= s_longestRetryAfter)
            {
                _limiter.Hold(wait);
            }

            return response;
        }
        catch (Exception e) when (timeout.IsCancellationRequested && !context.Cancellation.IsCancellationRequested)
        {
            failure = "timeout";
            throw new TimeoutException($"No complete answer within {_settings.Timeout.TotalSeconds:0.#} seconds.", e);
        }
        catch (Exception e) when (timeout.IsCancellationRequested && e is not OperationCanceledException)
        {
            throw new OperationCanceledException(context.Cancellation);
        }
        catch (Exception e)
        {
            failure = NetworkFailure.Root(e).Message;
            throw;
        }
        finally
        {
            context.Log?.Invoke(new RequestLogEntry(request.Method.Method, request.ShownAddress, attempt, clock.Elapsed, failure is null ? status : null, failure));
        }

        // a large file may take as long as it moves
        void Moved()
        {
            try
            {
                timeout.CancelAfter(_settings.Timeout);
            }
            catch (ObjectDisposedException)
            {
                // the answer was there before all was sent
            }
        }
    }

    private static async Task<PimResponse> ReceiveAsync(PimRequest request, HttpResponseMessage answer, Action moved, CancellationToken cancellation)
    {
        if (request.Download is { } download && answer.IsSuccessStatusCode)
        {
            using Stream body = await answer.Content.ReadAsStreamAsync().ConfigureAwait(false);
            using var whole = new WholeStream(body, answer.Content.Headers.ContentLength, moved);
            await download(whole, cancellation).ConfigureAwait(false);
            return new PimResponse(answer, null, 0);
        }

        (byte[] buffer, int length) = await BodyReader.ReadAsync(answer.Content, cancellation).ConfigureAwait(false);
        return new PimResponse(answer, buffer, length);
    }

    private HttpRequestMessage Message(PimRequest request, string? credential, Action moved)
    {
        var message = new HttpRequestMessage(request.Method, request.Address);
        message.Headers.Accept.ParseAdd(request.Accept);
        message.Headers.UserAgent.ParseAdd(s_userAgent);
        // .NET Framework would wait for a server's leave before every body
        message.Headers.ExpectContinue = false;
        // answers to writes are small, and a proxy that compresses them may hold back the lines of a batch
        if (request.IsRead && request.Download is null)
        {
            message.Headers.AcceptEncoding.ParseAdd("gzip");
        }

        if (request.ContentType is not null)
        {
            message.Content = request.OpenBody is { } open ? new StreamedContent(open, request.BodyLength, moved) : new MemoryContent(request.Body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        }

        if (request.Authorization is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", request.Authorization);
        }
        else if (credential is not null)
        {
            _authentication.Apply(message.Headers, credential);
        }

        return message;
    }

    private ResiliencePipeline<PimResponse> BuildRetry(ConnectionSettings settings)
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
                DelayGenerator = static arguments => new(arguments.Outcome.Result?.RetryAfter is { } wait && wait <= s_longestRetryAfter ? wait : null),
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

    private ValueTask OnRetry(OnRetryArguments<PimResponse> arguments)
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

    /// <summary>A body that can be sent again: .NET Framework disposes content once it is sent.</summary>
    private sealed class MemoryContent(ReadOnlyMemory<byte> body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            System.Runtime.InteropServices.MemoryMarshal.TryGetArray(body, out ArraySegment<byte> segment);
            return segment.Array is null ? Task.CompletedTask : stream.WriteAsync(segment.Array, segment.Offset, segment.Count);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}
