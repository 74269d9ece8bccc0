using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Paging;

public sealed class PageReaderTests
{
    [Fact]
    public async Task Nothing_is_asked_for_before_the_first_read()
    {
        var source = new Pages();
        using var reader = new PageReader(source, new CallContext());
        await Task.Delay(30);

        Assert.Equal(0, source.Asked);
    }

    [Fact]
    public async Task One_page_is_read_ahead_and_no_more()
    {
        var source = new Pages();
        using var reader = new PageReader(source, new CallContext());

        for (int read = 1; read <= 5; read++)
        {
            using PimPage? page = await reader.ReadAsync();
            await source.HasAsked(read + 1);
            await Task.Delay(20);

            Assert.Equal(read + 1, source.Asked);
        }
    }

    [Fact]
    public async Task One_page_is_read_ahead_at_the_server()
    {
        using var pim = new TestPim();
        using (var reader = new PageReader(pim.Provider.Read(new PimQuery(AkeneoResources.ProductByUuid)), pim.Context))
        {
            using PimPage? page = await reader.ReadAsync();
            await Task.Delay(100);

            Assert.Equal(2, pim.Counters.ApiRequests);
        }

        Assert.Equal(2, pim.Counters.ApiRequests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task No_more_pages_are_asked_for_than_allowed(int pages)
    {
        using var pim = new TestPim();
        using var reader = new PageReader(pim.Provider.Read(new PimQuery(AkeneoResources.ProductByUuid)), pim.Context, pages);

        int count = 0;
        while (await reader.ReadAsync() is { } page)
        {
            page.Dispose();
            count++;
        }

        Assert.Equal(pages, count);
        Assert.Equal(pages, pim.Counters.ApiRequests);
        Assert.Null(await reader.ReadAsync());
    }

    [Fact]
    public async Task Behind_the_last_page_nothing_is_asked_for()
    {
        var source = new Pages { Count = 2 };
        using var reader = new PageReader(source, new CallContext());

        Assert.NotNull(await reader.ReadAsync());
        Assert.NotNull(await reader.ReadAsync());
        Assert.Null(await reader.ReadAsync());

        Assert.Equal(3, source.Asked);
    }

    [Fact]
    public async Task Disposing_cancels_what_is_under_way_and_waits_for_it()
    {
        var source = new Pages { HangsAt = 2 };
        var reader = new PageReader(source, new CallContext());
        using PimPage? page = await reader.ReadAsync();
        await source.HasAsked(2);

        await Task.Run(reader.Dispose);

        Assert.Equal(1, source.Stopped);
    }

    [Fact]
    public async Task Disposing_does_not_wait_for_a_server()
    {
        const string Page = """{"_links":{"next":{"href":"http://x?page=2"}},"_embedded":{"items":[]}}""";
        using var server = new ScriptedServer(ScriptedAnswer.Json(Page), ScriptedAnswer.Never);
        using AkeneoProvider provider = Make.App(server.Url);
        var clock = Stopwatch.StartNew();
        var reader = new PageReader(provider.Read(new PimQuery(provider.Resources[2])), new CallContext());
        using PimPage? page = await reader.ReadAsync();

        await Task.Run(reader.Dispose);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), clock.Elapsed.ToString());
    }

    [Fact]
    public async Task An_error_on_the_page_ahead_comes_when_that_page_is_read()
    {
        using var pim = new TestPim(new PimSandboxOptions { FailEvery = 2 }, Make.Settings(retries: 0));
        using var reader = new PageReader(pim.Provider.Read(new PimQuery(AkeneoResources.ProductByUuid)), pim.Context);

        using PimPage? page = await reader.ReadAsync();
        PimException error = await Assert.ThrowsAsync<PimException>(reader.ReadAsync);

        Assert.NotNull(page);
        Assert.Equal(PimErrorKind.ServerFault, error.Kind);
        Assert.Equal(502, error.StatusCode);
    }

    [Fact]
    public async Task An_error_that_nobody_reads_is_none()
    {
        var source = new Pages { FailsAt = 2 };
        var reader = new PageReader(source, new CallContext());
        using PimPage? page = await reader.ReadAsync();
        await source.HasAsked(2);

        await Task.Run(reader.Dispose);
    }

    [Fact]
    public async Task The_callers_cancellation_ends_a_read()
    {
        var source = new Pages { HangsAt = 1 };
        using var stop = new CancellationTokenSource();
        using var reader = new PageReader(source, new CallContext(stop.Token));

        Task<PimPage?> read = reader.ReadAsync();
        await source.HasAsked(1);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    /// <summary>Pages without items.</summary>
    private sealed class Pages : IPageSource
    {
        private int _asked;
        private int _stopped;

        public int Count { get; init; } = int.MaxValue;

        public int HangsAt { get; init; }

        public int FailsAt { get; init; }

        public int Asked => Volatile.Read(ref _asked);

        public int Stopped => Volatile.Read(ref _stopped);

        public async Task HasAsked(int count)
        {
            while (Asked < count)
            {
                await Task.Delay(1);
            }
        }

        public async Task<PimPage?> NextAsync(CallContext context)
        {
            int number = Interlocked.Increment(ref _asked);
            if (number == FailsAt)
            {
                throw new PimException(PimErrorKind.ServerFault, "scripted");
            }

            if (number == HangsAt)
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, context.Cancellation);
                }
                finally
                {
                    await Task.Delay(20, CancellationToken.None);
                    Interlocked.Increment(ref _stopped);
                }
            }

            return number > Count ? null : PimPage.Empty(new PimException(PimErrorKind.NotFound, "scripted"));
        }
    }
}
