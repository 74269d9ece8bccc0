using System;
using System.Text;

namespace PimPowerShell.Sandbox.Http;

/// <summary>One part of a form.</summary>
internal sealed class MultipartPart(string name, string? fileName, string? contentType, ReadOnlyMemory<byte> bytes)
{
    public string Name { get; } = name;

    /// <summary>The name of the file that the part is, or null when it is a plain field.</summary>
    public string? FileName { get; } = fileName;

    /// <summary>The part's own content type, or null when it tells none.</summary>
    public string? ContentType { get; } = contentType;

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>The bytes as the text of a plain field.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.ToArray());
}
