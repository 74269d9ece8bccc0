using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Searches in JSON are looked at as other conditions are, and sent as they are.</summary>
public sealed class SearchCheckTests(TestPim pim) : IClassFixture<TestPim>
{
    private static readonly PimResource s_product = AkeneoResources.ProductByUuid;

    [Theory]
    [InlineData("""{"family":[{"operator":"CONTAINS","value":"a"}]}""", "Filter: 'family' has no operator 'CONTAINS'; it has IN, NOT IN, EMPTY, NOT EMPTY.")]
    [InlineData("""{"family":[{"operator":"NONSENSE"}]}""", "Filter: 'family' has no operator 'NONSENSE'; it has IN, NOT IN, EMPTY, NOT EMPTY.")]
    [InlineData("""{"family":[{"operator":"in","value":["a"]}]}""", "Filter: 'family' has no operator 'in'; it has IN, NOT IN, EMPTY, NOT EMPTY.")]
    [InlineData("""{"family":[{"operator":["IN"]}]}""", "Filter: 'family' has no operator '[\"IN\"]'; it has IN, NOT IN, EMPTY, NOT EMPTY.")]
    [InlineData("""{"erp_name":[{"operator":"IN","value":["a"]}]}""", "Filter: 'erp_name', which is of the type pim_catalog_text, has no operator 'IN'; it has STARTS WITH, CONTAINS, DOES NOT CONTAIN, =, !=, EMPTY, NOT EMPTY.")]
    [InlineData("""{"erp_name":[{"operator":"=","value":"a"},{"operator":"=","value":true}]}""", "Filter: 'erp_name' is compared with text, not with 'True'.")]
    [InlineData("""{"name":[{"operator":"=","value":"a","locale":null}]}""", "Filter: a condition on 'name' needs a locale, and none is given.")]
    [InlineData("""{"season":[{"operator":"IN","value":["a"],"channel":"ecommerce"}]}""", "Filter: a condition on 'season' needs a channel, and none is given.")]
    [InlineData("""{"famly":[{"operator":"IN","value":["a"]}]}""", "Filter: 'famly' is neither a property of Product nor an attribute of this PIM. The properties are uuid, ")]
    public async Task What_does_not_fit_is_said(string search, string message)
    {
        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.ReadFilterAsync(new PimQuery(s_product) { Search = search }, [], pim.Context));

        Assert.Equal(PimErrorKind.Input, error.Kind);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"price":[{"operator":"<","value":{"amount":200.50,"currency":"EUR"}}],"weight":[{"operator":">","value":{"amount":1,"unit":"GRAM"}}]}""")]
    [InlineData("""{"completeness":[{"operator":"LOWER THAN ON ALL LOCALES","value":80,"scope":"ecommerce","locales":["en_US","fr_FR"]}],"family":[{"operator":"EMPTY","value":""}]}""")]
    [InlineData("""{"updated":[{"operator":"BETWEEN","value":["2020-01-01 00:00:00","2030-01-01 00:00:00"]}],"release_date":[{"operator":">","value":"2020-01-01"}]}""")]
    [InlineData("{}")]
    public async Task What_fits_is_the_callers_own(string search)
    {
        var query = new PimQuery(s_product) { Search = search };

        Assert.Empty(await pim.Provider.ReadFilterAsync(query, [], pim.Context));
        Assert.Equal(search, pim.Provider.WriteFilter(query));
        _ = await pim.All(query);
    }

    [Fact]
    public async Task Other_conditions_come_back_without_those_of_the_json()
    {
        var query = new PimQuery(s_product) { Search = """{"family":[{"operator":"EMPTY"}]}""", MoreSearches = ["""{"warranty_years":[{"operator":">","value":1}]}"""] };

        PimCriterion only = Assert.Single(await pim.Provider.ReadFilterAsync(query, [new PimCondition("color", "IN", "red")], pim.Context));

        Assert.Equal(("color", "IN"), (only.Field, only.Operator));
    }

    [Fact]
    public async Task A_condition_of_a_record_may_stand_alone()
    {
        PimResource record = pim.Resource("ReferenceEntityRecord");
        var query = new PimQuery(record) { Search = """{"code":{"operator":"IN","value":["nord"]}}""", PathValues = new Dictionary<string, string> { ["reference_entity"] = "brand" } };

        Assert.Empty(await pim.Provider.ReadFilterAsync(query, [], pim.Context));
        Assert.Equal("""{"code":[{"operator":"IN","value":["nord"]}]}""", pim.Provider.WriteFilter(query));
    }

    [Fact]
    public async Task A_condition_on_an_attribute_of_a_record_may_stand_alone()
    {
        using var hosted = new TestPim(new() { Edition = "Serenity" });
        await hosted.Provider.ConnectAsync(hosted.Context);
        var query = new PimQuery(hosted.Resource("ReferenceEntityRecord"))
        {
            Search = """{"founded":{"operator":">","value":"1950"}}""",
            PathValues = new Dictionary<string, string> { ["reference_entity"] = "brand" },
        };

        Assert.Empty(await hosted.Provider.ReadFilterAsync(query, [], hosted.Context));
        Assert.NotEmpty(await hosted.All(query));
    }

    [Fact]
    public async Task Where_attributes_cannot_be_read_json_is_sent_and_a_table_is_not()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""{"code":403,"message":"Access forbidden."}""", 403));
        using AkeneoProvider provider = Make.App(server.Url);
        List<PimNote> notes = [];
        var context = new CallContext { Notes = notes.Add };
        var query = new PimQuery(s_product) { Search = """{"color":[{"operator":"IN","value":["red"]}]}""" };

        Assert.Empty(await provider.ReadFilterAsync(query, [], context));
        Assert.Contains("cannot be read", Assert.Single(notes).Text, StringComparison.Ordinal);
        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ReadFilterAsync(query, [new PimCondition("color", "IN", "red")], context));
        Assert.Equal(PimErrorKind.Forbidden, error.Kind);
    }
}
