using System;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security;
using System.Text;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Core.Tests.Support;

/// <summary>The objects that most tests need, with waits of milliseconds.</summary>
internal static class Make
{
    public static ConnectionSettings Settings(
        int throttle = 4, int retries = 5, double perSecond = 0, double optionsPerSecond = 0, int delayMilliseconds = 0,
        int timeoutMilliseconds = 20_000, int retryMilliseconds = 1, IWebProxy? proxy = null, bool skipCertificate = false) => new()
        {
            ThrottleLimit = throttle,
            MaximumRetryCount = retries,
            RequestsPerSecond = perSecond,
            OptionWritesPerSecond = optionsPerSecond,
            Delay = TimeSpan.FromMilliseconds(delayMilliseconds),
            Timeout = TimeSpan.FromMilliseconds(timeoutMilliseconds),
            RetryInterval = TimeSpan.FromMilliseconds(retryMilliseconds),
            Proxy = proxy,
            SkipCertificateCheck = skipCertificate,
        };

    /// <summary>A provider that has a token from the start, so that the server sees the test's own requests alone.</summary>
    public static AkeneoProvider App(Uri url, ConnectionSettings? settings = null, string token = "app-token", ProductIdFormat? format = null) =>
        new(url, new AkeneoCredential { AppToken = Secret(token) }, settings ?? Settings(), productIdFormat: format);

    public static AkeneoProvider User(
        Uri url, string clientId = "client", string clientSecret = "hush", string userName = "julia", string password = "quiet", ConnectionSettings? settings = null) =>
        new(url, new AkeneoCredential
        {
            ClientId = clientId,
            ClientSecret = Secret(clientSecret),
            UserName = userName,
            Password = Secret(password),
        }, settings ?? Settings());

    public static SecureString Secret(string text)
    {
        var secret = new SecureString();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }

    public static PimRequest Get(Uri root, string path = "x") => new(HttpMethod.Get, new Uri(root, path));

    public static PimRequest Post(Uri root, string path = "x", bool? mayRepeat = null) =>
        new(HttpMethod.Post, new Uri(root, path)) { Body = Utf8("{}"), ContentType = "application/json", MayRepeat = mayRepeat ?? false };

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    /// <summary>An address of this machine at which nobody listens.</summary>
    public static Uri ClosedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}/");
    }
}
