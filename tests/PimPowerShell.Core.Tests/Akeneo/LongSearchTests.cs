using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Searches that are too long for an address.</summary>
public sealed class LongSearchTests
{
    private readonly CallLog _log = new();

    [Fact]
    public async Task A_short_search_is_a_GET()
    {
        using TestPim pim = await Hosted();

        await TestPim.All(pim.Provider, Query(5), _log.Context());

        Assert.All(_log.Attempts, attempt => Assert.Equal("GET", attempt.Method));
    }

    [Fact]
    public async Task A_long_one_is_a_POST_and_finds_the_same_over_several_pages()
    {
        using TestPim pim = await Hosted();
        List<JsonElement> all = await TestPim.All(pim.Provider, new PimQuery(AkeneoResources.ProductByUuid));

        List<JsonElement> found = await TestPim.All(pim.Provider, Query(400) with { PageSize = 50, Options = new Dictionary<string, string> { ["with_completenesses"] = "true", ["attributes"] = "name,sku" } }, _log.Context());

        Assert.Equal(all.Select(Uuid), found.Select(Uuid));
        Assert.All(found, product => Assert.True(product.TryGetProperty("completenesses", out _)));
        Assert.All(_log.Attempts, attempt => Assert.Equal("POST", attempt.Method));
        Assert.Equal(4, _log.Attempts.Count);
        Assert.All(_log.Attempts, attempt => Assert.Contains("/products-uuid/search?pagination_type=search_after&", attempt.Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_can_be_counted()
    {
        using TestPim pim = await Hosted();

        Assert.Equal(150, await pim.Provider.CountAsync(Query(400), _log.Context()));
        Assert.Equal("POST", _log.Attempts.Single().Method);
    }

    [Fact]
    public async Task An_option_that_the_body_does_not_take_is_an_error_before_anything_is_sent()
    {
        using TestPim pim = await Hosted();

        PimException error = await Assert.ThrowsAsync<PimException>(() => TestPim.All(
            pim.Provider, Query(400) with { Options = new Dictionary<string, string> { ["with_root_parent"] = "true" } }, _log.Context()));

        Assert.Equal((PimErrorKind.Input, "Filter"), (error.Kind, error.Subject));
        Assert.Contains("with_root_parent", error.Message, StringComparison.Ordinal);
        Assert.Empty(_log.Attempts);
    }

    [Fact]
    public async Task A_server_without_it_gets_nothing()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 5 });
        await pim.Provider.ConnectAsync(pim.Context);

        PimException error = await Assert.ThrowsAsync<PimException>(() => TestPim.All(pim.Provider, Query(400), _log.Context()));

        Assert.Contains("too long for an address (7000 characters)", error.Message, StringComparison.Ordinal);
        Assert.Empty(_log.Attempts);
    }

    [Fact]
    public async Task Many_keys_are_asked_for_in_parts_as_ever()
    {
        using TestPim pim = await Hosted();
        string[] keys = [.. (await TestPim.All(pim.Provider, new PimQuery(AkeneoResources.ProductByUuid))).Select(Uuid)];

        List<JsonElement> found = await TestPim.All(pim.Provider, new PimQuery(AkeneoResources.ProductByUuid) { Keys = keys }, _log.Context());

        Assert.Equal(150, found.Count);
        Assert.All(_log.Attempts, attempt => Assert.Equal("GET", attempt.Method));
    }

    private static async Task<TestPim> Hosted()
    {
        var pim = new TestPim(new PimSandboxOptions { ProductCount = 150, Edition = "Serenity", Version = "v20250717143807" });
        await pim.Provider.ConnectAsync(pim.Context);
        return pim;
    }

    /// <summary>All products, in so many words.</summary>
    private static PimQuery Query(int words) => new(AkeneoResources.ProductByUuid)
    {
        Criteria = [new PimCriterion("uuid", "NOT IN", Enumerable.Range(0, words).Select(i => $"00000000-0000-4000-8000-{i:x12}").ToArray())],
    };

    private static string Uuid(JsonElement product) => product.GetProperty("uuid").GetString()!;
}
