using System;
using System.Net;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Threading;
using Microsoft.Extensions.DependencyInjection;

namespace PimPowerShell.Core.Http;

/// <summary>One session's HttpClient, whose handlers the factory replaces now and then so that a changed DNS entry is noticed.</summary>
internal sealed class HttpClientSource : IDisposable
{
    private const string Name = "pim";
    private readonly ServiceProvider _services;
    private readonly IHttpClientFactory _factory;

    public HttpClientSource(ConnectionSettings settings)
    {
        var services = new ServiceCollection();
        services.AddHttpClient(Name)
            .SetHandlerLifetime(TimeSpan.FromMinutes(10))
            .RemoveAllLoggers()
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => Handler(settings));
        _services = services.BuildServiceProvider();
        _factory = _services.GetRequiredService<IHttpClientFactory>();
    }

    public HttpClient Get() => _factory.CreateClient(Name);

    public void Dispose() => _services.Dispose();

    private static HttpClientHandler Handler(ConnectionSettings settings)
    {
        var handler = new HttpClientHandler
        {
            // a redirect from a PIM is a login page or a wrong address; following it would hide that
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            // .NET Framework would otherwise allow two
            MaxConnectionsPerServer = Math.Max(settings.ThrottleLimit, 2),
        };
        if (RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal))
        {
            // Windows PowerShell itself begins with TLS 1.0, and the process's setting is not ours to change
            handler.SslProtocols = SslProtocols.Tls12;
        }

        if (settings.Proxy is not null)
        {
            handler.Proxy = settings.Proxy;
            handler.UseProxy = true;
        }

        if (settings.SkipCertificateCheck)
        {
            handler.ServerCertificateCustomValidationCallback = static (_, _, _, _) => true;
        }

        return handler;
    }
}
