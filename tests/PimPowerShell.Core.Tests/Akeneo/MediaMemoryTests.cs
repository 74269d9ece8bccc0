using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Large files pass through: what is allocated for them does not grow with their size.</summary>
[CollectionDefinition(nameof(MediaMemoryTests), DisableParallelization = true)]
[Collection(nameof(MediaMemoryTests))]
public sealed class MediaMemoryTests
{
    private const long Size = 50_000_000;
    private const long Most = 5_000_000;

    [Fact]
    public async Task Of_an_upload_of_50_MB_little_is_ever_in_memory()
    {
        using var server = new PlainServer();
        using AkeneoProvider provider = Make.App(server.Url);
        var file = new MediaUpload("big.bin", "application/octet-stream", Size, () => new Zeros(Size)) { Target = new(MediaKind.Asset) };

        long before = GC.GetTotalAllocatedBytes();
        WriteOutcome sent = await provider.UploadAsync(file, new CallContext());

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, Most);
        Assert.Equal("a/b.bin", sent.Key);
        Assert.InRange(server.Received, Size, Size + 1000);
    }

    [Fact]
    public async Task Of_a_download_of_50_MB_little_is_ever_in_memory()
    {
        using var server = new PlainServer();
        using AkeneoProvider provider = Make.App(server.Url);
        long read = 0;

        long before = GC.GetTotalAllocatedBytes();
        await provider.DownloadAsync(new MediaKey(MediaKind.Product, "a/b.bin"), Save, new CallContext());

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, Most);
        Assert.Equal(Size, read);

        async Task Save(Stream body, CancellationToken cancellation)
        {
            byte[] buffer = new byte[81920];
            int count;
            while ((count = await body.ReadAsync(buffer, cancellation)) > 0)
            {
                read += count;
            }
        }
    }

    /// <summary>Takes an upload and forgets it; answers a GET with zeros. One request.</summary>
    private sealed class PlainServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public PlainServer()
        {
            _listener.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
            _ = ServeAsync();
        }

        public Uri Url { get; }

        public long Received { get; private set; }

        public void Dispose() => _listener.Stop();

        private async Task ServeAsync()
        {
            using Socket socket = await _listener.AcceptSocketAsync();
            byte[] buffer = new byte[81920];
            string head = "";
            while (!head.Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                head += Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer));
            }

            if (head.StartsWith("GET", StringComparison.Ordinal))
            {
                await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Size}\r\n\r\n"));
                for (long sent = 0; sent < Size;)
                {
                    sent += await socket.SendAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, Size - sent)));
                }

                return;
            }

            long length = long.Parse(head.Split("Content-Length: ")[1].Split("\r\n")[0]);
            Received = head.Length - head.IndexOf("\r\n\r\n", StringComparison.Ordinal) - 4;
            while (Received < length)
            {
                Received += await socket.ReceiveAsync(buffer);
            }

            await socket.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 201 Created\r\nAsset-media-file-code: a/b.bin\r\nContent-Length: 0\r\n\r\n"));
        }
    }

    /// <summary>So many zeros.</summary>
    private sealed class Zeros(long size) : Stream
    {
        private long _left = size;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(count, _left);
            Array.Clear(buffer, offset, read);
            _left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
