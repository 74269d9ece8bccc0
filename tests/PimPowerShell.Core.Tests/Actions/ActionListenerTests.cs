using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using PimPowerShell.Core.Actions;
using PimPowerShell.Tests;
using Xunit;

namespace PimPowerShell.Core.Tests.Actions;

/// <summary>What a listener takes, and what it refuses, over real connections.</summary>
public sealed class ActionListenerTests
{
    [Fact]
    public async Task A_good_call_is_answered_before_its_work_begins()
    {
        using var run = new ListenerRun();
        byte[] body = Caller.Body(1);

        Assert.Equal(200, await run.SendAsync(Caller.Request(body)));

        Assert.Equal(1, run.Queue.Count);
        QueuedAction action = Assert.Single(await run.WorkAsync());
        Assert.Equal(body, action.Body.ToArray());
        Assert.Equal(1, action.Attempt);
        Assert.Equal("00000000-0000-4000-8000-000000000001", Assert.Single(action.Read().ProductUuids));
    }

    [Fact]
    public async Task A_byte_order_mark_is_signed_and_passed_over()
    {
        using var run = new ListenerRun();
        byte[] body = [0xEF, 0xBB, 0xBF, .. Caller.Body(1)];

        Assert.Equal(401, await run.SendAsync(Caller.Request(body, Caller.Sign(Caller.Body(1)))));
        Assert.Equal(200, await run.SendAsync(Caller.Request(body)));

        QueuedAction action = Assert.Single(await run.WorkAsync());
        Assert.Equal(body, action.Body.ToArray());
        Assert.Equal("00000000-0000-4000-8000-000000000001", Assert.Single(action.Read().ProductUuids));
        Assert.NotNull(SignedTime.Find(body, SignatureForm.Action, null));
    }

    [Theory]
    [InlineData("Signature")]
    [InlineData("X-Akeneo-Signature")]
    public async Task A_client_of_http_is_understood(string header)
    {
        using var run = new ListenerRun();
        byte[] body = Caller.Body(1);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, run.Url) { Content = new ByteArrayContent(body) };
        request.Headers.Add(header, Convert.ToBase64String(HMACSHA512.HashData(Encoding.UTF8.GetBytes(Caller.Secret), body)));
        request.Headers.ExpectContinue = true;

        using HttpResponseMessage answer = await client.SendAsync(request);

        Assert.Equal((200, "OK"), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Single(await run.WorkAsync());
    }

    [Fact]
    public async Task A_signature_is_taken_once_in_whatever_form_it_comes()
    {
        using var run = new ListenerRun();
        byte[] body = Caller.Body(1);
        string hex = Caller.Sign(body);
        string base64 = Convert.ToBase64String(Convert.FromHexString(hex.Substring(7)));

        int[] statuses = await Caller.SendAllAsync(run.Url, [.. new[] { hex, hex, hex.ToUpperInvariant().Replace("SHA512", "sha512"), hex.Substring(7), base64, "sha512=" + base64 }.Select(text => (Caller.Request(body, text), false))]);

        Assert.Equal([200, 409, 409, 409, 409, 409], statuses.Order());
        Assert.Single(await run.WorkAsync());
        Assert.Equal(409, await run.SendAsync(Caller.Request(body)));
    }

    [Fact]
    public async Task Either_secret_of_a_rotation_is_good()
    {
        using var run = new ListenerRun(secrets: ["old", "new"]);
        byte[] one = Caller.Body(1);
        byte[] two = Caller.Body(2);

        Assert.Equal(200, await run.SendAsync(Caller.Request(one, Caller.Sign(one, "old"))));
        Assert.Equal(200, await run.SendAsync(Caller.Request(two, Caller.Sign(two, "new"))));
        Assert.Equal(401, await run.SendAsync(Caller.Request(Caller.Body(3), Caller.Sign(Caller.Body(3), "older"))));
    }

    [Theory]
    [InlineData(-301, 401)]
    [InlineData(-290, 200)]
    [InlineData(290, 200)]
    [InlineData(302, 401)]
    public async Task An_age_is_too_much_both_ways(int seconds, int status)
    {
        using var run = new ListenerRun();

        Assert.Equal(status, await run.SendAsync(Caller.Request(Caller.Body(1, DateTimeOffset.UtcNow.AddSeconds(seconds)))));
        Assert.Equal(status == 200 ? 1 : 0, run.Queue.Count);
    }

