using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>
/// Every property and every type of attribute with every operator: what the reference allows, the server takes; what it
/// does not, is refused with the operators that there are, before the list is asked for.
/// </summary>
public sealed class FilterMatrixTests : IClassFixture<FilterMatrixTests.Pims>
{
    private const string LinkedType = "updated_including_linked_type";
    private const string LinkedEntities = "updated_including_linked_entities";
    private const string Presence = "EMPTY;NOT EMPTY";
    private const string Text = "STARTS WITH;CONTAINS;DOES NOT CONTAIN;=;!=;" + Presence;
    private const string Order = "<;<=;=;!=;>=;>;" + Presence;
    private const string List = "IN;NOT IN;" + Presence;
    private const string Dates = "=;!=;<;>;BETWEEN;NOT BETWEEN;SINCE LAST N DAYS";
    private const string OnAll = "GREATER THAN ON ALL LOCALES;GREATER OR EQUALS THAN ON ALL LOCALES;LOWER THAN ON ALL LOCALES;LOWER OR EQUALS THAN ON ALL LOCALES";
    private const string Readiness = Order + ";BETWEEN;" + OnAll + ";GREATER THAN ON AT LEAST ONE LOCALE;GREATER OR EQUALS THAN ON AT LEAST ONE LOCALE;"
        + "LOWER THAN ON AT LEAST ONE LOCALE;LOWER OR EQUALS THAN ON AT LEAST ONE LOCALE;EQUALS ON AT LEAST ONE LOCALE;NOT EQUALS ON AT LEAST ONE LOCALE";
    private const string Categories = "IN;NOT IN;IN OR UNCLASSIFIED;IN CHILDREN;NOT IN CHILDREN;UNCLASSIFIED";
    private const string EnglishShop = "en_US/ecommerce";

    private readonly TestPim _classic;
    private readonly TestPim _hosted;

    public FilterMatrixTests(Pims pims)
    {
        _classic = pims.Classic;
        _hosted = pims.Hosted;
    }

    [Theory]
    [InlineData("Product", "uuid", "IN;NOT IN", "0b1e1f5c-0000-4000-8000-000000000000")]
    [InlineData("Product", "identifier", Text + ";IN;NOT IN", "CAM")]
    [InlineData("Product", "categories", Categories, "master")]
    [InlineData("Product", "enabled", "=;!=", true)]
    [InlineData("Product", "completeness", "<;<=;=;!=;>=;>;" + OnAll, 50, EnglishShop)]
    [InlineData("Product", "groups", List, "a")]
    [InlineData("Product", "family", List, "shoes")]
    [InlineData("Product", "created", Dates, "2024-01-01 00:00:00")]
    [InlineData("Product", "updated", Dates, "2024-01-01 00:00:00")]
    [InlineData("Product", "parent", "=;IN;" + Presence, null)]
    [InlineData("Product", "quality_score", "IN", "A", EnglishShop)]
    [InlineData("Product", "sku", Text + ";IN;NOT IN", "CAM")]
    [InlineData("Product", "erp_name", Text, "a")]
    [InlineData("Product", "internal_note", Text, "a")]
    [InlineData("Product", "name", Text, "a", "en_US/")]
    [InlineData("Product", "meta_title", Text, "a", EnglishShop)]
    [InlineData("Product", "warranty_years", Order, 3)]
    [InlineData("Product", "weight", Order, 3)]
    [InlineData("Product", "price", Order, "EUR")]
    [InlineData("Product", "waterproof", "=;!=;" + Presence, true)]
    [InlineData("Product", "release_date", "<;=;!=;>;BETWEEN;NOT BETWEEN;" + Presence, "2024-01-01")]
    [InlineData("Product", "brand", List, "dornhus")]
    [InlineData("Product", "tags", List, "new")]
    [InlineData("Product", "season", List, "summer", "/ecommerce")]
    [InlineData("Product", "picture", Text, "a")]
    [InlineData("Product", "data_sheet", Text, "a")]
    [InlineData("ProductModel", "identifier", Text + ";IN;NOT IN", "CAM")]
    [InlineData("ProductModel", "categories", Categories, "master")]
    [InlineData("ProductModel", "completeness", "AT LEAST COMPLETE;AT LEAST INCOMPLETE;ALL COMPLETE;ALL INCOMPLETE", 50, EnglishShop)]
    [InlineData("ProductModel", "family", List, "shoes")]
    [InlineData("ProductModel", "created", Dates, "2024-01-01 00:00:00")]
    [InlineData("ProductModel", "updated", Dates, "2024-01-01 00:00:00")]
    [InlineData("ProductModel", "parent", "IN;" + Presence, null)]
    [InlineData("ProductModel", "quality_score", "IN", "A", EnglishShop)]
    [InlineData("ProductModel", "erp_name", Text, "a")]
    [InlineData("Family", "code", "IN", "shoes")]
    [InlineData("Family", "updated", ">", "2024-01-01T00:00:00Z")]
    [InlineData("Family", "has_products", "=", true)]
    [InlineData("Attribute", "code", "IN", "name")]
    [InlineData("Attribute", "updated", ">", "2024-01-01T00:00:00Z")]
    [InlineData("Attribute", "type", "IN", "pim_catalog_text")]
    [InlineData("Attribute", "is_main_identifier", "=", true)]
    [InlineData("AttributeGroup", "code", "IN", "other")]
    [InlineData("AttributeGroup", "updated", ">", "2024-01-01T00:00:00Z")]
    [InlineData("Category", "code", "IN", "master")]
    [InlineData("Category", "parent", "=", "master")]
    [InlineData("Category", "is_root", "=", true)]
    [InlineData("Category", "updated", ">", "2024-01-01T00:00:00Z")]
    [InlineData("Locale", "enabled", "=", true)]
    [InlineData("Currency", "enabled", "=", true)]
    public Task Of_every_edition(string noun, string property, string operators, object? value, string place = "/") =>
        Check(_classic, new PimQuery(_classic.Resource(noun)), property, operators, value, place);

