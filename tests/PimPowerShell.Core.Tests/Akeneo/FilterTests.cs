using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Filters written as dictionaries, as PowerShell hands them over.</summary>
public sealed class FilterTests : IClassFixture<TestPim>
{
    private readonly TestPim _pim;

    public FilterTests(TestPim pim) => _pim = pim;

    [Theory]
    [InlineData("family", "shoes", """{"family":[{"operator":"IN","value":["shoes"]}]}""")]
    [InlineData("FAMILY", "shoes", """{"family":[{"operator":"IN","value":["shoes"]}]}""")]
    [InlineData("enabled", true, """{"enabled":[{"operator":"=","value":true}]}""")]
    [InlineData("identifier", "a", """{"identifier":[{"operator":"=","value":"a"}]}""")]
    [InlineData("uuid", "a", """{"uuid":[{"operator":"IN","value":["a"]}]}""")]
    [InlineData("categories", "a", """{"categories":[{"operator":"IN","value":["a"]}]}""")]
    [InlineData("parent", "a", """{"parent":[{"operator":"=","value":"a"}]}""")]
    [InlineData("parent", null, """{"parent":[{"operator":"EMPTY"}]}""")]
    [InlineData("family", null, """{"family":[{"operator":"EMPTY"}]}""")]
    [InlineData("erp_name", "cap", """{"erp_name":[{"operator":"=","value":"cap"}]}""")]
    [InlineData("ERP_Name", "cap", """{"erp_name":[{"operator":"=","value":"cap"}]}""")]
    [InlineData("brand", "nord", """{"brand":[{"operator":"IN","value":["nord"]}]}""")]
    [InlineData("tags", "new", """{"tags":[{"operator":"IN","value":["new"]}]}""")]
    [InlineData("warranty_years", 2, """{"warranty_years":[{"operator":"=","value":2}]}""")]
    [InlineData("waterproof", false, """{"waterproof":[{"operator":"=","value":false}]}""")]
    public async Task A_plain_value_takes_the_operator_that_fits(string field, object? value, string expected) =>
        Assert.Equal(expected, await Search(new() { [field] = value }));

    [Theory]
    [InlineData("family", """{"family":[{"operator":"IN","value":["a","b"]}]}""")]
    [InlineData("identifier", """{"identifier":[{"operator":"IN","value":["a","b"]}]}""")]
    [InlineData("parent", """{"parent":[{"operator":"IN","value":["a","b"]}]}""")]
    [InlineData("brand", """{"brand":[{"operator":"IN","value":["a","b"]}]}""")]
    public async Task A_list_is_any_of_it(string field, string expected)
    {
        Assert.Equal(expected, await Search(new() { [field] = new object[] { "a", "b" } }));
        Assert.Equal(expected, await Search(new() { [field] = new ArrayList { "a", "b" } }));
    }

    [Fact]
    public async Task Operators_may_be_keys()
    {
        Assert.Equal("""{"warranty_years":[{"operator":">=","value":2}]}""", await Search(new() { ["warranty_years"] = new Hashtable { [">="] = 2 } }));
        Assert.Equal("""{"family":[{"operator":"NOT IN","value":["a"]}]}""", await Search(new() { ["family"] = new Hashtable { ["not in"] = new[] { "a" } } }));
        Assert.Equal("""{"erp_name":[{"operator":"STARTS WITH","value":"a"}]}""", await Search(new() { ["erp_name"] = new Hashtable { ["Starts With"] = "a" } }));
        Assert.Equal("""{"erp_name":[{"operator":"NOT EMPTY"}]}""", await Search(new() { ["erp_name"] = new Hashtable { ["NOT EMPTY"] = null } }));
    }

    [Fact]
    public async Task Two_operators_are_two_conditions() =>
        Assert.Equal(
            """{"warranty_years":[{"operator":">","value":2},{"operator":"<","value":9}]}""",
            await Search(new() { ["warranty_years"] = new OrderedDictionary<string, object> { [">"] = 2, ["<"] = 9 } }));

    [Fact]
    public async Task A_condition_may_be_spelt_out()
    {
        Assert.Equal(
            """{"name":[{"operator":"CONTAINS","value":"cap","locale":"en_US"}]}""",
            await Search(new() { ["name"] = new Hashtable { ["operator"] = "contains", ["value"] = "cap", ["locale"] = "en_US" } }));
        Assert.Equal(
            """{"description":[{"operator":"=","value":"cap","locale":"en_US","scope":"print"}]}""",
            await Search(new() { ["description"] = new Hashtable { ["Value"] = "cap", ["Locale"] = "en_US", ["Channel"] = "print" } }));
        Assert.Equal(
            """{"completeness":[{"operator":"GREATER OR EQUALS THAN ON ALL LOCALES","value":70,"scope":"print","locales":["en_US","de_DE"]}]}""",
            await Search(new()
            {
                ["completeness"] = new Hashtable
                {
                    ["operator"] = "GREATER OR EQUALS THAN ON ALL LOCALES", ["value"] = 70, ["scope"] = "print", ["locales"] = new[] { "en_US", "de_DE" },
                },
            }));
        Assert.Equal(
            """{"categories":[{"operator":"UNCLASSIFIED"}]}""",
            await Search(new() { ["categories"] = new Hashtable { ["operator"] = "UNCLASSIFIED" } }));
    }

