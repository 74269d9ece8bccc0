using System;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Http;

public sealed class RetryTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(599)]
    public async Task What_may_pass_is_tried_again(int status)
    {
        using var server = new ScriptedServer(new ScriptedAnswer(status), ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(2, response.Attempts);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(422)]
    [InlineData(501)]
    [InlineData(505)]
    public async Task What_will_not_pass_is_not(int status)
    {
        using var server = new ScriptedServer(new ScriptedAnswer(status));
        using AkeneoProvider provider = Make.App(server.Url);

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(1, response.Attempts);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_reset_connection_is_tried_again()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Reset, ScriptedAnswer.Reset, ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(3, response.Attempts);
    }

    [Fact]
    public async Task Half_a_body_is_tried_again()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Cut("""{"half":"""), ScriptedAnswer.Json("""{"whole":1}"""));
        using AkeneoProvider provider = Make.App(server.Url);

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        Assert.Equal("""{"whole":1}""", Make.Text(response.Body));
        Assert.Equal(2, response.Attempts);
    }

    [Fact]
    public async Task Half_a_body_every_time_is_an_error_that_keeps_what_came()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Cut("""{"half":"""));
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 2));

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.SendAsync(Make.Get(server.Url), new CallContext()));

        Assert.Equal(PimErrorKind.Broken, error.Kind);
        Assert.Equal(3, error.Attempts);
        Assert.Equal("""{"half":""", Make.Text(error.PartialBody));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_tried_again()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Never, ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(timeoutMilliseconds: 3000));

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(2, response.Attempts);
    }

    [Fact]
    public async Task A_body_that_stops_coming_is_a_timeout()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Cut("""{"half":""") with { EndsWhen = new TaskCompletionSource().Task });
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(timeoutMilliseconds: 150, retries: 1));

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.SendAsync(Make.Get(server.Url), new CallContext()));

        Assert.Equal(PimErrorKind.Timeout, error.Kind);
        Assert.Equal(2, error.Attempts);
        Assert.Contains("0.2 seconds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_count_is_of_repetitions()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(503));
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 3));

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        Assert.Equal(503, response.StatusCode);
        Assert.Equal(4, response.Attempts);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task None_allowed_is_none_done()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(503));
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        Assert.Equal(503, response.StatusCode);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task None_allowed_counts_for_resets_too()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Reset);
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.SendAsync(Make.Get(server.Url), new CallContext()));

        Assert.Equal(PimErrorKind.Broken, error.Kind);
        Assert.Equal(1, error.Attempts);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_waits_grow()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(503));
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 7, retryMilliseconds: 4));
        var log = new CallLog();

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), log.Context());

        Assert.Equal(7, log.Waits.Count);
        Assert.All(log.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        // with jitter, one wait may be shorter than the one before; the last of seven is not shorter than the first
        Assert.True(log.Waits[6] > log.Waits[0], string.Join(", ", log.Waits));
    }

    [Fact]
    public async Task Retry_After_in_seconds_is_obeyed()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(429).With("Retry-After", "1"), ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);
        var log = new CallLog();

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), log.Context());

        Assert.Equal([TimeSpan.FromSeconds(1)], log.Waits);
        Assert.True(server.Requests[1].Time - server.Requests[0].Time >= TimeSpan.FromSeconds(0.95));
    }

    [Fact]
    public async Task Retry_After_as_a_date_is_read_by_the_servers_clock()
    {
        ScriptedAnswer later = new ScriptedAnswer(503)
            .With("Date", "Mon, 06 Jul 2020 10:00:00 GMT")
            .With("Retry-After", "Mon, 06 Jul 2020 10:00:01 GMT");
        using var server = new ScriptedServer(later, ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);
        var log = new CallLog();

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), log.Context());

        Assert.Equal([TimeSpan.FromSeconds(1)], log.Waits);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("Mon, 06 Jul 2020 09:00:00 GMT", 0)]
    [InlineData("15", 15)]
    public async Task Retry_After_is_told_with_the_last_answer(string header, int seconds)
    {
        using var server = new ScriptedServer(new ScriptedAnswer(429).With("Date", "Mon, 06 Jul 2020 10:00:00 GMT").With("Retry-After", header));
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        Assert.Equal(TimeSpan.FromSeconds(seconds), response.RetryAfter);
    }

    [Fact]
    public async Task Retry_After_beyond_all_reason_is_not()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(429).With("Retry-After", "86400"), ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);
        var log = new CallLog();

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), log.Context());

        Assert.Equal(200, response.StatusCode);
        Assert.True(log.Waits.Single() < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Cancelling_ends_a_wait_at_once()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(429).With("Retry-After", "60"));
        using AkeneoProvider provider = Make.App(server.Url);
        using var stop = new CancellationTokenSource();
        var log = new CallLog();
        var clock = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.SendAsync(Make.Get(server.Url), log.Context(stop.Token, entry =>
        {
            if (entry.RetryIn is not null)
            {
                stop.CancelAfter(10);
            }
        })));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), clock.Elapsed.ToString());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Cancelling_ends_a_request_that_hangs()
    {
        using var stop = new CancellationTokenSource();
        using var server = new ScriptedServer(_ =>
        {
            stop.CancelAfter(10);
            return ScriptedAnswer.Never;
        });
        using AkeneoProvider provider = Make.App(server.Url);
        var clock = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.SendAsync(Make.Get(server.Url), new CallContext(stop.Token)));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), clock.Elapsed.ToString());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_download_that_broke_is_begun_again()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Cut("half"), ScriptedAnswer.Json("whole"));
        using AkeneoProvider provider = Make.App(server.Url);
        var target = new System.IO.MemoryStream();
        var request = new PimRequest(HttpMethod.Get, server.Url)
        {
            Download = (stream, cancellation) =>
            {
                target.SetLength(0);
                return stream.CopyToAsync(target, cancellation);
            },
        };

        using PimResponse response = await provider.SendAsync(request, new CallContext());

        Assert.Equal("whole", Make.Text(target.ToArray()));
        Assert.Equal(2, response.Attempts);
    }
}