    [Theory]
    [InlineData("Product", "family", List + ";IN CHILDREN;NOT IN CHILDREN", "shoes")]
    [InlineData("Product", "erp_name", Text + ";IN;NOT IN", "a")]
    [InlineData("Product", "internal_note", Text + ";IN;NOT IN", "a")]
    [InlineData("Product", "data_sheet", Text, "a")]
    [InlineData("Product", "updated_including_linked_entities", Dates, "2024-01-01 00:00:00")]
    [InlineData("Product", "updated_including_linked_type", "IN", "asset")]
    [InlineData("Product", "readiness", Readiness + ";ALL READY;ALL UNREADY", 50, EnglishShop)]
    [InlineData("ProductModel", "readiness", Readiness, 50, EnglishShop)]
    [InlineData("ProductModel", "family", List + ";IN CHILDREN;NOT IN CHILDREN", "shoes")]
    [InlineData("ProductModel", "updated_including_linked_entities", Dates, "2024-01-01 00:00:00")]
    public Task Of_the_hosted_edition(string noun, string property, string operators, object? value, string place = "/") =>
        Check(_hosted, new PimQuery(_hosted.Resource(noun)), property, operators, value, place);

    [Theory]
    [InlineData("ReferenceEntityRecord", "code", "IN", "a")]
    [InlineData("ReferenceEntityRecord", "complete", "=", true, EnglishShop)]
    [InlineData("ReferenceEntityRecord", "updated", "<;>;BETWEEN;NOT BETWEEN;SINCE LAST N DAYS", "2024-01-01T00:00:00Z")]
    [InlineData("ReferenceEntityRecord", "website", "=;!=;CONTAINS;DOES NOT CONTAIN;STARTS WITH;ENDS WITH;" + Presence, "a")]
    [InlineData("ReferenceEntityRecord", "founded", Order, 1950)]
    [InlineData("ReferenceEntityRecord", "country", "IN;=;" + Presence, "italy")]
    [InlineData("ReferenceEntityRecord", "strengths", "IN;=;" + Presence, "design")]
    [InlineData("ReferenceEntityRecord", "designers", "IN;=;" + Presence, "a")]
    [InlineData("ReferenceEntityRecord", "image", "", "a")]
    [InlineData("Asset", "code", "IN", "a")]
    [InlineData("Asset", "complete", "=", true, EnglishShop)]
    [InlineData("Asset", "updated", "<;>;BETWEEN;NOT BETWEEN;SINCE LAST N DAYS", "2024-01-01T00:00:00Z")]
    [InlineData("Asset", "rank", "=;" + Presence, 3)]
    [InlineData("Asset", "retouched", "=;" + Presence, true)]
    [InlineData("Asset", "taken", "=;<;>;BETWEEN;NOT BETWEEN;" + Presence, "2024-01-01")]
    [InlineData("Asset", "angle", "IN;" + Presence, "front")]
    [InlineData("Asset", "tags", "IN;" + Presence, "front")]
    [InlineData("Asset", "main_color", "IN;" + Presence, "red")]
    [InlineData("Asset", "media", "", "a")]
    [InlineData("Asset", "source_link", "", "a")]
    public Task Of_entities(string noun, string property, string operators, object value, string place = "/") => Check(
        _hosted,
        new PimQuery(_hosted.Resource(noun)) { PathValues = new Dictionary<string, string> { [noun == "Asset" ? "asset_family" : "reference_entity"] = noun == "Asset" ? "packshots" : "brand" } },
        property, operators, value, place);

