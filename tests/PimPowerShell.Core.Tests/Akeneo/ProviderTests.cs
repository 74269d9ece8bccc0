using System;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

public sealed class ProviderTests
{
    [Theory]
    [InlineData("4.0.1", ProductIdFormat.Identifier)]
    [InlineData("6.0.9", ProductIdFormat.Identifier)]
    [InlineData("7.0.42", ProductIdFormat.Uuid)]
    [InlineData("10.0.0", ProductIdFormat.Uuid)]
    [InlineData("v20250717143807", ProductIdFormat.Uuid)]
    public async Task The_version_decides_how_products_are_addressed(string version, ProductIdFormat expected)
    {
        using var pim = new TestPim(new PimSandboxOptions { Version = version, Edition = version[0] == 'v' ? "Serenity" : "CE" });

        await pim.Provider.ConnectAsync(pim.Context);

        Assert.Equal(version, pim.Provider.Server.Version);
        Assert.Equal(expected, Format(pim.Provider));
        Assert.Equal(expected == ProductIdFormat.Uuid ? "uuid" : "identifier", pim.Provider.ProductKey);
    }

    [Theory]
    [InlineData("7.0.42", "CE", PimEditions.Community)]
    [InlineData("7.0.42", "EE", PimEditions.Enterprise)]
    [InlineData(null, "Serenity", PimEditions.Hosted)]
    [InlineData("v20250717143807", null, PimEditions.Hosted)]
    [InlineData("1.7", null, PimEditions.Community | PimEditions.Enterprise)]
    public void What_it_says_of_itself_tells_its_edition(string? version, string? edition, PimEditions expected) =>
        Assert.Equal(expected, AkeneoServer.EditionsOf(new PimServer(version, edition)));

    [Theory]
    [InlineData(PimEditions.All, null)]
    [InlineData(PimEditions.Hosted, "the SaaS edition")]
    [InlineData(PimEditions.Enterprise, "the Enterprise edition")]
    [InlineData(PimEditions.AboveCommunity, "the Enterprise or the SaaS edition")]
    public void Editions_are_named_in_words(PimEditions editions, string? words) => Assert.Equal(words, editions.ToWords());

    [Fact]
    public async Task A_pim_that_does_not_tell_its_version_is_an_old_one()
    {
        using var server = new ScriptedServer(request => request.Target == "/api/rest/v1"
            ? ScriptedAnswer.Json("""{"host":"http://pim","authentication":{},"routes":{}}""")
            : ScriptedAnswer.Json("""{"code":404,"message":"No route found"}""", 404));
        using AkeneoProvider provider = Make.App(server.Url);

        await provider.ConnectAsync(new CallContext());

        Assert.Null(provider.Server.Version);
        Assert.Equal(ProductIdFormat.Identifier, Format(provider));
    }

    [Fact]
    public async Task What_has_no_version_and_no_routes_is_no_pim()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""{"code":404,"message":"No route found"}""", 404));
        using AkeneoProvider provider = Make.App(server.Url);

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(new CallContext()));

        Assert.Equal(PimErrorKind.WrongServer, error.Kind);
    }

    [Theory]
    [InlineData("""{"version":null,"edition":null}""", ProductIdFormat.Identifier)]
    [InlineData("""{"version":"","edition":"CE"}""", ProductIdFormat.Identifier)]
    [InlineData("""{"version":"master","edition":"CE"}""", ProductIdFormat.Identifier)]
    public async Task An_odd_version_is_an_old_one(string answer, ProductIdFormat expected)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json(answer));
        using AkeneoProvider provider = Make.App(server.Url);

        await provider.ConnectAsync(new CallContext());

        Assert.Equal(expected, Format(provider));
    }

    [Theory]
    [InlineData("7.0.42", ProductIdFormat.Identifier)]
    [InlineData("4.0.1", ProductIdFormat.Uuid)]
    public async Task The_callers_choice_holds(string version, ProductIdFormat format)
    {
        using var pim = new TestPim(new PimSandboxOptions { Version = version }, format: format);

        await pim.Provider.ConnectAsync(pim.Context);

        Assert.Equal(format, Format(pim.Provider));
    }

    [Theory]
    [InlineData("7.0.42", "CE", PimCapabilities.Files)]
    [InlineData("7.0.42", "Serenity", PimCapabilities.CategoryChanges | PimCapabilities.RecordsAcross | PimCapabilities.Files)]
    [InlineData("v20250717143807", "Serenity", PimCapabilities.CategoryChanges | PimCapabilities.RecordsAcross | PimCapabilities.Files)]
    public async Task What_only_the_saas_edition_can_is_told(string version, string edition, PimCapabilities expected)
    {
        using var pim = new TestPim(new PimSandboxOptions { Version = version, Edition = edition });
        Assert.Equal(PimCapabilities.Files, pim.Provider.Capabilities);

        await pim.Provider.ConnectAsync(pim.Context);

        Assert.Equal(expected, pim.Provider.Capabilities);
        Assert.Equal(edition, pim.Provider.Server.Edition);
    }

    [Fact]
    public void A_provider_says_who_and_where_before_it_connects()
    {
        using AkeneoProvider provider = Make.User(new Uri("https://pim.example/some/where"), userName: "julia");

        Assert.Equal("Akeneo", provider.Name);
        Assert.Equal("julia", provider.UserName);
        Assert.Equal(new Uri("https://pim.example/some/where/"), provider.Root);
        Assert.Equal(new(100, 1_000_000, 4 * 1024 * 1024), provider.BatchLimits);
        Assert.Equal("Product", provider.Resources[0].Noun);
    }

    private static ProductIdFormat Format(AkeneoProvider provider) =>
        provider.Resources.Single(resource => resource.Noun == "Product") == AkeneoResources.ProductByUuid ? ProductIdFormat.Uuid : ProductIdFormat.Identifier;
}
