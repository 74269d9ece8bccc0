using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Http;

/// <summary>The one way that a request takes: credential, repetition, limits, log, network.</summary>
internal sealed class RequestPipeline : IDisposable
{
    // a server that refuses even fresh tokens must not keep us renewing for ever
    private const int MaximumRenewals = 10;
    private static readonly string s_userAgent =
        "PimPowerShell/" + typeof(RequestPipeline).Assembly.GetName().Version.ToString(3);

    private readonly ConnectionSettings _settings;
    private readonly IAuthentication _authentication;
    private readonly Func<PimRequest, RequestLane> _laneOf;
    private readonly HttpClientSource _clients;
    private readonly RequestLimiter _limiter;
    private readonly RequestRetry _retry;
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
        _retry = new RequestRetry(settings);
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

    private Task<PimResponse> SendAsync(PimRequest request, string? credential, CallContext context, bool mayHaveActed) =>
        _retry.SendAsync(request, context, mayHaveActed, attempt => AttemptAsync(request, credential, context, attempt));

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
            if (status is 429 or 503 && response.RetryAfter is { } wait && wait <= RequestRetry.LongestRetryAfter)
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
}
