using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Akeneo.Media;

/// <summary>The kinds of files that the server knows by their extension.</summary>
internal static class MediaTypes
{
    /// <summary>What an image attribute takes that names no extensions of its own.</summary>
    public static readonly string[] Images = ["gif", "jfif", "jif", "jpeg", "jpg", "pdf", "png", "psd", "tif", "tiff"];

    /// <summary>What a file attribute takes that names no extensions of its own.</summary>
    public static readonly string[] Files = ["csv", "doc", "docx", "mp3", "pdf", "ppt", "pptx", "rtf", "svg", "txt", "wav"];

    private static readonly Dictionary<string, string> _types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["csv"] = "text/csv",
        ["doc"] = "application/msword",
        ["docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ["gif"] = "image/gif",
        ["jfif"] = "image/jpeg",
        ["jif"] = "image/jpeg",
        ["jpeg"] = "image/jpeg",
        ["jpg"] = "image/jpeg",
        ["mp3"] = "audio/mpeg",
        ["pdf"] = "application/pdf",
        ["png"] = "image/png",
        ["ppt"] = "application/vnd.ms-powerpoint",
        ["pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ["psd"] = "image/vnd.adobe.photoshop",
        ["rtf"] = "application/rtf",
        ["svg"] = "image/svg+xml",
        ["tif"] = "image/tiff",
        ["tiff"] = "image/tiff",
        ["txt"] = "text/plain",
        ["wav"] = "audio/wav",
    };

    public static string Of(string extension) => _types.TryGetValue(extension, out string? type) ? type : "application/octet-stream";

    public static bool IsAllowed(string extension, IReadOnlyCollection<string> allowed) => allowed.Contains(extension, StringComparer.OrdinalIgnoreCase);
}