    [Fact]
    public async Task Conditions_may_be_a_list()
    {
        string search = await Search(new()
        {
            ["name"] = new object[]
            {
                new Hashtable { ["operator"] = "CONTAINS", ["value"] = "a", ["locale"] = "en_US" },
                new Hashtable { ["operator"] = "CONTAINS", ["value"] = "b", ["locale"] = "fr_FR" },
            },
        });

        Assert.Equal("""{"name":[{"operator":"CONTAINS","value":"a","locale":"en_US"},{"operator":"CONTAINS","value":"b","locale":"fr_FR"}]}""", search);
    }

    [Fact]
    public async Task A_measurement_and_a_price_are_values()
    {
        Assert.Equal(
            """{"weight":[{"operator":">","value":{"amount":2,"unit":"KILOGRAM"}}]}""",
            await Search(new() { ["weight"] = new Hashtable { [">"] = new OrderedDictionary<string, object> { ["amount"] = 2, ["unit"] = "KILOGRAM" } } }));
        Assert.Equal(
            """{"price":[{"operator":"=","value":{"amount":2,"currency":"EUR"}}]}""",
            await Search(new() { ["price"] = new OrderedDictionary<string, object> { ["amount"] = 2, ["currency"] = "EUR" } }));
    }

    [Fact]
    public async Task A_generic_dictionary_does_as_well() =>
        Assert.Equal(
            """{"warranty_years":[{"operator":"<=","value":2}]}""",
            await Search(new() { ["warranty_years"] = new Dictionary<string, object?> { ["<="] = 2 } }));

    [Fact]
    public async Task What_is_written_is_what_the_server_takes()
    {
        var filter = new Dictionary<string, object?>
        {
            ["family"] = new[] { "shoes", "tshirts" },
            ["enabled"] = true,
            ["updated"] = new Hashtable { [">"] = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc) },
            ["name"] = new Hashtable { ["operator"] = "NOT EMPTY", ["locale"] = "en_US" },
            ["completeness"] = new Hashtable { ["operator"] = ">=", ["value"] = 0, ["scope"] = "ecommerce" },
        };
        IReadOnlyList<PimCriterion> criteria = await _pim.Provider.ReadFilterAsync(AkeneoResources.ProductByUuid, filter, _pim.Context);

        var found = await _pim.All(new PimQuery(AkeneoResources.ProductByUuid) { Criteria = criteria });

