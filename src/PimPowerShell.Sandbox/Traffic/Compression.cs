using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Traffic;

/// <summary>Compresses an answer when its request allows it.</summary>
internal static class Compression
{
    // below this, gzip makes a body longer rather than shorter
    private const int Minimum = 256;

    public static void Apply(HttpRequest request, HttpResponse response)
    {
        if (response.Body.Length < Minimum || !Allows(request.Header("Accept-Encoding")))
        {
            return;
        }

        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Fastest))
        {
            byte[] body = response.Body.ToArray();
            gzip.Write(body, 0, body.Length);
        }

        response.Body = target.ToArray();
        response.With("Content-Encoding", "gzip").With("Vary", "Accept-Encoding");
    }

    private static bool Allows(string? acceptEncoding) =>
        acceptEncoding is not null
        && acceptEncoding.Split(',').Any(coding => coding.Split(';')[0].Trim().Equals("gzip", StringComparison.OrdinalIgnoreCase));
}