    public static TheoryData<int, byte[]> Refused()
    {
        byte[] body = Caller.Body(1);
        byte[] list = Encoding.UTF8.GetBytes("[1]");
        return new()
        {
            { 405, Caller.Request(body, method: "GET") },
            { 405, Caller.Request(body, method: "PUT") },
            { 405, Caller.Request(body, method: "post") },
            { 404, Caller.Request(body, path: "/") },
            { 404, Caller.Request(body, path: "/pim/more") },
            { 401, Caller.Request(body, "sha512=00") },
            { 401, Caller.Request(body, Caller.Sign(body, "another")) },
            { 401, Encoding.ASCII.GetBytes($"POST /pim/ HTTP/1.1\r\nHost: x\r\nContent-Length: {body.Length}\r\n\r\n{Encoding.ASCII.GetString(body)}") },
            { 400, Caller.Request(list) },
            { 400, Caller.Request(body, header: $"signature: {Caller.Sign(body)}\r\n") },
            { 400, Caller.Request(body, header: "Content-Length: 5\r\n") },
            { 400, Caller.Request(body, header: "no header\r\n") },
            { 400, Caller.Request(body, header: "Name : x\r\n") },
            { 400, Caller.Request(body, header: "X: a\nContent-Length: 5\r\n") },
            { 400, Caller.Request(body, length: "+5") },
            { 400, Caller.Request(body, length: "0x10") },
            { 400, Encoding.ASCII.GetBytes("hello\r\n\r\n") },
            { 400, Encoding.ASCII.GetBytes("POST /pim/ HTTP/2\r\nHost: x\r\n\r\n") },
            { 400, Encoding.ASCII.GetBytes("POST /pim/ HTTP/1.1\r\n\r\n") },
            { 400, Encoding.ASCII.GetBytes("\u0016\u0003\u0001 a handshake of TLS \r\n\r\n") },
            { 411, Caller.Request(body, header: "Transfer-Encoding: chunked\r\n") },
            { 413, Caller.Request(body, length: "1048577") },
            { 413, Caller.Request(body, length: "99999999999999999999") },
            { 413, Caller.Request(new byte[2 * 1024 * 1024]) },
            { 431, Caller.Request(body, header: $"X: {new string('x', 20_000)}\r\n") },
            { 431, Encoding.ASCII.GetBytes(new string('x', 100_000)) },
        };
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_no_call_of_ours_is_refused(int status, byte[] request)
    {
        using var run = new ListenerRun();

        Assert.Equal(status, await run.SendAsync(request));

        Assert.Equal(0, run.Queue.Count);
        string note = Assert.Single(run.Notes);
        Assert.Contains($" with {status}: ", note);
        Assert.DoesNotContain(Caller.Secret, note);
        Assert.DoesNotContain("..", note);
    }

    [Fact]
    public async Task A_method_that_is_wrong_is_told_the_right_one()
    {
        using var run = new ListenerRun();
        using var client = new HttpClient();

        using HttpResponseMessage answer = await client.GetAsync(run.Url);

        Assert.Equal("POST", Assert.Single(answer.Content.Headers.Allow));
    }

    [Theory]
    [InlineData("/pim/", 405)]
    [InlineData("/", 404)]
    public async Task An_answer_to_HEAD_has_no_body(string path, int status)
    {
        using var run = new ListenerRun();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(run.Url.Host, run.Url.Port);
        await socket.SendAsync(Caller.Request([], method: "HEAD", path: path));

        string answer = await Caller.AnswerAsync(socket);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer);
        Assert.EndsWith("\r\n\r\n", answer);
    }

    [Fact]
    public async Task Who_is_silent_for_a_second_is_told_so()
    {
        using var run = new ListenerRun(receive: ListenerRun.Usual);

        Assert.Equal(408, await run.SendAsync([]));

        Assert.EndsWith("within 1 second.", Assert.Single(run.Notes));
    }