        Assert.NotEmpty(found);
        Assert.All(found, product => Assert.Contains(product.GetProperty("family").GetString(), new[] { "shoes", "tshirts" }));
    }

    [Fact]
    public async Task An_unknown_field_is_named()
    {
        PimException error = await Refused(AkeneoResources.ProductByUuid, new() { ["colour"] = "red" });

        Assert.Equal("colour", error.Subject);
        Assert.StartsWith("Filter: 'colour' is neither a property of Product nor an attribute of this PIM. The properties are uuid, identifier, categories", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_field_of_what_has_no_attributes_is_named()
    {
        PimException error = await Refused(_pim.Resource("Family"), new() { ["name"] = "red" });

        Assert.Equal("name", error.Subject);
        Assert.Equal("Filter: Family has no filter 'name'; it has the filters code, updated, has_products.", error.Message);
    }

    [Fact]
    public async Task What_has_no_filters_says_so()
    {
        PimException error = await Refused(_pim.Resource("Channel"), new() { ["code"] = "a" });

        Assert.Equal("Filter: Channel has no filter 'code'; it has no filters.", error.Message);
    }

    [Fact]
    public async Task An_unknown_operator_is_named()
    {
        PimException error = await Refused(AkeneoResources.ProductByUuid, new() { ["family"] = new Hashtable { ["CONTAINS"] = "a" } });

        Assert.Equal("family", error.Subject);
        Assert.Equal("Filter: 'family' has no operator 'CONTAINS'; it has IN, NOT IN, EMPTY, NOT EMPTY.", error.Message);
    }

    [Fact]
    public async Task A_plain_value_where_only_other_operators_are_is_refused()
    {
        PimException error = await Refused(_pim.Resource("Family"), new() { ["updated"] = DateTime.UtcNow });

        Assert.Equal("Filter: 'updated' has no operator '='; it has >.", error.Message);
    }

    [Theory]
    [InlineData("warranty_years >=", 2, """{"warranty_years":[{"operator":">=","value":2}]}""")]
    [InlineData("warranty_years>=", "2", """{"warranty_years":[{"operator":">=","value":2}]}""")]
    [InlineData("warranty_years !=", 2.5, """{"warranty_years":[{"operator":"!=","value":2.5}]}""")]
    [InlineData("family not  in", "a", """{"family":[{"operator":"NOT IN","value":["a"]}]}""")]
    [InlineData("family EMPTY", null, """{"family":[{"operator":"EMPTY"}]}""")]
    [InlineData("parent NOT EMPTY", true, """{"parent":[{"operator":"NOT EMPTY"}]}""")]
    [InlineData("updated SINCE LAST N DAYS", "7", """{"updated":[{"operator":"SINCE LAST N DAYS","value":7}]}""")]
    [InlineData("updated >", "2025-03-01", """{"updated":[{"operator":">","value":"2025-03-01 00:00:00"}]}""")]
    [InlineData("updated >", "2025-03-01T10:20:30", """{"updated":[{"operator":">","value":"2025-03-01 10:20:30"}]}""")]
    [InlineData("updated >", "2025-03-01T10:20:30+02:00", """{"updated":[{"operator":">","value":"2025-03-01 08:20:30"}]}""")]
    [InlineData("release_date =", "2025-03-01T10:20:30+02:00", """{"release_date":[{"operator":"=","value":"2025-03-01"}]}""")]
    [InlineData("ean STARTS WITH", 40, """{"ean":[{"operator":"STARTS WITH","value":"40"}]}""")]
    [InlineData("waterproof !=", "True", """{"waterproof":[{"operator":"!=","value":true}]}""")]
    [InlineData("weight >", 2, """{"weight":[{"operator":">","value":{"amount":2,"unit":"KILOGRAM"}}]}""")]
    [InlineData("erp_name does not contain", "x", """{"erp_name":[{"operator":"DOES NOT CONTAIN","value":"x"}]}""")]
    public async Task A_key_may_end_in_an_operator(string key, object? value, string expected) =>
        Assert.Equal(expected, await Search(new() { [key] = value }));

    [Fact]
    public async Task A_key_with_an_operator_may_have_a_condition()
    {
        Assert.Equal(
            """{"completeness":[{"operator":">","value":80,"scope":"ecommerce"}]}""",
            await Search(new() { ["completeness >"] = new Hashtable { ["scope"] = "ecommerce", ["value"] = 80 } }));
        Assert.Equal(
            """{"name":[{"operator":"NOT EMPTY","locale":"en_US"}]}""",
            await Search(new() { ["name NOT EMPTY"] = new Hashtable { ["locale"] = "en_US" } }));
        Assert.Equal(
            """{"price":[{"operator":">","value":{"amount":10,"currency":"EUR"}}]}""",
            await Search(new() { ["price >"] = new Hashtable { ["EUR"] = 10 } }));
        Assert.Equal(
            """{"completeness":[{"operator":"LOWER THAN ON ALL LOCALES","value":5,"scope":"print","locales":["en_US"]}]}""",
            await Search(new() { ["completeness lower than on all locales"] = new Hashtable { ["channel"] = "print", ["value"] = 5, ["locale"] = "en_US" } }));
        Assert.Equal(
            """{"name":[{"operator":"CONTAINS","value":"a","locale":"en_US"},{"operator":"CONTAINS","value":"b","locale":"fr_FR"}]}""",
            await Search(new()
            {
                ["name CONTAINS"] = new object[] { new Hashtable { ["value"] = "a", ["locale"] = "en_US" }, new Hashtable { ["value"] = "b", ["locale"] = "fr_FR" } },
            }));
        Assert.Equal(
            """{"warranty_years":[{"operator":"<","value":9},{"operator":">","value":2}]}""",
            await Search(new() { ["warranty_years <"] = 9, ["warranty_years >"] = 2 }));
    }

    [Theory]
    [InlineData("name CONTAINS", "a", "Filter: a condition on 'name' needs a locale, and none is given.")]
    [InlineData("season", "summer", "Filter: a condition on 'season' needs a channel, and none is given.")]
    [InlineData("completeness >", 5, "Filter: a condition on 'completeness' needs a channel, and none is given.")]
    [InlineData("erp_name ~", "a", "Filter: '~' is no operator. There are =")]
    [InlineData("erp_name CONTAIN", "a", "Filter: 'CONTAIN' is no operator. Did you mean 'CONTAINS'? It stands in 'erp_name CONTAIN'.")]
    [InlineData("famly", "a", "Filter: 'famly' is neither a property of Product nor an attribute of this PIM. The properties are uuid, ")]
    [InlineData("erp_name IN", "a", "Filter: 'erp_name', which is of the type pim_catalog_text, has no operator 'IN'; it has STARTS WITH, CONTAINS, DOES NOT CONTAIN, =, !=, EMPTY, NOT EMPTY.")]
    [InlineData("erp_name EMPTY", "a", "Filter: the operator EMPTY of 'erp_name' takes no value.")]
    [InlineData("erp_name =", true, "Filter: 'erp_name' is compared with text, not with 'True'.")]
    [InlineData("updated >", "yesterday", "Filter: 'updated' is compared with a date and a time")]
    [InlineData("updated >", null, "Filter: the operator > of 'updated' needs a value.")]
    [InlineData("release_date >", 5, "Filter: 'release_date' is compared with a date: ")]
    [InlineData("release_date BETWEEN", "2024-01-01", "Filter: the operator BETWEEN of 'release_date' takes two values, the first and the last, not 1.")]
    [InlineData("updated SINCE LAST N DAYS", 1.5, "Filter: 'updated' is compared with a whole number of days, not with '1.5'.")]
    [InlineData("warranty_years >", "many", "Filter: 'warranty_years' is compared with a number, not with 'many'.")]
    [InlineData("price >", 5, "Filter: 'price' is compared with a price with its currency")]
    [InlineData("enabled", 1, "Filter: 'enabled' is compared with $true or $false, not with '1'.")]
    public async Task What_does_not_fit_is_said(string key, object? value, string message)
    {
        PimException error = await Refused(AkeneoResources.ProductByUuid, new() { [key] = value });

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_has_no_business_there_is_said()
    {
        var locale = new Hashtable { ["value"] = "a", ["locale"] = "en_US" };
        Assert.Equal("Filter: 'erp_name' has no locales, and the locale 'en_US' is given.", (await Refused(AkeneoResources.ProductByUuid, new() { ["erp_name"] = locale })).Message);
        Assert.Equal("Filter: 'family' has no locales, and the locale 'en_US' is given.", (await Refused(AkeneoResources.ProductByUuid, new() { ["family"] = locale })).Message);
        Assert.Equal(
            "Filter: 'name' has no channels, and the channel 'print' is given.",
            (await Refused(AkeneoResources.ProductByUuid, new() { ["name"] = new Hashtable { ["value"] = "a", ["locale"] = "en_US", ["scope"] = "print" } })).Message);
        Assert.Equal(
            "Filter: a condition on 'name' is about one locale: name it as locale, not as locales.",
            (await Refused(AkeneoResources.ProductByUuid, new() { ["name"] = new Hashtable { ["value"] = "a", ["locales"] = new[] { "en_US" } } })).Message);
        Assert.Equal(
            "Filter: 'name' has two operators for one condition, CONTAINS and =.",
            (await Refused(AkeneoResources.ProductByUuid, new() { ["name CONTAINS"] = new Hashtable { ["operator"] = "=", ["locale"] = "en_US" } })).Message);
        Assert.Equal(
            "Filter: 'identifier' takes 100 identifiers at most, not 101.",
            (await Refused(AkeneoResources.ProductByUuid, new() { ["identifier"] = new string[101].Select(_ => "a").ToArray() })).Message);
    }

    [Fact]
    public async Task Defaults_of_the_query_stand_in_for_a_place()
    {
        var query = new PimQuery(AkeneoResources.ProductByUuid) { Options = new Dictionary<string, string> { ["search_locale"] = "en_US", ["search_scope"] = "ecommerce" } };

        IReadOnlyList<PimCriterion> criteria = await _pim.Provider.ReadFilterAsync(
            query, [new PimCondition("description", "CONTAINS", "a"), new PimCondition("completeness", ">", 5), new PimCondition("quality_score", "IN", "A")], _pim.Context);

        Assert.All(criteria, criterion => Assert.Null(criterion.Locale ?? criterion.Scope));
        _ = await _pim.All(query with { Criteria = criteria });
    }

    private async Task<string> Search(Dictionary<string, object?> filter)
    {
        IReadOnlyList<PimCriterion> criteria = await _pim.Provider.ReadFilterAsync(AkeneoResources.ProductByUuid, filter, _pim.Context);
        return AkeneoSearch.Write(AkeneoResources.ProductByUuid, criteria, null)!;
    }

    private async Task<PimException> Refused(PimResource resource, Dictionary<string, object?> filter)
    {
        PimException error = await Assert.ThrowsAsync<PimException>(() => _pim.Provider.ReadFilterAsync(resource, filter, _pim.Context));
        Assert.Equal(PimErrorKind.Input, error.Kind);
        return error;
    }
}
