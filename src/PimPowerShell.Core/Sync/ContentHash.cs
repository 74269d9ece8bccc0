using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;

namespace PimPowerShell.Core.Sync;

/// <summary>The SHA-256 of bytes that come in pieces, in hexadecimal digits.</summary>
public sealed class ContentHash : IDisposable
{
    private const int BufferSize = 128 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds the first bytes of a buffer.</summary>
    public void Add(byte[] buffer, int count) => _hash.AppendData(buffer, 0, count);

    /// <summary>The hash of all that was added; the next one begins anew.</summary>
    public string End() => string.Concat(_hash.GetHashAndReset().Select(static part => part.ToString("x2", CultureInfo.InvariantCulture)));

    /// <summary>That of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public static string Of(string path, CancellationToken cancellation = default)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        using var hash = new ContentHash();
        hash.AddRest(file, cancellation);
        return hash.End();
    }

    /// <summary>Adds what a stream has from its place on.</summary>
    public void AddRest(Stream stream, CancellationToken cancellation = default)
    {
        byte[] buffer = new byte[BufferSize];
        while (stream.Read(buffer, 0, buffer.Length) is > 0 and var read)
        {
            cancellation.ThrowIfCancellationRequested();
            Add(buffer, read);
        }
    }

    /// <summary>Releases the hash.</summary>
    public void Dispose() => _hash.Dispose();
}
