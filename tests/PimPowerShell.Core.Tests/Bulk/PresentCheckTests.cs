using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

/// <summary>Lines that go one by one are held against what is there too, and extensions against the rules of their secrets.</summary>
public sealed class PresentCheckTests : IAsyncLifetime
{
    private static readonly BulkSettings s_validate = new() { Validate = true };
    private static readonly BulkSettings s_onlyChanged = new() { OnlyChanged = true };

    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 5, Edition = "Serenity", Version = "v20250717143807" });

    public Task InitializeAsync() => _pim.Provider.ConnectAsync(_pim.Context);

    public Task DisposeAsync()
    {
        _pim.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("ReferenceEntityAttribute", "reference_entity", "brand", "label", """{"code":"label","value_per_locale":false}""", "value_per_locale")]
    [InlineData("ReferenceEntityAttribute", "reference_entity", "brand", "none", """{"code":"none","labels":{}}""", "type")]
    [InlineData("AssetAttribute", "asset_family", "packshots", "none", """{"code":"none","labels":{}}""", "type")]
    public async Task What_does_not_fit_to_an_attribute_is_not_sent(string noun, string owner, string entity, string key, string line, string field)
    {
        foreach (BulkSettings settings in new[] { s_validate, s_onlyChanged })
        {
            BulkResult result = await Write(noun, key, line, settings, (owner, entity));

            Assert.Equal((BulkStatus.Failed, "Not sent.", null), (result.Status, result.Message, result.StatusCode));
            Assert.Equal(field, Assert.Single(result.Errors).Property);
        }
    }

    [Fact]
    public async Task An_action_stays_where_actions_can_be()
    {
        string uuid = await Extension("action");

        BulkResult moved = await Write("UiExtension", uuid, $$"""{"uuid":"{{uuid}}","position":"pim.product.tab"}""", s_validate);
        BulkResult renamed = await Write("UiExtension", uuid, $$"""{"uuid":"{{uuid}}","name":"renamed"}""", s_validate);

        Assert.Contains("an action cannot be at 'pim.product.tab'", Assert.Single(moved.Errors).Message);
        Assert.Equal(BulkStatus.Updated, renamed.Status);
    }

    [Theory]
    [InlineData("action", "***REDACTED***", "is what the server shows of a secret that it has")]
    [InlineData("action", "Sesame-43", "is too short; the server takes one of 32 characters or more")]
    [InlineData("link", "Sesame-42-and-then-some-until-it-is-long", "nothing is signed for the type link")]
    public async Task A_secret_that_the_server_would_refuse_is_not_sent(string type, string secret, string message)
    {
        string uuid = await Extension(type);

        BulkResult result = await Write("UiExtension", uuid, JsonSerializer.Serialize(new { uuid, configuration = new { secret } }), new BulkSettings());

        PimFieldError error = Assert.Single(result.Errors);
        Assert.Equal("configuration.secret", error.Property);
        Assert.Contains(message, error.Message);
        Assert.DoesNotContain("Sesame", result.Message + error.Message);
        Assert.DoesNotContain(_pim.Counters.Routes.Keys, route => route.StartsWith("PATCH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_type_that_is_not_known_here_is_remarked_on_and_sent()
    {
        BulkResult result = await Write(
            "ReferenceEntityAttribute", "mood", """{"code":"mood","type":"txt"}""", s_validate, ("reference_entity", "brand"));

        Assert.Equal((BulkStatus.Failed, 422), (result.Status, result.StatusCode));
        Assert.Contains("Did you mean 'text'?", Assert.Single(result.Warnings));
    }

    [Fact]
    public async Task Lines_that_nobody_has_to_look_up_go_out_where_others_cannot_be_looked_up()
    {
        using ScriptedServer server = Unreadable(500);

        List<BulkResult> results = await WriteTypes(server, new CallContext());

        Assert.Equal([BulkStatus.Skipped, BulkStatus.Updated], results.Select(result => result.Status));
        Assert.StartsWith("Not sent, since what the server holds could not be read", results[0].Message);
        Assert.DoesNotContain("one", Assert.Single(server.Requests, request => request.Method == "PATCH").Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_login_may_not_look_up_is_left_to_the_server()
    {
        using ScriptedServer server = Unreadable(403);
        var notes = new List<PimNote>();

        List<BulkResult> results = await WriteTypes(server, new CallContext(default, null, notes.Add));

        Assert.Equal([BulkStatus.Updated, BulkStatus.Updated], results.Select(result => result.Status));
        Assert.Contains("cannot be read", Assert.Single(notes, note => note.IsWarning).Text);
    }

    private static ScriptedServer Unreadable(int refusal) => new(request => request.Method == "GET"
        ? ScriptedAnswer.Json($$"""{"code":{{refusal}},"message":"not now"}""", refusal)
        : ScriptedAnswer.Text(
            string.Join('\n', Enumerable.Range(1, request.Body.Count(c => c == '\n') + (request.Body.EndsWith('\n') ? 0 : 1)).Select(line => $$"""{"line":{{line}},"status_code":204}""")),
            "application/vnd.akeneo.collection+json", 200));

    private async Task<List<BulkResult>> WriteTypes(ScriptedServer server, CallContext context)
    {
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));
        PimResource types = _pim.Resource("AssociationType");
        BulkItem[] items = [new(0, types, "one", Make.Utf8("""{"code":"one","is_two_way":true}""")), new(1, types, "two", Make.Utf8("""{"code":"two","labels":{}}"""))];
        return await BulkRun.Write(provider, items, s_validate with { MaximumRetryCount = 0 }, context);
    }

    private async Task<BulkResult> Write(string noun, string key, string line, BulkSettings settings, params (string Name, string Key)[] owners) => Assert.Single(await BulkRun.Write(
        _pim.Provider, [new BulkItem(0, _pim.Resource(noun), key, Make.Utf8(line)) { PathValues = owners.Length == 0 ? null : owners.ToDictionary(owner => owner.Name, owner => owner.Key) }], settings));

    private async Task<string> Extension(string type) =>
        (await _pim.All(new PimQuery(_pim.Resource("UiExtension")))).First(extension => extension.GetProperty("type").GetString() == type).GetProperty("uuid").GetString()!;
}
