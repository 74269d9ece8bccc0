using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Single writes: what is asked for happens once, whatever becomes of the answer.</summary>
public sealed class WriteTests
{
    private const string Create = "POST /api/rest/v1/products-uuid";
    private const string Change = "PATCH /api/rest/v1/products-uuid/{uuid}";
    private const string Delete = "DELETE /api/rest/v1/products-uuid/{uuid}";

    private static readonly PimResource s_product = AkeneoResources.ProductByUuid;

    [Fact]
    public async Task A_new_product_is_created_once()
    {
        using TestPim pim = Start();
        string uuid = NewUuid();

        WriteOutcome outcome = await pim.Provider.WriteAsync(New(uuid), pim.Context);

        Assert.Equal(new WriteOutcome(201, uuid), outcome);
        Assert.NotNull(await pim.Product(uuid));
        Assert.Equal(1, pim.Counters.Routes[Create]);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    public async Task What_has_no_address_is_not_deleted_where_there_are_no_uuids(string identifier)
    {
        using var old = new TestPim(new PimSandboxOptions { Version = "6.0.10", ProductCount = 3 });
        await old.Provider.ConnectAsync(old.Context);
        await old.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByIdentifier, WriteVerb.Upsert, identifier, Make.Utf8("{}")), old.Context);
        long before = old.Counters.Requests;