    [Fact]
    public async Task Slow_callers_are_sent_away_and_keep_nobody_waiting()
    {
        using var run = new ListenerRun(receive: TimeSpan.FromSeconds(1), connections: 8);
        var wall = Stopwatch.StartNew();
        using var watch = new SteadyClock();

        int[] slow = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => run.SendAsync(Caller.Request(Caller.Body(number)), pause: 20)));
        int silent = await run.SendAsync([]);

        Assert.All(slow, status => Assert.Equal(408, status));
        Assert.Equal(408, silent);
        Assert.True(wall.Elapsed >= TimeSpan.FromSeconds(1), $"{wall.Elapsed}");
        Assert.True(watch.Elapsed <= TimeSpan.FromSeconds(7.5), $"{watch.Elapsed}");
        Assert.Equal(200, await run.SendAsync(Caller.Request(Caller.Body(1))));
        Assert.Equal(1, run.Queue.Count);
    }

    [Theory]
    [InlineData(8, 24, 4)]
    [InlineData(null, 200, 2)]
    public async Task Callers_that_only_stay_keep_a_good_call_no_longer_than_the_PIM_waits(int? connections, int callers, int seconds)
    {
        using var run = new ListenerRun(receive: ListenerRun.Usual, connections: connections);
        List<Socket> others = [];
        try
        {
            for (int number = 0; number < callers; number++)
            {
                others.Add(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
                await others[number].ConnectAsync(run.Url.Host, run.Url.Port);
                if (number % 3 == 0)
                {
                    // answered with 401, and open all the same
                    await others[number].SendAsync(Caller.Request(Caller.Body(number), Caller.Sign([1])));
                }
            }

            using var watch = new SteadyClock();
            Assert.Equal(200, await run.SendAsync(Caller.Request(Caller.Body(1))));
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(seconds), $"{watch.Elapsed}");
        }
        finally
        {
            others.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task A_body_of_nearly_the_limit_is_taken_whole()
    {
        using var run = new ListenerRun();
        byte[] body = Encoding.UTF8.GetBytes($$"""{"data":{},"timestamp":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}},"more":"{{new string('x', 1_000_000)}}"}""");

        Assert.Equal(200, await run.SendAsync(Caller.Request(body)));

        Assert.Equal(body, Assert.Single(await run.WorkAsync()).Body.ToArray());
    }

    [Fact]
    public async Task Who_takes_no_more_still_answers_who_is_connected()
    {
        using var run = new ListenerRun();
        byte[] call = Caller.Request(Caller.Body(1));
        using var slow = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await slow.ConnectAsync(run.Url.Host, run.Url.Port);
        await slow.SendAsync(call.AsMemory(0, 20));
        await Task.Delay(100);

        run.StopAccepting();
        run.StopAccepting();
        await slow.SendAsync(call.AsMemory(20));

        await Assert.ThrowsAsync<SocketException>(() => run.SendAsync(Caller.Request(Caller.Body(2))));
        Assert.Equal(200, await Caller.StatusAsync(slow));
        Assert.Single(await run.WorkAsync());
    }

    [Fact]
    public async Task Ten_thousand_mutated_calls_bring_nothing_into_the_queue()
    {
        using var run = new ListenerRun();
        byte[] taken = Caller.Body(0);
        Assert.Equal(200, await run.SendAsync(Caller.Request(taken)));
        var random = new Random(7);

        (byte[] Bytes, bool IsCut)[] calls = [.. Enumerable.Range(1, 10_000).Select(number => Mutation.Of(number, taken, random))];
        int[] statuses = await Caller.SendAllAsync(run.Url, calls);

        Assert.DoesNotContain(200, statuses);
        Assert.Equal(taken, Assert.Single(await run.WorkAsync()).Body.ToArray());
        HashSet<int> kinds = [.. statuses];
        Assert.Superset(new HashSet<int> { 400, 401, 404, 405, 409, 411, 413, 431 }, kinds);
        Assert.All(run.Notes, note => Assert.DoesNotContain(Caller.Secret, note));
        Assert.Equal(200, await run.SendAsync(Caller.Request(Caller.Body(20_000))));
    }

    [Fact]
    public async Task Who_stops_answers_nobody_any_more()
    {
        var run = new ListenerRun();
        Uri url = run.Url;
        Task<int> slow = run.SendAsync(Caller.Request(Caller.Body(1)), pause: 50);
        await Task.Delay(100);
        using var watch = new SteadyClock();

        run.Dispose();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2));
        Assert.Equal(0, await slow);
        await Assert.ThrowsAsync<SocketException>(() => Caller.SendAsync(url, Caller.Request(Caller.Body(2))));
    }

    [Theory]
    [InlineData("https://127.0.0.1:0/pim/", "speaks http alone")]
    [InlineData("http://pim.example:8000/pim/", "names a host")]
    [InlineData("http://localhost:0/pim/?a=b", "more than a host")]
    [InlineData("http://a:b@localhost:0/pim/", "more than a host")]
    [InlineData("http://192.0.2.1:8000/", "cannot be listened at")]
    public void An_address_of_another_kind_is_refused(string prefix, string says)
    {
        var settings = new ActionListenerSettings { Prefix = new Uri(prefix), Secrets = [[1]] };

        PimException error = Assert.Throws<PimException>(() => ActionListener.Start(settings, ActionQueue.InMemory()));

        Assert.Equal((PimErrorKind.Input, "Prefix"), (error.Kind, error.Subject));
        Assert.Contains(says, error.Message);
        Assert.DoesNotContain("a:b", error.Message);
    }

    [Theory]
    [InlineData("http://+:8080/pim/")]
    [InlineData("http://*:8080/pim/")]
    [InlineData("http://localhost:99999/")]
    [InlineData("http://a:b@+:8080/")]
    [InlineData("")]
    public void A_text_that_is_no_address_is_told_what_one_is(string prefix)
    {
        PimException error = Assert.Throws<PimException>(() => ActionListener.ParsePrefix(prefix));

        Assert.Equal((PimErrorKind.Input, "Prefix"), (error.Kind, error.Subject));
        Assert.Contains("Prefix: is no address", error.Message);
        Assert.Contains("give 0.0.0.0", error.Message);
        Assert.DoesNotContain("a:b", error.Message);
    }

    [Fact]
    public void There_is_no_listener_without_a_secret()
    {
        foreach (byte[][] secrets in new byte[][][] { [], [[]], [[1], []] })
        {
            var settings = new ActionListenerSettings { Prefix = new Uri("http://localhost:0/"), Secrets = secrets };
            Assert.Equal("Secret", Assert.Throws<PimException>(() => ActionListener.Start(settings, ActionQueue.InMemory())).Subject);
        }
    }
}
