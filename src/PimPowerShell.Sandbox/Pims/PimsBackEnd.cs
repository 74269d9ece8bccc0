using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Assets;
using PimPowerShell.Sandbox.Traffic;

namespace PimPowerShell.Sandbox.Pims;

/// <summary>Behaves as a PIMS server does.</summary>
internal sealed class PimsBackEnd(PimsInstance instance) : IBackEnd
{
    private readonly IReadOnlyList<PimsRoute> _routes = PimsRoutes.Create(instance);

    public IBackEndCall? Find(HttpRequest request)
    {
        string[] segments = [.. request.RawPath.Split('/').Skip(1).Select(Uri.UnescapeDataString)];
        if (segments.Length < 3 || segments[0] != "api")
        {
            return null;
        }

        if (segments[1] == "a")
        {
            return new AssetCall(request, segments[2], instance);
        }

        if (!IsLocale(segments[1]))
        {
            return null;
        }

        // the document writes some paths with a slash at their end
        int last = segments.Length > 3 && segments[segments.Length - 1].Length == 0 ? segments.Length - 1 : segments.Length;
        ArraySegment<string> path = new(segments, 2, last - 2);
        foreach (PimsRoute route in _routes)
        {
            if (route.Method == request.Method && route.Match(path) is string[] parameters)
            {
                return new PimsCall(request, route, parameters, instance);
            }
        }

        return new NoCall(request);
    }

    public HttpResponse TooManyRequests() => PimsAnswer.Error("Too many requests!", 429);

    public void ExpireTokens()
    {
        // keys have no sessions that could end
    }

    /// <summary>Two letters, a hyphen, two letters, all small.</summary>
    private static bool IsLocale(string text) =>
        text.Length == 5 && text[2] == '-' && text.Where((_, at) => at != 2).All(c => c is >= 'a' and <= 'z');

    /// <summary>A path that leads nowhere: the web server answers, not the application.</summary>
    private sealed class NoCall(HttpRequest request) : IBackEndCall
    {
        public string RouteName => request.Method + " " + request.RawPath;

        public bool IsApi => true;

        public bool WritesOptions => false;

        public bool HasMortalToken => false;

        public HttpResponse Execute(CallTrace trace) =>
            HttpResponse.Text(404, "text/html", "<html><head><title>404 Not Found</title></head></html>\r\n");
    }
}