        PimException error = await Assert.ThrowsAsync<PimException>(
            () => old.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByIdentifier, WriteVerb.Delete, identifier), old.Context));

        Assert.Equal((PimErrorKind.Input, before), (error.Kind, old.Counters.Requests));
        Assert.StartsWith($"'{identifier}' cannot be part of an address, and this server knows products by their identifier alone", error.Message, StringComparison.Ordinal);
        Assert.Single(await old.All(new PimQuery(AkeneoResources.ProductByIdentifier) { Keys = [identifier] }));
    }

    [Fact]
    public async Task The_server_may_choose_the_key()
    {
        using TestPim pim = Start();

        WriteOutcome outcome = await pim.Provider.WriteAsync(new PimWrite(s_product, WriteVerb.Create, null, Make.Utf8("{}")), pim.Context);

        Assert.Equal(201, outcome.StatusCode);
        Assert.True(Guid.TryParse(outcome.Key, out _));
        Assert.NotNull(await pim.Product(outcome.Key!));
    }

    [Fact]
    public async Task A_creation_whose_answer_was_lost_made_one_and_is_told_as_such()
    {
        using TestPim pim = Start();
        string uuid = NewUuid();
        await Warm(pim);
        pim.Options.ResetAfterActingEvery = 2;

        Assert.Equal(200, await pim.GetStatus());
        WriteOutcome outcome = await pim.Provider.WriteAsync(New(uuid, "lost-1"), pim.Context);
        pim.Options.ResetAfterActingEvery = 0;

        Assert.Equal(new WriteOutcome(201, uuid), outcome);
        Assert.Equal(1, pim.Counters.Routes[Create]);
        Assert.Single(await Named(pim, "lost-1"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task So_is_one_that_was_answered_with_an_error_page(int retries)
    {
        using TestPim pim = Start(Make.Settings(retries: retries));
        string uuid = NewUuid();
        await Warm(pim);
        pim.Options.FailAfterActingEvery = 2;

        Assert.Equal(200, await pim.GetStatus());
        WriteOutcome outcome = await pim.Provider.WriteAsync(New(uuid, "lost-1"), pim.Context);
        pim.Options.FailAfterActingEvery = 0;

        Assert.Equal(new WriteOutcome(201, uuid), outcome);
        Assert.Equal(1, pim.Counters.Routes[Create]);
        Assert.Single(await Named(pim, "lost-1"));
    }

    [Fact]
    public async Task What_was_there_before_proves_nothing()
    {
        using TestPim pim = Start();
        string uuid = NewUuid();
        await pim.Provider.WriteAsync(New(uuid, "old-1"), pim.Context);
        await Warm(pim);
        pim.Options.FailEvery = 2;

        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.WriteAsync(New(uuid, "old-1") with { IsOwnKey = false }, pim.Context));

        Assert.True(error.MayHaveActed);
        Assert.Contains("cannot be known", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, pim.Counters.Routes[Create]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_creation_that_never_arrived_is_sent_again(bool isReset)
    {
        using TestPim pim = Start();
        string uuid = NewUuid();
        await Warm(pim);
        pim.Options.ResetEvery = isReset ? 3 : 0;
        pim.Options.FailEvery = isReset ? 0 : 3;

        Assert.Equal(200, await pim.GetStatus());
        Assert.Equal(200, await pim.GetStatus());
        WriteOutcome outcome = await pim.Provider.WriteAsync(New(uuid, "late-1"), pim.Context);

        // lost, looked for, sent again
        Assert.Equal(new WriteOutcome(201, uuid), outcome);
        Assert.Equal(5, pim.Counters.ApiRequests);
        Assert.Equal(2, pim.Counters.Routes[Create]);
        pim.Options.ResetEvery = pim.Options.FailEvery = 0;
        Assert.Single(await Named(pim, "late-1"));
    }

    [Fact]
    public async Task A_creation_without_a_key_whose_answer_was_lost_is_an_error()
    {
        using TestPim pim = Start();
        await Warm(pim);
        pim.Options.ResetAfterActingEvery = 1;

        PimException error = await Assert.ThrowsAsync<PimException>(
            () => pim.Provider.WriteAsync(new PimWrite(s_product, WriteVerb.Create, null, Make.Utf8("""{"values":{"sku":[{"locale":null,"scope":null,"data":"lost-2"}]}}""")), pim.Context));
        pim.Options.ResetAfterActingEvery = 0;

        Assert.Equal(PimErrorKind.Broken, error.Kind);
        Assert.True(error.MayHaveActed);
        Assert.Equal(1, pim.Counters.Routes[Create]);
        Assert.Single(await Named(pim, "lost-2"));
    }

    [Fact]
    public async Task A_taken_key_is_refused_in_the_servers_words()
    {
        using TestPim pim = Start();
        string uuid = (await pim.Uuids(1))[0];

        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.WriteAsync(New(uuid), pim.Context));

        Assert.Equal(PimErrorKind.Refused, error.Kind);
        Assert.Equal(422, error.StatusCode);
        Assert.Equal("Validation failed.", error.ServerMessage);
        Assert.Equal("uuid", error.Errors.Single().Property);
        Assert.Contains(uuid, error.Errors.Single().Message, StringComparison.Ordinal);
        Assert.Contains("[uuid]", error.Message, StringComparison.Ordinal);
        Assert.False(error.MayHaveActed);
    }

    [Fact]
    public async Task Every_field_error_is_told()
    {
        using TestPim pim = Start();
        byte[] body = Make.Utf8("""{"values":{"brand":[{"locale":null,"scope":null,"data":"none_such"}]}}""");

        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.WriteAsync(new PimWrite(s_product, WriteVerb.Upsert, NewUuid(), body), pim.Context));

        PimFieldError field = error.Errors.Single();
        Assert.Equal("values", field.Property);
        Assert.Equal("brand", field.Attribute);
        Assert.EndsWith($"Validation failed. [brand] {field.Message}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_makes_what_is_not_there()
    {
        using TestPim pim = Start();
        string uuid = NewUuid();

        WriteOutcome created = await pim.Provider.WriteAsync(Switch(uuid, false), pim.Context);
        WriteOutcome changed = await pim.Provider.WriteAsync(Switch(uuid, true), pim.Context);

        Assert.Equal(new WriteOutcome(201, uuid), created);
        Assert.Equal(new WriteOutcome(204, uuid), changed);
        Assert.True((await pim.Product(uuid))!.Value.GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task A_change_that_must_find_something_makes_nothing()
    {
        using TestPim pim = Start();
        string uuid = NewUuid();

        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.WriteAsync(Switch(uuid, false) with { MustExist = true }, pim.Context));

        Assert.Equal(PimErrorKind.NotFound, error.Kind);
        Assert.False(pim.Counters.Routes.ContainsKey(Change));
        Assert.Null(await pim.Product(uuid));
    }

    [Fact]
    public async Task A_change_that_must_find_something_changes_it()
    {
        using TestPim pim = Start();
        string uuid = (await pim.Uuids(1))[0];

        WriteOutcome outcome = await pim.Provider.WriteAsync(Switch(uuid, false) with { MustExist = true }, pim.Context);

        Assert.Equal(new WriteOutcome(204, uuid), outcome);
        Assert.False((await pim.Product(uuid))!.Value.GetProperty("enabled").GetBoolean());
    }

    [Theory]
    [InlineData("plain-1")]
    [InlineData("with/slash +#%é")]
    public async Task A_change_by_identifier_finds_the_uuid(string identifier)
    {
        using TestPim pim = Start();
        string uuid = NewUuid();
        await pim.Provider.WriteAsync(New(uuid, identifier), pim.Context);

        WriteOutcome outcome = await pim.Provider.WriteAsync(Switch(identifier, false), pim.Context);

        Assert.Equal(new WriteOutcome(204, uuid), outcome);
        Assert.False((await pim.Product(uuid))!.Value.GetProperty("enabled").GetBoolean());
    }

    [Theory]
    [InlineData(WriteVerb.Upsert)]
    [InlineData(WriteVerb.Delete)]
    public async Task An_identifier_that_is_not_there_is_not_found(WriteVerb verb)
    {
        using TestPim pim = Start();

        PimException error = await Assert.ThrowsAsync<PimException>(
            () => pim.Provider.WriteAsync(new PimWrite(s_product, verb, "none such", Make.Utf8("{}")), pim.Context));

        Assert.Equal(PimErrorKind.NotFound, error.Kind);
        Assert.Equal("none such", error.Subject);
        Assert.Contains("Product 'none such' does not exist", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("..")]
    public async Task Where_identifiers_are_the_keys_one_that_no_address_can_hold_is_written_and_deleted_all_the_same(string identifier)
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 }, format: ProductIdFormat.Identifier);
        // whether there are uuids to delete it by, the version tells
        await pim.Provider.ConnectAsync(pim.Context);
        var write = new PimWrite(AkeneoResources.ProductByIdentifier, WriteVerb.Upsert, identifier, Make.Utf8("""{"enabled":false}"""));
        var query = new PimQuery(AkeneoResources.ProductByIdentifier) { Keys = [identifier] };

        PimException missing = await Assert.ThrowsAsync<PimException>(() => pim.Provider.WriteAsync(write with { MustExist = true }, pim.Context));
        WriteOutcome made = await pim.Provider.WriteAsync(write, pim.Context);
        JsonElement item = (await pim.All(query, pim.Context)).Single();
        WriteOutcome changed = await pim.Provider.WriteAsync(write with { MustExist = true, Body = Make.Utf8("""{"enabled":true}""") }, pim.Context);
        bool isEnabled = (await pim.All(query, pim.Context)).Single().GetProperty("enabled").GetBoolean();
        await pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByIdentifier, WriteVerb.Delete, identifier), pim.Context);

        Assert.Equal(PimErrorKind.NotFound, missing.Kind);
        Assert.Equal(new WriteOutcome(201, identifier), made);
        Assert.False(item.GetProperty("enabled").GetBoolean());
        Assert.Equal(new WriteOutcome(204, identifier), changed);
        Assert.True(isEnabled);
        Assert.Empty(await pim.All(query, pim.Context));
    }

    [Fact]
    public async Task A_model_that_no_address_can_hold_cannot_be_deleted()
    {
        using TestPim pim = Start();

        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductModel, WriteVerb.Delete, "a/b"), pim.Context));

        Assert.Equal(PimErrorKind.Input, error.Kind);
        Assert.Equal("a/b", error.Subject);
        Assert.Equal(0, pim.Counters.Requests);
    }

    [Fact]
    public async Task A_write_needs_a_key()
    {
        using TestPim pim = Start();

        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.WriteAsync(new PimWrite(s_product, WriteVerb.Delete, null), pim.Context));

        Assert.Equal(PimErrorKind.Input, error.Kind);
        Assert.Equal("A Product needs its uuid.", error.Message);
    }

    [Fact]
    public async Task A_deleted_product_is_gone()
    {
        using TestPim pim = Start();
        string uuid = (await pim.Uuids(1))[0];

        WriteOutcome outcome = await pim.Provider.WriteAsync(new PimWrite(s_product, WriteVerb.Delete, uuid), pim.Context);

        Assert.Equal(new WriteOutcome(204, uuid), outcome);
        Assert.Null(await pim.Product(uuid));
        Assert.Equal(1, pim.Counters.Routes[Delete]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deletion_whose_answer_was_lost_is_done(bool isReset)
    {
        using TestPim pim = Start();
        string uuid = (await pim.Uuids(1))[0];
        await Warm(pim);
        pim.Options.ResetAfterActingEvery = isReset ? 2 : 0;
        pim.Options.FailAfterActingEvery = isReset ? 0 : 2;

        Assert.Equal(200, await pim.GetStatus());
        WriteOutcome outcome = await pim.Provider.WriteAsync(new PimWrite(s_product, WriteVerb.Delete, uuid), pim.Context);

        Assert.Equal(new WriteOutcome(204, uuid), outcome);
        Assert.Equal(2, pim.Counters.Routes[Delete]);
    }

    [Fact]
    public async Task A_deletion_whose_answer_and_token_were_lost_is_done()
    {
        int deletions = 0;
        using var server = new ScriptedServer(request => request.Method switch
        {
            "POST" => ScriptedAnswer.Json($$"""{"access_token":"t{{request.Number}}","expires_in":3600}"""),
            _ => ++deletions switch { 1 => ScriptedAnswer.Reset, 2 => new ScriptedAnswer(401), _ => new ScriptedAnswer(404) },
        });
        using AkeneoProvider provider = Make.User(server.Url);

        WriteOutcome outcome = await provider.WriteAsync(new PimWrite(s_product, WriteVerb.Delete, NewUuid()), new CallContext());

        Assert.Equal(204, outcome.StatusCode);
        Assert.Equal(3, deletions);
    }

    [Fact]
    public async Task A_deletion_of_nothing_is_not_found()
    {
        using TestPim pim = Start();

        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.WriteAsync(new PimWrite(s_product, WriteVerb.Delete, NewUuid()), pim.Context));

        Assert.Equal(PimErrorKind.NotFound, error.Kind);
    }

    [Fact]
    public async Task A_deletion_of_nothing_that_had_to_wait_is_not_found_either()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(429), ScriptedAnswer.Json("""{"code":404,"message":"no"}""", 404));
        using AkeneoProvider provider = Make.App(server.Url);

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.WriteAsync(new PimWrite(s_product, WriteVerb.Delete, NewUuid()), new CallContext()));

        Assert.Equal(PimErrorKind.NotFound, error.Kind);
        Assert.Equal(2, error.Attempts);
    }

    [Fact]
    public async Task Options_go_with_the_write()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(204));
        using AkeneoProvider provider = Make.App(server.Url);
        string uuid = NewUuid();

        await provider.WriteAsync(Switch(uuid, true) with { Options = new Dictionary<string, string> { ["create_missing_options"] = "true" } }, new CallContext());

        Assert.Equal("PATCH", server.Requests[0].Method);
        Assert.Equal($"/api/rest/v1/products-uuid/{uuid}?create_missing_options=true", server.Requests[0].Target);
        Assert.Equal("""{"enabled":true}""", server.Requests[0].Body);
    }

    [Fact]
    public async Task Who_may_only_read_is_told_so()
    {
        using TestPim pim = Start();
        pim.Options.ReadOnlyUser = true;

        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.WriteAsync(Switch(NewUuid(), true), pim.Context));

        Assert.Equal(PimErrorKind.Forbidden, error.Kind);
        Assert.Equal(403, error.StatusCode);
    }

    [Fact]
    public async Task Structure_is_written_the_same_way()
    {
        using TestPim pim = Start();
        PimResource category = pim.Resource("Category");

        WriteOutcome created = await pim.Provider.WriteAsync(
            new PimWrite(category, WriteVerb.Create, "new_one", Make.Utf8("""{"code":"new_one","parent":"master"}""")), pim.Context);
        WriteOutcome changed = await pim.Provider.WriteAsync(
            new PimWrite(category, WriteVerb.Upsert, "new_one", Make.Utf8("""{"labels":{"en_US":"New"}}""")), pim.Context);

        Assert.Equal(new WriteOutcome(201, "new_one"), created);
        Assert.Equal(new WriteOutcome(204, "new_one"), changed);
        Assert.Equal("New", (await pim.All(new PimQuery(category) { Keys = ["new_one"] })).Single().GetProperty("labels").GetProperty("en_US").GetString());
    }

    private static TestPim Start(ConnectionSettings? settings = null) => new(new PimSandboxOptions { ProductCount = 20 }, settings);

    /// <summary>Logs in, so that faults strike the calls that the test means.</summary>
    private static async Task Warm(TestPim pim)
    {
        await pim.Provider.Metadata.GetAttributesAsync(["sku"], pim.Context);
        pim.Sandbox.ResetCounters();
    }

    private static string NewUuid() => Guid.NewGuid().ToString();

    private static PimWrite New(string uuid, string? identifier = null)
    {
        object values = identifier is null ? new { } : new { sku = new[] { new { locale = (string?)null, scope = (string?)null, data = identifier } } };
        return new PimWrite(s_product, WriteVerb.Create, uuid, JsonSerializer.SerializeToUtf8Bytes(new { uuid, values })) { IsOwnKey = true };
    }

    private static PimWrite Switch(string key, bool isEnabled) =>
        new(s_product, WriteVerb.Upsert, key, Make.Utf8($$"""{"enabled":{{(isEnabled ? "true" : "false")}}}"""));

    private static Task<List<JsonElement>> Named(TestPim pim, string identifier) => pim.All(new PimQuery(s_product) { Keys = [identifier] });
}
