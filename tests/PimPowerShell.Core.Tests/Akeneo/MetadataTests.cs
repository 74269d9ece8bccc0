using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

public sealed class MetadataTests
{
    [Fact]
    public async Task Definitions_are_asked_for_once_and_together()
    {
        using var pim = new TestPim(new() { ProductCount = 1 });

        IReadOnlyDictionary<string, AttributeDefinition> first = await pim.Provider.Metadata.GetAttributesAsync(["name", "NAME", "weight"], pim.Context);
        IReadOnlyDictionary<string, AttributeDefinition> second = await pim.Provider.Metadata.GetAttributesAsync(["weight", "Name"], pim.Context);

        Assert.Equal(1, pim.Counters.ApiRequests);
        Assert.Equal(2, first.Count);
        Assert.Equal(2, second.Count);
        Assert.True(first["name"].Localizable);
        Assert.False(first["name"].Scopable);
        Assert.True(first["weight"].DecimalsAllowed);
    }

    [Fact]
    public async Task One_that_does_not_exist_is_left_out()
    {
        using var pim = new TestPim(new() { ProductCount = 1 });

        IReadOnlyDictionary<string, AttributeDefinition> found = await pim.Provider.Metadata.GetAttributesAsync(["name", "none_such"], pim.Context);

        Assert.Equal(["name"], found.Keys);
    }

    [Fact]
    public async Task The_identifiers_attribute_is_asked_for_once()
    {
        using var pim = new TestPim(new() { ProductCount = 1 });

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("sku", await pim.Provider.Metadata.GetIdentifierAttributeAsync(pim.Context));
        }

        Assert.Equal(1, pim.Counters.ApiRequests);
    }

    [Fact]
    public async Task The_main_identifier_is_taken_of_several()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json(
            """[{"code":"ean","type":"pim_catalog_identifier","is_main_identifier":false},{"code":"sku","type":"pim_catalog_identifier","is_main_identifier":true}]"""));
        using AkeneoProvider provider = Make.App(server.Url);

        Assert.Equal("sku", await provider.Metadata.GetIdentifierAttributeAsync(new CallContext()));
    }

    [Fact]
    public async Task Who_may_read_no_attributes_has_no_identifier()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""{"code":403,"message":"no"}""", 403));
        using AkeneoProvider provider = Make.App(server.Url);

        Assert.Null(await provider.Metadata.GetIdentifierAttributeAsync(new CallContext()));
        Assert.Null(await provider.Metadata.GetIdentifierAttributeAsync(new CallContext()));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_fault_is_not_remembered()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(500), ScriptedAnswer.Json("""[{"code":"sku","type":"pim_catalog_identifier"}]"""));
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));

        await Assert.ThrowsAsync<PimException>(() => provider.Metadata.GetIdentifierAttributeAsync(new CallContext()));

        Assert.Equal("sku", await provider.Metadata.GetIdentifierAttributeAsync(new CallContext()));
    }

    [Fact]
    public async Task Codes_for_completion_are_asked_for_once_and_enabled_ones_alone()
    {
        using var pim = new TestPim(new() { ProductCount = 1 });

        IReadOnlyList<string> locales = await pim.Provider.Metadata.GetCodesAsync("Locale", pim.Context);
        IReadOnlyList<string> again = await pim.Provider.Metadata.GetCodesAsync("Locale", pim.Context);

        Assert.Equal(["de_DE", "en_US", "fr_FR"], locales.Order());
        Assert.Same(locales, again);
        Assert.Equal(1, pim.Counters.ApiRequests);
    }

    [Fact]
    public async Task Codes_for_completion_stop_at_five_thousand()
    {
        int page = 0;
        using var server = new ScriptedServer(_ => ScriptedAnswer.Json(
            $$$"""{"_links":{"next":{"href":"http://x?page=2"}},"_embedded":{"items":[{{{string.Join(",", Enumerable.Range(page++ * 100, 100).Select(i => $$"""{"code":"c{{i}}"}"""))}}}]}}"""));
        using AkeneoProvider provider = Make.App(server.Url);

        IReadOnlyList<string> codes = await provider.Metadata.GetCodesAsync("Family", new CallContext());

        Assert.Equal(5000, codes.Count);
        Assert.Equal(50, server.Requests.Count);
    }
}
