using System;
using System.IO;

namespace PimPowerShell.Core.Model;

/// <summary>A file to send.</summary>
/// <param name="FileName">Its name, without a path.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Open">Opens it from its beginning; called once for each attempt.</param>
public sealed record MediaUpload(string FileName, string ContentType, long Length, Func<Stream> Open)
{
    /// <summary>The code of the file that it takes the place of; null for a new one.</summary>
    public string? Code { get; init; }
}