    [Theory]
    [InlineData("pim_catalog_asset_collection", List)]
    [InlineData("akeneo_reference_entity", List)]
    [InlineData("akeneo_reference_entity_collection", List)]
    [InlineData("pim_reference_data_simpleselect", List)]
    [InlineData("pim_reference_data_multiselect", List)]
    [InlineData("pim_catalog_product_link", List)]
    [InlineData("pim_catalog_table", Text + ";<;<=;>=;>;IN;NOT IN")]
    public void Of_types_that_the_sandbox_has_no_attribute_of(string type, string operators) => Assert.Equal(
        operators.Split(';').OrderBy(op => op),
        AkeneoFilterFields.Attribute(AkeneoResources.ProductByUuid, new AttributeDefinition { Code = "a", Type = type }, isHosted: true).Operators.OrderBy(op => op));

    [Theory]
    [InlineData("pim_catalog_product_link")]
    [InlineData("pim_catalog_table")]
    public void Of_types_that_only_the_hosted_edition_searches(string type) => Assert.Empty(
        AkeneoFilterFields.Attribute(AkeneoResources.ProductByUuid, new AttributeDefinition { Code = "a", Type = type }, isHosted: false).Operators);

    [Theory]
    [InlineData("readiness", "=", 10)]
    [InlineData("readiness", "BETWEEN", 10)]
    [InlineData("readiness", "NOT EQUALS ON AT LEAST ONE LOCALE", 10)]
    [InlineData("readiness", "ALL READY", null)]
    [InlineData("updated_including_linked_type", "IN", "asset")]
    public async Task What_only_the_hosted_edition_has_is_refused_elsewhere(string property, string op, object? value)
    {
        object? given = op == "BETWEEN" ? new[] { value, value } : value;
        var condition = new PimCondition(property, op, given) { ReadinessCode = property == "readiness" ? "web" : null };

        PimCondition[] conditions = property == LinkedType ? [condition, new(LinkedEntities, "SINCE LAST N DAYS", 30)] : [condition];

        IReadOnlyList<PimCriterion> criteria = await _hosted.Provider.ReadFilterAsync(new PimQuery(_hosted.Resource("Product")), conditions, _hosted.Context);
        PimException error = await Assert.ThrowsAsync<PimException>(() => _classic.Provider.ReadFilterAsync(new PimQuery(_classic.Resource("Product")), [condition], _classic.Context));

        Assert.Equal((conditions.Length, op), (criteria.Count, criteria[0].Operator));
        Assert.Contains("is neither a property of Product", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_of_linked_things_is_refused_without_the_time_of_their_change()
    {
        PimException error = await Assert.ThrowsAsync<PimException>(
            () => _hosted.Provider.ReadFilterAsync(new PimQuery(_hosted.Resource("Product")), [new(LinkedType, "IN", new[] { "asset" })], _hosted.Context));

        Assert.Equal($"'{LinkedType}' is of no use without '{LinkedEntities}': give both.", error.Message);
    }

    [Fact]
    public async Task Measurements_may_be_written_as_in_values()
    {
        var condition = new PimCondition("weight", ">", new Dictionary<string, object?> { ["KILOGRAM"] = 5 });

        PimCriterion criterion = Assert.Single(await _classic.Provider.ReadFilterAsync(new PimQuery(_classic.Resource("Product")), [condition], _classic.Context));

        Assert.Equal(new KeyValuePair<string, object?>[] { new("amount", 5m), new("unit", "KILOGRAM") }, criterion.Value);
    }

    [Fact]
    public async Task Linked_things_are_of_two_types()
    {
        var condition = new PimCondition("updated_including_linked_type", "IN", "product");

        PimException error = await Assert.ThrowsAsync<PimException>(() => _hosted.Provider.ReadFilterAsync(new PimQuery(_hosted.Resource("Product")), [condition], _hosted.Context));

        Assert.Contains("is compared with asset or reference_entity_record, not with 'product'", error.Message, StringComparison.Ordinal);
    }

    private static async Task Check(TestPim pim, PimQuery query, string property, string operators, object? value, string place)
    {
        string[] allowed = operators.Split(';', StringSplitOptions.RemoveEmptyEntries);
        string[] parts = place.Split('/');
        value = property == "price" ? new Dictionary<string, object?> { ["amount"] = 10, ["currency"] = value } : value;
        // the definitions are known from here on
        PimFilterField field = Assert.IsType<PimFilterField>(await pim.Provider.FindFilterAsync(query, property, pim.Context));
        Assert.Equal(allowed.OrderBy(op => op), field.Operators.OrderBy(op => op));
        foreach (string op in PimOperators.All)
        {
            PimCondition condition = new(property, op, FilterSamples.Given(op, value))
            {
                Locale = parts[0].Length == 0 || PimOperators.IsOnAllLocales(op) ? null : parts[0],
                Locales = PimOperators.IsOnAllLocales(op) && field.TakesLocales ? [parts[0]] : null,
                Scope = parts[1].Length == 0 ? null : parts[1],
            };
            // there has to be a model of that name
            condition = property == "parent" && value is null && op is "=" or "IN" && query.Resource.Noun != "Category" ? condition with { Value = await AnyModel(pim) } : condition;
            long before = pim.Counters.Requests;
            if (allowed.Contains(op))
            {
                PimCondition[] conditions = property == LinkedType ? [condition, new(LinkedEntities, "SINCE LAST N DAYS", 30)] : [condition];
                IReadOnlyList<PimCriterion> criteria = await pim.Provider.ReadFilterAsync(query, conditions, pim.Context);
                using var page = await pim.Provider.Read(query with { Criteria = criteria, PageSize = 10 }).NextAsync(pim.Context);
                Assert.NotNull(page);
                continue;
            }

            PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.ReadFilterAsync(query, [condition], pim.Context));
            Assert.Equal((op, PimErrorKind.Input), (op, error.Kind));
            string wayOut = field.Combined.Contains(op) ? $" Within 'and' or 'or' it has also {string.Join(", ", field.Combined)}: @{{ and = @{{ '{property} {op}' = ... }} }}." : "";
            Assert.EndsWith($"has no operator '{op}'; it has {(allowed.Length == 0 ? "none" : string.Join(", ", field.Operators))}.{wayOut}", error.Message, StringComparison.Ordinal);
            Assert.Equal(before, pim.Counters.Requests);
        }
    }

    private static async Task<string> AnyModel(TestPim pim) =>
        (await pim.All(new PimQuery(pim.Resource("ProductModel")))).First(model => model.GetProperty("parent").ValueKind == System.Text.Json.JsonValueKind.Null).GetProperty("code").GetString()!;

    /// <summary>A server of its own house and one in the cloud.</summary>
    public sealed class Pims : IAsyncLifetime
    {
        internal TestPim Classic { get; } = new(new() { ProductCount = 150 });

        internal TestPim Hosted { get; } = new(new() { ProductCount = 150, Edition = "Serenity" });

        public async Task InitializeAsync()
        {
            await Classic.Provider.ConnectAsync(Classic.Context);
            await Hosted.Provider.ConnectAsync(Hosted.Context);
        }

        public Task DisposeAsync()
        {
            Classic.Dispose();
            Hosted.Dispose();
            return Task.CompletedTask;
        }
    }
}
