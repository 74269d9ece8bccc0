using System;
using System.Collections.Generic;

namespace PimPowerShell.Core.Model;

/// <summary>The media types of files that catalogs have, by the extension of their names.</summary>
public static class MediaTypes
{
    private static readonly Dictionary<string, string> s_byExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".avif"] = "image/avif",
        [".csv"] = "text/csv",
        [".gif"] = "image/gif",
        [".htm"] = "text/html",
        [".html"] = "text/html",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".json"] = "application/json",
        [".mp3"] = "audio/mpeg",
        [".mp4"] = "video/mp4",
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml",
        [".tif"] = "image/tiff",
        [".tiff"] = "image/tiff",
        [".txt"] = "text/plain",
        [".webp"] = "image/webp",
        [".xml"] = "application/xml",
        [".zip"] = "application/zip",
    };

    /// <summary>The type of an extension with its point; that of any bytes for one that is not known.</summary>
    public static string Of(string extension) => s_byExtension.TryGetValue(extension, out string? type) ? type : "application/octet-stream";
}
