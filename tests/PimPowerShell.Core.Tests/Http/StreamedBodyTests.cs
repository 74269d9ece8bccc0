using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Http;

public sealed class StreamedBodyTests
{
    private static readonly byte[] s_body = Make.Utf8(new string('x', 300_000));

    [Theory]
    [InlineData(0)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task It_is_opened_anew_and_closed_for_each_attempt(int status)
    {
        using var server = new ScriptedServer(status == 0 ? ScriptedAnswer.Reset : new ScriptedAnswer(status), ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);
        var opened = new List<Watched>();

        using PimResponse response = await provider.SendAsync(Post(server.Url, () => Open(opened), mayRepeat: true), new CallContext());

        Assert.Equal(2, response.Attempts);
        Assert.Equal(2, opened.Count);
        Assert.All(opened, stream => Assert.True(stream.IsClosed));
        Assert.All(server.Requests, request => Assert.Equal(
            (s_body.Length, "300000", "image/png"), (request.Body.Length, request.Header("Content-Length"), request.Header("Content-Type"))));
    }

    [Fact]
    public async Task It_is_never_read_at_once()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);
        var opened = new List<Watched>();

        using PimResponse response = await provider.SendAsync(Post(server.Url, () => Open(opened)), new CallContext());

        Assert.InRange(opened[0].LargestRead, 1, 100_000);
    }

    [Fact]
    public async Task Without_leave_to_repeat_it_is_sent_once()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Reset, ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);
        var opened = new List<Watched>();

        PimException e = await Assert.ThrowsAsync<PimException>(() => provider.SendAsync(Post(server.Url, () => Open(opened)), new CallContext()));

        Assert.Equal((PimErrorKind.Broken, true), (e.Kind, e.MayHaveActed));
        Assert.Single(opened);
    }

    [Theory]
    [InlineData("cannot be opened")]
    [InlineData("cannot be read")]
    [InlineData("is shorter")]
    [InlineData("is longer")]
    public async Task What_is_wrong_with_it_is_not_tried_again(string what)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);
        int opened = 0;
        PimRequest request = Post(
            server.Url,
            () =>
            {
                opened++;
                return what == "cannot be opened" ? throw new PimException(PimErrorKind.Input, what) : new MemoryStreamThat(what == "cannot be read");
            },
            mayRepeat: true,
            length: s_body.Length + (what switch { "is shorter" => 1, "is longer" => -1, _ => 0 }));

        PimException e = await Assert.ThrowsAsync<PimException>(() => provider.SendAsync(request, new CallContext()));

        Assert.Equal(PimErrorKind.Input, e.Kind);
        Assert.Equal(1, opened);
    }

    [Fact]
    public async Task It_may_take_as_long_as_it_moves()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("{}"));
        // repeated, as a machine that stands still keeps it from moving
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(timeoutMilliseconds: 2500, retries: 5));
        using PimResponse response = await provider.SendAsync(Post(server.Url, () => new SlowStream(), mayRepeat: true), new CallContext());
        Assert.Equal(200, response.StatusCode);
    }

    [Fact]
    public async Task A_caller_can_stop_it()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Never);
        using AkeneoProvider provider = Make.App(server.Url);
        using var stop = new CancellationTokenSource(100);
        var opened = new List<Watched>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.SendAsync(Post(server.Url, () => Open(opened), mayRepeat: true), new CallContext(stop.Token)));

        Assert.All(opened, stream => Assert.True(stream.IsClosed));
    }

    private static PimRequest Post(Uri root, Func<Stream> open, bool mayRepeat = false, long? length = null) => new(HttpMethod.Post, new Uri(root, "x"))
    {
        OpenBody = open,
        BodyLength = length ?? s_body.Length,
        ContentType = "image/png",
        MayRepeat = mayRepeat,
    };

    private static Watched Open(List<Watched> opened)
    {
        var stream = new Watched();
        opened.Add(stream);
        return stream;
    }

    private sealed class Watched() : MemoryStream(s_body, writable: false)
    {
        public int LargestRead { get; private set; }

        public bool IsClosed { get; private set; }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            LargestRead = Math.Max(LargestRead, count);
            return base.ReadAsync(buffer, offset, count, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }

    /// <summary>Takes two seconds in all, and never long at a time.</summary>
    private sealed class SlowStream() : MemoryStream(s_body, writable: false)
    {
        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            await Task.Delay(1000, cancellationToken);
            return await base.ReadAsync(buffer, offset, count, cancellationToken);
        }
    }

    private sealed class MemoryStreamThat(bool fails) : MemoryStream(s_body, writable: false)
    {
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            fails && Position > 0 ? throw new IOException("The disk is gone.") : base.ReadAsync(buffer, offset, count, cancellationToken);
    }
}
