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

/// <summary>Reference entities and asset families, whose items have attributes of their own.</summary>
public sealed class EntityTests(EntityTests.Pim pim) : IClassFixture<EntityTests.Pim>
{
    [Theory]
    [InlineData("brand", "label", "Kartell", """[{"locale":"en_US","channel":null,"data":"Kartell"}]""")]
    [InlineData("brand", "slogan", "Sit", """[{"locale":"en_US","channel":"ecommerce","data":"Sit"}]""")]
    [InlineData("brand", "founded", 1949, """[{"locale":null,"channel":null,"data":"1949"}]""")]
    [InlineData("brand", "founded", "1949", """[{"locale":null,"channel":null,"data":"1949"}]""")]
    [InlineData("brand", "country", "italy", """[{"locale":null,"channel":null,"data":"italy"}]""")]
    [InlineData("brand", "country", null, """[{"locale":null,"channel":null,"data":null}]""")]
    [InlineData("brand", "strengths", "design", """[{"locale":null,"channel":null,"data":["design"]}]""")]
    [InlineData("brand", "designers", new[] { "a", "b" }, """[{"locale":null,"channel":null,"data":["a","b"]}]""")]
    [InlineData("packshots", "rank", 1.5, """[{"locale":null,"channel":null,"data":"1.5"}]""")]
    [InlineData("packshots", "retouched", "true", """[{"locale":null,"channel":null,"data":true}]""")]
    [InlineData("packshots", "taken", "2024-03-05", """[{"locale":null,"channel":null,"data":"2024-03-05"}]""")]
    [InlineData("packshots", "main_color", "color_01", """[{"locale":null,"channel":null,"data":"color_01"}]""")]
    public async Task A_value_has_the_shape_of_its_attribute(string entity, string attribute, object? value, string expected) =>
        Assert.Equal($$"""{"{{attribute}}":{{expected}}}""", await Shape(entity, attribute, value, "en_US", "ecommerce"));

    [Fact]
    public async Task A_value_in_the_servers_shape_keeps_its_place() =>
        Assert.Equal("""{"slogan":[{"locale":"fr_FR","channel":"mobile","data":"x"}]}""",
            await Shape("brand", "slogan", new Dictionary<string, object?> { ["locale"] = "fr_FR", ["channel"] = "mobile", ["data"] = "x" }, "en_US", "ecommerce"));

    [Theory]
    [InlineData("no_such", "x", "does not exist in 'brand', or you have no permission to see it")]
    [InlineData("founded", "x", "takes a number, not 'x'")]
    [InlineData("label", "x", "has a value for each locale: give -Locale, or a value for each as in @{ en_US = ...; fr_FR = ... }")]
    public async Task What_does_not_fit_names_the_attribute(string attribute, object value, string expected)
    {
        PimException error = await Assert.ThrowsAsync<PimException>(() => Shape("brand", attribute, value));

        Assert.Equal((PimErrorKind.Input, attribute, $"The attribute '{attribute}' {expected}."), (error.Kind, error.Subject, error.Message));
    }

    [Fact]
    public async Task Attributes_are_asked_for_once_until_one_is_written()
    {
        await Shape("color", "hex", "#000000");
        long before = pim.Counters.Requests;
        await Shape("color", "hex", "#ffffff");
        Assert.Equal(before, pim.Counters.Requests);

        await pim.Provider.WriteAsync(new PimWrite(pim.Resource("ReferenceEntityAttribute"), WriteVerb.Upsert, "name", """{"type":"text"}"""u8.ToArray())
        {
            PathValues = In("color"),
        }, pim.Context);
        before = pim.Counters.Requests;
        await Shape("color", "name", "Black");
        Assert.Equal(before + 1, pim.Counters.Requests);
    }

    [Fact]
    public void Conditions_have_the_words_of_records()
    {
        PimCriterion[] criteria =
        [
            new("complete", "=", true, Scope: "ecommerce") { Locales = ["en_US"] },
            new("slogan", "=", "x", "en_US", "ecommerce"),
        ];

        Assert.Equal(
            """{"complete":{"operator":"=","value":true,"channel":"ecommerce","locales":["en_US"]},"slogan":[{"operator":"=","value":"x","locale":"en_US","channel":"ecommerce"}]}""",
            AkeneoSearch.Write(pim.Resource("ReferenceEntityRecord"), criteria, null));
        Assert.Equal("""{"complete":{"operator":"="}}""", AkeneoSearch.Write(pim.Resource("ReferenceEntityRecord"), [], """{"complete":{"operator":"="}}"""));
    }

    [Fact]
    public async Task A_filter_knows_the_attributes_of_the_entity()
    {
        PimResource record = pim.Resource("ReferenceEntityRecord");
        var filter = new Dictionary<string, object?> { ["country"] = new[] { "italy", "spain" }, ["founded"] = 1949 };

        IReadOnlyList<PimCriterion> criteria = await pim.Provider.ReadFilterAsync(record, filter, pim.Context, In("brand"));
        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.ReadFilterAsync(record, filter, pim.Context));

        Assert.Equal(["IN", "="], criteria.Select(criterion => criterion.Operator));
        Assert.Equal("Filter: 'country' can be searched in one reference entity at a time. Everywhere there are code, complete, updated.", error.Message);
    }

    [Fact]
    public async Task Records_are_listed_across_entities()
    {
        List<JsonElement> all = await pim.All(new PimQuery(pim.Resource("ReferenceEntityRecord")));

        Assert.Equal(["brand", "color", "designer"], all.Select(record => record.GetProperty("reference_entity").GetString()!).Distinct().Order());
        Assert.True(pim.Provider.Capabilities.HasFlag(PimCapabilities.RecordsAcross));
    }

    [Fact]
    public async Task Codes_of_entities_are_known_for_completion()
    {
        Assert.Contains("brand", await pim.Provider.Metadata.GetCodesAsync("ReferenceEntity", pim.Context));
        Assert.Contains("packshots", await pim.Provider.Metadata.GetCodesAsync("AssetFamily", pim.Context));
        Assert.Empty(await pim.Provider.Metadata.GetCodesAsync("ReferenceEntityRecord", pim.Context));
    }

    private static Dictionary<string, string> In(string entity) => new() { [entity == "packshots" ? "asset_family" : "reference_entity"] = entity };

    private async Task<string> Shape(string entity, string attribute, object? value, string? locale = null, string? channel = null)
    {
        var item = new PimQuery(pim.Resource(entity == "packshots" ? "Asset" : "ReferenceEntityRecord")) { PathValues = In(entity) };
        ReadOnlyMemory<byte> shaped = await pim.Provider.ShapeValuesAsync(item, new Dictionary<string, object?> { [attribute] = value }, locale, channel, pim.Context);
        return Make.Text(shaped);
    }

    /// <summary>A server with entities.</summary>
    public sealed class Pim : IAsyncLifetime
    {
        private readonly TestPim _pim = new(new PimSandboxOptions { Edition = "Serenity", ProductCount = 1 });

        internal AkeneoProvider Provider => _pim.Provider;

        internal PimSandboxCounters Counters => _pim.Counters;

        internal CallContext Context => _pim.Context;

        public Task InitializeAsync() => Provider.ConnectAsync(Context);

        public Task DisposeAsync()
        {
            _pim.Dispose();
            return Task.CompletedTask;
        }

        internal PimResource Resource(string noun) => _pim.Resource(noun);

        internal Task<List<JsonElement>> All(PimQuery query) => _pim.All(query);
    }
}
