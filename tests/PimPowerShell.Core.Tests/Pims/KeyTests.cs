using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Pims;

public sealed class KeyTests
{
    [Fact]
    public async Task One_is_made_read_changed_and_deleted()
    {
        using TestPims pims = await TestPims.StartAsync();
        WriteOutcome outcome = await pims.WriteAsync(PimsResources.Key, WriteVerb.Create, null, new { pim_user = true, pim_editor = 1 });
        string key = outcome.Key!;
        Assert.Equal(201, outcome.StatusCode);
        Assert.NotNull(outcome.Expiration);
        Assert.Empty(outcome.Warnings);

        JsonElement read = await pims.OneAsync(PimsResources.Key, key);
        Assert.Equal([true, true, false], new[] { "pim_user", "pim_editor", "pim_manager" }.Select(name => read.GetProperty(name).GetBoolean()));

        Assert.Null((await pims.WriteAsync(PimsResources.Key, WriteVerb.Upsert, key, new { pim_editor = false, pim_manager = true })).Key);
        read = await pims.OneAsync(PimsResources.Key, key);
        Assert.Equal([true, false, true], new[] { "pim_user", "pim_editor", "pim_manager" }.Select(name => read.GetProperty(name).GetBoolean()));

        Assert.Null((await pims.WriteAsync(PimsResources.Key, WriteVerb.Delete, key)).Key);
        Assert.Empty(await pims.ItemsAsync(PimsResources.Key, key));
    }

    [Fact]
    public async Task Without_a_key_it_is_the_sessions_own()
    {
        using TestPims pims = await TestPims.StartAsync();
        using PimsProvider reader = await pims.ConnectAsync(pims.Sandbox.ReadOnlyApiKey);
        JsonElement own = Assert.Single(await pims.ItemsAsync(new PimQuery(PimsResources.Key), reader));
        Assert.True(own.GetProperty("pim_user").GetBoolean());
        Assert.False(own.GetProperty("pim_security").GetBoolean());
        Assert.Contains(own.GetProperty("views").EnumerateArray(), view => view.GetProperty("is_default").GetBoolean());
        Assert.True(own.GetProperty("pim_counters").GetProperty("totalSKUs").GetProperty("value").GetInt32() > 0);
        Assert.True(own.GetProperty("pim_limits").GetProperty("maxViews").GetProperty("value").GetInt32() > 0);
    }

