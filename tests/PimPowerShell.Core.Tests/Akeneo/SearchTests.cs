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

public sealed class SearchTests
{
    private static readonly PimResource s_product = AkeneoResources.ProductByUuid;
    private static readonly PimResource s_family = AkeneoResources.Common.First(resource => resource.Noun == "Family");
    private static readonly DateTimeOffset s_time = new(2024, 3, 5, 1, 30, 15, TimeSpan.FromHours(2));

    [Fact]
    public void No_conditions_are_no_search()
    {
        Assert.Null(AkeneoSearch.Write(s_product, [], null));
        Assert.Null(AkeneoSearch.Write(s_product, [], "{}"));
    }

    [Fact]
    public void Dates_of_products_are_in_utc_without_a_zone() =>
        Assert.Equal("""{"updated":[{"operator":">","value":"2024-03-04 23:30:15"}]}""", Write(s_product, new PimCriterion("updated", ">", s_time)));

    [Fact]
    public void Dates_of_structure_are_iso() =>
        Assert.Equal("""{"updated":[{"operator":">","value":"2024-03-04T23:30:15Z"}]}""", Write(s_family, new PimCriterion("updated", ">", s_time)));

    [Fact]
    public void Dates_of_attributes_are_days_as_the_caller_sees_them() =>
        Assert.Equal("""{"release_date":[{"operator":"=","value":"2024-03-05"}]}""", Write(s_product, new PimCriterion("release_date", "=", s_time)));

    [Fact]
    public void A_date_without_a_zone_is_of_this_machine()
    {
        var local = new DateTime(2024, 7, 5, 10, 0, 0, DateTimeKind.Unspecified);
        string utc = local.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal($$"""{"created":[{"operator":"<","value":"{{utc}}"}]}""", Write(s_product, new PimCriterion("created", "<", local)));
        Assert.Equal("""{"created":[{"operator":"<","value":"2024-07-05 10:00:00"}]}""",
            Write(s_product, new PimCriterion("created", "<", new DateTime(2024, 7, 5, 10, 0, 0, DateTimeKind.Utc))));
    }

    [Fact]
    public void Dates_in_a_list_are_dates_too() =>
        Assert.Equal(
            """{"created":[{"operator":"BETWEEN","value":["2024-03-04 23:30:15","2024-03-05 23:30:15"]}]}""",
            Write(s_product, new PimCriterion("created", "BETWEEN", new[] { s_time, s_time.AddDays(1) })));

    [Fact]
    public void Text_and_days_since_are_left_as_they_are() =>
        Assert.Equal(
            """{"created":[{"operator":"SINCE LAST N DAYS","value":4},{"operator":"=","value":"2024-01-01 00:00:00"}]}""",
            Write(s_product, new PimCriterion("created", "SINCE LAST N DAYS", 4), new PimCriterion("created", "=", "2024-01-01 00:00:00")));

    [Fact]
    public void Text_stays_readable() =>
        Assert.Equal("""{"erp_name":[{"operator":"=","value":"größer <&> \"é\" + 日本"}]}""", Write(s_product, new PimCriterion("erp_name", "=", "größer <&> \"é\" + 日本")));

    [Fact]
    public void A_search_in_json_and_conditions_are_joined()
    {
        string? search = AkeneoSearch.Write(s_product, [new PimCriterion("family", "IN", new[] { "b" }), new PimCriterion("enabled", "=", true)],
            """
            { "family": [ { "operator": "NOT IN", "value": [ "a" ] } ],
              "name": [ { "operator": "=", "value": "two\nlines", "locale": "en_US" } ] }
            """);

        Assert.Equal(
            """{"family":[{ "operator": "NOT IN", "value": [ "a" ] },{"operator":"IN","value":["b"]}],"name":[{ "operator": "=", "value": "two\nlines", "locale": "en_US" }],"enabled":[{"operator":"=","value":true}]}""",
            search);
    }

    [Fact]
    public void A_property_may_stand_twice_in_json() =>
        Assert.Equal(
            """{"a":[{"operator":"="},{"operator":"!="}]}""",
            AkeneoSearch.Write(s_product, [], """{"a":[{"operator":"="}],"a":[{"operator":"!="}]}"""));

    [Theory]
    [InlineData("", "it is no JSON")]
    [InlineData("family=shoes", "it is no JSON")]
    [InlineData("""{"family":[{"operator":"IN"}]""", "it is no JSON")]
    [InlineData("[]", "it is no object")]
    [InlineData("\"family\"", "it is no object")]
    [InlineData("""{"family":"shoes"}""", "'family' holds no list of conditions")]
    [InlineData("""{"family":{"operator":"IN","value":["shoes"]}}""", "'family' holds no list of conditions")]
    public async Task Bad_json_is_an_error_before_any_request(string search, string expected)
    {
        using var pim = new TestPim(new() { ProductCount = 1 });
        var query = new PimQuery(s_product) { Search = search };

        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.Read(query).NextAsync(pim.Context));

        Assert.Equal(PimErrorKind.Input, error.Kind);
        Assert.Equal("Filter", error.Subject);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, pim.Counters.Requests);
    }

    [Fact]
    public async Task A_condition_that_the_server_refuses_is_told_in_its_words()
    {
        using var pim = new TestPim(new() { ProductCount = 1 });
        var query = new PimQuery(s_product) { Criteria = [new PimCriterion("name", "=", "a")] };

        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.Read(query).NextAsync(pim.Context));

        Assert.Equal(PimErrorKind.Refused, error.Kind);
        Assert.Equal(422, error.StatusCode);
        Assert.Equal("Attribute \"name\" expects a locale, none given.", error.ServerMessage);
    }

    [Fact]
    public async Task A_search_reaches_the_server_as_it_is()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("[]"));
        using AkeneoProvider provider = Make.App(server.Url);
        var query = new PimQuery(s_product) { Criteria = [new PimCriterion("erp_name", "=", "a+b&c=d #é%")] };

        using var page = await provider.Read(query).NextAsync(new CallContext());

        string sent = server.Requests[0].Target.Split("search=")[1];
        Assert.DoesNotContain('&', sent);
        Assert.Equal("""{"erp_name":[{"operator":"=","value":"a+b&c=d #é%"}]}""", Uri.UnescapeDataString(sent));
        Assert.Matches("^[A-Za-z0-9%._~-]+$", sent);
    }

    private static string Write(PimResource resource, params IEnumerable<PimCriterion> criteria) => AkeneoSearch.Write(resource, criteria, null)!;
}
