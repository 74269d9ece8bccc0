using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Tests.Support;

/// <summary>An HTTP/1.1 server on a real socket that answers as a test says, wrong answers included.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<ScriptedRequest, ScriptedAnswer> _script;
    private readonly X509Certificate2? _certificate;
    private readonly ConcurrentQueue<ScriptedRequest> _requests = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _count;

    public ScriptedServer(Func<ScriptedRequest, ScriptedAnswer> script, bool useTls = false)
    {
        _script = script;
        _certificate = useTls ? SelfSigned() : null;
        _listener.Start();
        string scheme = useTls ? "https" : "http";
        Url = new Uri($"{scheme}://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    /// <summary>One answer after the other; the last one again and again.</summary>
    public ScriptedServer(params ScriptedAnswer[] answers)
        : this(request => answers[Math.Min(request.Number, answers.Length) - 1])
    {
    }

    /// <summary>A server whose catalog has no attributes, and which answers all else as a test says.</summary>
    public static ScriptedServer Bare(Func<ScriptedRequest, ScriptedAnswer> script) => new(request =>
        request.Target.StartsWith("/api/rest/v1/attributes?", StringComparison.Ordinal) ? ScriptedAnswer.Json("""{"_links":{},"_embedded":{"items":[]}}""") : script(request));

    public Uri Url { get; }

    /// <summary>Those of the requests that write.</summary>
    public IReadOnlyList<ScriptedRequest> Writes => [.. Requests.Where(static request => request.Method != "GET")];

    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests.OrderBy(request => request.Number)];

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            try
            {
                await using Stream stream = await OpenAsync(socket);
                while (await ReadAsync(stream) is { } request)
                {
                    _requests.Enqueue(request);
                    if (!await AnswerAsync(stream, socket, _script(request)))
                    {
                        return;
                    }
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // the client went away, or did not like the certificate
            }
        }
    }

    private async Task<Stream> OpenAsync(Socket socket)
    {
        var plain = new NetworkStream(socket);
        if (_certificate is null)
        {
            return plain;
        }

        var tls = new SslStream(plain);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        return tls;
    }

    private async Task<ScriptedRequest?> ReadAsync(Stream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        string[] lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] first = lines[0].Split(' ');
        Dictionary<string, string> headers = lines.Skip(1)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length) : 0];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new ScriptedRequest(Interlocked.Increment(ref _count), first[0], first[1], headers, Encoding.UTF8.GetString(body), _clock.Elapsed);
    }

    /// <summary>False when the connection is not to be used again.</summary>
    private async Task<bool> AnswerAsync(Stream stream, Socket socket, ScriptedAnswer answer)
    {
        await answer.When.WaitAsync(_stop.Token);
        if (answer.Resets)
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
            return false;
        }

        var head = new StringBuilder($"HTTP/1.1 {answer.Status} Scripted\r\n");
        if (answer.DeclaredLength is { } length)
        {
            head.Append($"Content-Length: {length}\r\n");
        }

        foreach ((string name, string value) in answer.Headers)
        {
            head.Append($"{name}: {value}\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), _stop.Token);
        await stream.WriteAsync(answer.Body, _stop.Token);
        await answer.EndsWhen.WaitAsync(_stop.Token);
        return answer.DeclaredLength == answer.Body.Length;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}

/// <param name="Number">1 for the first request that the server got.</param>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query as sent.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Time">When it had arrived, since the server's start.</param>
internal sealed record ScriptedRequest(
    int Number, string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body, TimeSpan Time)
{
    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;
}

internal sealed record ScriptedAnswer(int Status)
{
    public byte[] Body { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The Content-Length header; null for none: the body then ends with the connection.</summary>
    public long? DeclaredLength { get; init; } = 0;

    /// <summary>The connection is reset instead of an answer.</summary>
    public bool Resets { get; init; }

    /// <summary>Nothing is sent before this.</summary>
    public Task When { get; init; } = Task.CompletedTask;

    /// <summary>The connection stays as it is after the body until this.</summary>
    public Task EndsWhen { get; init; } = Task.CompletedTask;

    public static ScriptedAnswer Reset { get; } = new(0) { Resets = true };

    public static ScriptedAnswer Never { get; } = new(200) { When = new TaskCompletionSource().Task };

    public static ScriptedAnswer Json(string json, int status = 200) => Text(json, "application/json", status);

    public static ScriptedAnswer Html(int status = 200) => Text("<html><body>Sign in</body></html>", "text/html", status);

    public static ScriptedAnswer Text(string text, string mediaType, int status)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        return new ScriptedAnswer(status) { Body = body, DeclaredLength = body.Length, Headers = [("Content-Type", mediaType)] };
    }

    /// <summary>Says that it is longer than it is.</summary>
    public static ScriptedAnswer Cut(string json, int missing = 10)
    {
        ScriptedAnswer whole = Json(json);
        return whole with { DeclaredLength = whole.Body.Length + missing };
    }

    public ScriptedAnswer With(string header, string value) => this with { Headers = [.. Headers, (header, value)] };
}