    [Fact]
    public async Task The_words_of_the_server_arrive()
    {
        using TestPims pims = await TestPims.StartAsync();
        Assert.Equal("API key does not exist or could not be deleted", (await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Key, WriteVerb.Delete, "no-such-key"))).ServerMessage);
        Assert.Equal("Cannot delete your own API key.", (await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Key, WriteVerb.Delete, pims.Sandbox.ApiKey))).ServerMessage);
    }

    [Fact]
    public async Task A_secret_in_an_address_is_in_no_log_error_or_item()
    {
        using TestPims pims = await TestPims.StartAsync(400);
        string key = await pims.NewKeyAsync("pim_user");
        string view = pims.Sandbox.Views[0];
        List<string> texts = [];
        await pims.WriteAsync(PimsResources.Key, WriteVerb.Upsert, key, new { pim_editor = true });
        texts.Add((await pims.OneAsync(PimsResources.Key, key)).GetRawText());
        await pims.WriteAsync(PimsResources.KeyView, WriteVerb.Create, view, new { is_default = true }, key);
        texts.Add((await pims.OneAsync(PimsResources.KeyView, view, key)).GetRawText());
        texts.Add((await Fail(() => pims.WriteAsync(PimsResources.KeyView, WriteVerb.Create, view, null, key))).ToString());
        texts.Add((await Fail(() => pims.WriteAsync(PimsResources.KeyView, WriteVerb.Delete, view, null, key))).ToString());
        await pims.WriteAsync(PimsResources.Key, WriteVerb.Delete, key);
        texts.Add((await Fail(() => pims.WriteAsync(PimsResources.Key, WriteVerb.Delete, key))).ToString());
        texts.Add((await Fail(() => pims.WriteAsync(PimsResources.Key, WriteVerb.Upsert, key, new { pim_user = false }))).ToString());
        using PimPage page = (await pims.Provider.Read(new PimQuery(PimsResources.Key) { Keys = [key] }).NextAsync(pims.Context))!;
        texts.Add(page.Missing!.ToString());

        Assert.All(texts.Append(pims.Log.Text), text => Assert.DoesNotContain(key, text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("pim/manage/views/***", pims.Log.Text);
        Assert.Contains("pim/keydelete/***", pims.Log.Text);
        Assert.Contains("key=***", pims.Log.Text);
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("reset")]
    [InlineData("timeout")]
    [InlineData("html")]
    public async Task A_failure_tells_none(string failure)
    {
        const string Key = "se cret/key+4711";
        bool isConnected = false;
        using var server = new ScriptedServer(request => !isConnected ? ScriptedAnswer.Json("""{"status":"OK","permissions":{"pim_security":1,"pim_manager":1}}""") : failure switch
        {
            "echo" => ScriptedAnswer.Json(JsonSerializer.Serialize(new { status = "Error", status_message = $"No key {Key} or {Uri.EscapeDataString(Key)} at {request.Target}" })),
            "reset" => ScriptedAnswer.Reset,
            "timeout" => ScriptedAnswer.Never,
            _ => ScriptedAnswer.Html(500),
        });
        using var provider = new PimsProvider(server.Url, Make.Secret("own"), failure == "timeout" ? Make.Settings(retries: 0, timeoutMilliseconds: 2000) : Make.Settings(retries: 1));
        var log = new CallLog();
        await provider.ConnectAsync(log.Context());
        isConnected = true;
        List<string> texts = [];
        foreach (PimWrite write in new[]
        {
            TestPims.Write(PimsResources.Key, WriteVerb.Delete, Key), TestPims.Write(PimsResources.Key, WriteVerb.Upsert, Key, new { pim_user = true }),
            TestPims.Write(PimsResources.KeyView, WriteVerb.Create, "Web", null, Key),
        })
        {
            texts.Add((await Fail(() => provider.WriteAsync(write, log.Context()))).ToString());
        }

        Assert.All(texts.Append(log.Text), text =>
        {
            Assert.DoesNotContain("4711", text, StringComparison.Ordinal);
            Assert.DoesNotContain("se%20cret", text, StringComparison.Ordinal);
        });
        Assert.Contains(server.Requests, request => request.Target.Contains(Uri.EscapeDataString(Key)));
    }

    [Fact]
    public async Task A_key_that_could_not_get_its_permissions_is_not_lost()
    {
        using var server = new ScriptedServer(request => ScriptedAnswer.Json(
            request.Target.Contains("newkey") ? """{"status":"OK","key_expiration":"Thu Jun 22 00:34:23 2023","key":"fresh-key"}"""
            : request.Target.Contains("set") ? PimsServer.Error("Access denied! fresh-key") : """{"status":"OK","permissions":{"pim_security":1}}"""));
        using var provider = new PimsProvider(server.Url, Make.Secret("own"), Make.Settings());
        await provider.ConnectAsync(new CallContext());
        WriteOutcome outcome = await provider.WriteAsync(TestPims.Write(PimsResources.Key, WriteVerb.Create, null, new { pim_user = true }), new CallContext());
        Assert.Equal(("fresh-key", "Thu Jun 22 00:34:23 2023"), (outcome.Key, outcome.Expiration));
        Assert.DoesNotContain("fresh-key", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_not_made_twice()
    {
        int made = 0;
        using var server = new ScriptedServer(request =>
        {
            if (!request.Target.Contains("newkey"))
            {
                return ScriptedAnswer.Json("""{"status":"OK"}""");
            }

            made++;
            return ScriptedAnswer.Html(502);
        });
        using var provider = new PimsProvider(server.Url, Make.Secret("own"), Make.Settings());
        PimException e = await Fail(() => provider.WriteAsync(TestPims.Write(PimsResources.Key, WriteVerb.Create, null), new CallContext()));
        Assert.Contains("cannot be known", e.Message);
        Assert.Equal(1, made);
    }

    private static Task<PimException> Fail(Func<Task> act) => Assert.ThrowsAsync<PimException>(act);
}
