using System;
using System.IO;
using System.Threading;

namespace PimPowerShell.Core.Sync;

/// <summary>What has arrived of a media file, under a name that it has until it gets its own.</summary>
/// <param name="path">Its path.</param>
/// <param name="hash">The SHA-256 of its bytes, in hexadecimal digits.</param>
public sealed class ArrivedFile(string path, string hash)
{
    private Compared? _compared;

    /// <summary>Its path.</summary>
    public string Path { get; } = path;

    /// <summary>The SHA-256 of its bytes, in hexadecimal digits.</summary>
    public string Hash { get; } = hash;

    /// <summary>Its length in bytes.</summary>
    public long Length { get; } = new FileInfo(path).Length;

    /// <summary>Whether another file has the same bytes. One that did not change since the last look is not read again.</summary>
    /// <param name="place">The file, which may be missing.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public bool IsAt(string place, CancellationToken cancellation)
    {
        var file = new FileInfo(place);
        if (!file.Exists || file.Length != Length)
        {
            return false;
        }

        if (_compared is not { } before || before.Path != place || before.Written != file.LastWriteTimeUtc)
        {
            _compared = new Compared(place, file.LastWriteTimeUtc, ContentHash.Of(place, cancellation) == Hash);
        }

        return _compared.IsSame;
    }

    private sealed record Compared(string Path, DateTime Written, bool IsSame);
}
