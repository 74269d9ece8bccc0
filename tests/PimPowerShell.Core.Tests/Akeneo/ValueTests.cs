using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Plain values take the shape that the attribute's definition asks for.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("text", "Cap", "\"Cap\"")]
    [InlineData("text", 5, "\"5\"")]
    [InlineData("text", 1.5, "\"1.5\"")]
    [InlineData("textarea", "two\nlines", "\"two\\nlines\"")]
    [InlineData("identifier", "a-1", "\"a-1\"")]
    [InlineData("simpleselect", "red", "\"red\"")]
    [InlineData("simpleselect", 42, "\"42\"")]
    [InlineData("refdata", "red", "\"red\"")]
    [InlineData("image", "a/b/c.png", "\"a/b/c.png\"")]
    [InlineData("file", "a/b/c.pdf", "\"a/b/c.pdf\"")]
    [InlineData("entity", "kartell", "\"kartell\"")]
    [InlineData("boolean", true, "true")]
    [InlineData("boolean", "False", "false")]
    [InlineData("date", "2024-03-05", "\"2024-03-05\"")]
    [InlineData("number", 5, "5")]
    [InlineData("number", "5", "5")]
    [InlineData("number", 5.0, "5")]
    [InlineData("number", -3L, "-3")]
    [InlineData("decimal", 5, "\"5\"")]
    [InlineData("decimal", 5.25, "\"5.25\"")]
    [InlineData("decimal", "5.2500", "\"5.2500\"")]
    [InlineData("decimal", " 7.5 ", "\"7.5\"")]
    [InlineData("decimal", "1e3", "\"1000\"")]
    [InlineData("multiselect", "red", "[\"red\"]")]
    [InlineData("assets", "shot", "[\"shot\"]")]
    [InlineData("metric", 5, """{"amount":"5","unit":"KILOGRAM"}""")]
    [InlineData("wholemetric", 5, """{"amount":5,"unit":"WATT"}""")]
    [InlineData("metric", "5.10", """{"amount":"5.10","unit":"KILOGRAM"}""")]
    public async Task One_value_is_one_entry(string code, object value, string data) =>
        Assert.Equal($$"""{"{{code}}":[{"locale":null,"scope":null,"data":{{data}}}]}""", await Shape(code, value));

    [Fact]
    public async Task Lists_dates_and_tables()
    {
        Assert.Equal("[\"a\",\"5\"]", await Data("multiselect", new object[] { "a", 5 }));
        Assert.Equal("[\"a\",\"b\"]", await Data("entities", new List<string> { "a", "b" }));
        Assert.Equal("[]", await Data("multiselect", Array.Empty<object>()));
        Assert.Equal("\"2024-03-05\"", await Data("date", new DateTime(2024, 3, 5, 23, 59, 0)));
        Assert.Equal("\"2024-03-05\"", await Data("date", new DateTimeOffset(2024, 3, 5, 0, 30, 0, TimeSpan.FromHours(9))));
        Assert.Equal("""[{"ingredient":"sugar","quantity":50}]""",
            await Data("table", new object[] { new OrderedDictionary<string, object> { ["ingredient"] = "sugar", ["quantity"] = 50 } }));
        Assert.Equal("""[{"type":"product","id":"x"}]""",
            await Data("link", new object[] { new OrderedDictionary<string, object> { ["type"] = "product", ["id"] = "x" } }));
    }

    [Fact]
    public async Task Measurements_take_their_unit_along()
    {
        Assert.Equal("""{"amount":"2","unit":"GRAM"}""", await Data("metric", new Hashtable { ["amount"] = 2, ["unit"] = "GRAM" }));
        Assert.Equal("""{"amount":"2","unit":"GRAM"}""", await Data("metric", new Hashtable { ["GRAM"] = 2 }));
        Assert.Equal("""{"amount":"2.50","unit":"KILOGRAM"}""", await Data("metric", new Hashtable { ["amount"] = "2.50" }));
        Assert.Equal("""{"amount":null,"unit":"GRAM"}""", await Data("metric", new Hashtable { ["amount"] = null, ["unit"] = "GRAM" }));
    }

    [Fact]
    public async Task Prices_go_by_currency()
    {
        Assert.Equal("""[{"amount":"10","currency":"EUR"}]""", await Data("price", new Hashtable { ["EUR"] = 10 }));
        Assert.Equal("""[{"amount":"10.50","currency":"EUR"},{"amount":"12","currency":"USD"}]""",
            await Data("price", new OrderedDictionary<string, object?> { ["EUR"] = "10.50", ["USD"] = 12 }));
        Assert.Equal("""[{"amount":"10","currency":"EUR"}]""", await Data("price", new Hashtable { ["amount"] = 10, ["currency"] = "EUR" }));
        Assert.Equal("""[{"amount":"1","currency":"EUR"},{"amount":null,"currency":"USD"}]""", await Data("price", new object[]
        {
            new Hashtable { ["amount"] = 1, ["currency"] = "EUR" }, new Hashtable { ["amount"] = null, ["currency"] = "USD" },
        }));
        Assert.Equal("[]", await Data("price", Array.Empty<object>()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Nothing_erases(string? nothing)
    {
        foreach (string code in new[] { "text", "number", "boolean", "date", "metric", "price", "multiselect", "table" })
        {
            Assert.Equal($$"""{"{{code}}":[{"locale":null,"scope":null,"data":null}]}""", await Shape(code, nothing));
        }
    }

    [Theory]
    [InlineData("decimal", "0.1000000000000000000000000000")]
    [InlineData("decimal", "123456789012345678901234.5678")]
    [InlineData("decimal", "-0.00000001")]
    [InlineData("number", "79228162514264337593543950335")]
    [InlineData("anynumber", "12.3400")]
    public async Task Numbers_keep_their_digits(string code, string digits) =>
        Assert.Equal(digits, (await Data(code, digits)).Trim('"'));

    [Fact]
    public async Task Numbers_of_any_type_are_exact()
    {
        Assert.Equal("\"0.1\"", await Data("decimal", 0.1));
        Assert.Equal("\"0.1\"", await Data("decimal", 0.1f));
        Assert.Equal("\"10.00\"", await Data("decimal", 10.00m));
        Assert.Equal("18446744073709551615", await Data("number", ulong.MaxValue));
        Assert.Equal("-9223372036854775808", await Data("number", long.MinValue));
        Assert.Equal("9007199254740993", await Data("number", 9007199254740993L));
    }

    [Fact]
    public async Task Numbers_do_not_depend_on_the_callers_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal("\"1.5\"", await Data("decimal", 1.5));
            Assert.Equal("\"1.5\"", await Data("text", 1.5m));
            Assert.Equal("decimal", (await Refused("decimal", "1,5")).Subject);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Locale_and_channel_go_where_they_are_needed()
    {
        Assert.Equal("""{"l":[{"locale":"en_US","scope":null,"data":"a"}]}""", await Shape("l", "a", "en_US", "print"));
        Assert.Equal("""{"c":[{"locale":null,"scope":"print","data":"a"}]}""", await Shape("c", "a", "en_US", "print"));
        Assert.Equal("""{"lc":[{"locale":"en_US","scope":"print","data":"a"}]}""", await Shape("lc", "a", "en_US", "print"));
        Assert.Equal("""{"text":[{"locale":null,"scope":null,"data":"a"}]}""", await Shape("text", "a", "en_US", "print"));
    }

    [Fact]
    public async Task A_value_may_be_given_for_each_locale()
    {
        var values = new OrderedDictionary<string, object?> { ["en_US"] = "a", ["fr_FR"] = null, ["sr_Cyrl_RS"] = "c" };

        Assert.Equal(
            """{"l":[{"locale":"en_US","scope":null,"data":"a"},{"locale":"fr_FR","scope":null,"data":null},{"locale":"sr_Cyrl_RS","scope":null,"data":"c"}]}""",
            await Shape("l", values));
        Assert.Equal("""{"lc":[{"locale":"en_US","scope":"print","data":"a"}]}""", await Shape("lc", new Hashtable { ["en_US"] = "a" }, null, "print"));
    }

    [Fact]
    public async Task A_value_in_the_apis_shape_passes()
    {
        Assert.Equal("""{"l":[{"locale":"fr_FR","scope":null,"data":"a"}]}""",
            await Shape("l", new Hashtable { ["data"] = "a", ["locale"] = "fr_FR", ["scope"] = null }, "en_US"));
        Assert.Equal("""{"lc":[{"locale":"fr_FR","scope":"print","data":"a"},{"locale":"en_US","scope":"mobile","data":"b"}]}""", await Shape("lc", new object[]
        {
            new Hashtable { ["data"] = "a", ["locale"] = "fr_FR", ["scope"] = "print" },
            new Hashtable { ["data"] = "b", ["scope"] = "mobile" },
        }, "en_US"));
        Assert.Equal("""{"text":[{"locale":null,"scope":null,"data":"a"}]}""", await Shape("text", new Hashtable { ["data"] = "a" }, "en_US", "print"));
    }

    [Fact]
    public async Task Many_values_keep_their_order_and_the_servers_spelling() =>
        Assert.Equal(
            """{"text":[{"locale":null,"scope":null,"data":"a"}],"number":[{"locale":null,"scope":null,"data":1}]}""",
            Make.Text(await AkeneoValues.ShapeAsync(new Known(), new OrderedDictionary<string, object?> { ["TEXT"] = "a", ["Number"] = 1 }, null, null, new CallContext())));

    public static TheoryData<string, object, string> Misfits => new()
    {
        { "nothing", "a", "does not exist in this PIM, or you have no permission to see it" },
        { "l", "a", "has a value for each locale: give -Locale, or a value for each as in @{ en_US = ...; fr_FR = ... }" },
        { "c", "a", "has a value for each channel: give -Channel" },
        { "text", true, "takes text, not true or false" },
        { "text", new[] { "a" }, "takes text, not a list" },
        { "text", new Hashtable { ["a"] = 1 }, "takes text, not a table of names and values" },
        { "multiselect", new object?[] { "a", null }, "takes text, and a null is in the list" },
        { "boolean", "yes", "takes true or false, not 'yes'" },
        { "boolean", 1, "takes true or false, not '1'" },
        { "number", 1.5, "takes no decimals, and 1.5 has some" },
        { "number", "many", "takes a number, not 'many'" },
        { "number", "1,000", "takes a number, not '1,000'" },
        { "number", true, "takes a number, not 'True'" },
        { "number", new[] { 1 }, "takes a number, not 'a list'" },
        { "metric", new Hashtable { ["x"] = 1, ["y"] = 2 }, "takes a measurement: @{ amount = 2; unit = 'KILOGRAM' } or @{ KILOGRAM = 2 }" },
        { "metric", new Hashtable { ["unit"] = "GRAM" }, "takes a measurement: @{ amount = 2; unit = 'KILOGRAM' } or @{ KILOGRAM = 2 }" },
        { "unitless", 1, "has no default unit: give one as in @{ amount = 2; unit = 'KILOGRAM' }" },
        { "wholemetric", 1.5, "takes no decimals, and 1.5 has some" },
        { "price", 10, "takes prices by currency, as in @{ EUR = 10 }, not '10'" },
        { "price", new Hashtable { ["EUR"] = "much" }, "takes a number, not 'much'" },
        { "date", "someday", "takes a date, not 'someday'" },
        { "date", 5, "takes a date, not '5'" },
        { "text", new Hashtable { ["data"] = "a", ["locale"] = "en_US" }, "has no value for each locale" },
        { "text", new Hashtable { ["data"] = "a", ["scope"] = "print" }, "has no value for each channel" },
        { "german", new Hashtable { ["en_US"] = "a" }, "has values only in de_DE, de_AT" },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task What_does_not_fit_names_the_attribute(string code, object value, string expected)
    {
        PimException error = await Refused(code, value);

        Assert.Equal($"The attribute '{code}' {expected}.", error.Message);
        Assert.Equal(code, error.Subject);
    }

    [Fact]
    public async Task Every_attribute_of_a_pim_takes_what_it_shows()
    {
        using var pim = new TestPim(new() { ProductCount = 1 });
        string uuid = Guid.NewGuid().ToString();
        ReadOnlyMemory<byte> values = await pim.Provider.ShapeValuesAsync(new Dictionary<string, object?>
        {
            ["sku"] = "new-1",
            ["name"] = new Hashtable { ["en_US"] = "Cap", ["fr_FR"] = "Casquette" },
            ["description"] = "A cap.",
            ["erp_name"] = "CAP",
            ["waterproof"] = true,
            ["warranty_years"] = 2,
            ["rating"] = "3.50",
            ["weight"] = 1.25,
            ["price"] = new Hashtable { ["EUR"] = 9.95m },
            ["release_date"] = new DateTime(2024, 3, 5),
            ["color"] = "red",
            ["tags"] = new[] { "new", "vegan" },
            ["legal_notice_de"] = new Hashtable { ["de_DE"] = "Hinweis" },
        }, "en_US", "ecommerce", pim.Context);

        WriteOutcome outcome = await pim.Provider.WriteAsync(
            new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Upsert, uuid, Make.Utf8($$"""{"values":{{Make.Text(values)}}}""")), pim.Context);

        Assert.Equal(201, outcome.StatusCode);
        var shown = (await pim.Product(uuid))!.Value.GetProperty("values");
        Assert.Equal("3.5000", shown.GetProperty("rating")[0].GetProperty("data").GetString());
        Assert.Equal("KILOGRAM", shown.GetProperty("weight")[0].GetProperty("data").GetProperty("unit").GetString());
        Assert.Equal(2, shown.GetProperty("name").GetArrayLength());
        Assert.Equal("ecommerce", shown.GetProperty("description")[0].GetProperty("scope").GetString());
    }

    private static async Task<string> Shape(string code, object? value, string? locale = null, string? channel = null) =>
        Make.Text(await AkeneoValues.ShapeAsync(new Known(), new Dictionary<string, object?> { [code] = value }, locale, channel, new CallContext()));

    private static async Task<string> Data(string code, object value)
    {
        string shaped = await Shape(code, value);
        string head = $$"""{"{{code}}":[{"locale":null,"scope":null,"data":""";
        Assert.StartsWith(head, shaped, StringComparison.Ordinal);
        return shaped[head.Length..^3];
    }

    private static async Task<PimException> Refused(string code, object value)
    {
        PimException error = await Assert.ThrowsAsync<PimException>(() => Shape(code, value));
        Assert.Equal(PimErrorKind.Input, error.Kind);
        return error;
    }

    /// <summary>Attributes of every type, the ones that no free edition has included.</summary>
    private sealed class Known : IPimMetadata
    {
        private static readonly AttributeDefinition[] s_attributes =
        [
            Of("text", "pim_catalog_text"),
            Of("textarea", "pim_catalog_textarea"),
            Of("identifier", "pim_catalog_identifier"),
            Of("simpleselect", "pim_catalog_simpleselect"),
            Of("multiselect", "pim_catalog_multiselect"),
            Of("refdata", "pim_reference_data_simpleselect"),
            Of("image", "pim_catalog_image"),
            Of("file", "pim_catalog_file"),
            Of("boolean", "pim_catalog_boolean"),
            Of("date", "pim_catalog_date"),
            Of("number", "pim_catalog_number") with { DecimalsAllowed = false },
            Of("decimal", "pim_catalog_number") with { DecimalsAllowed = true },
            Of("anynumber", "pim_catalog_number"),
            Of("metric", "pim_catalog_metric") with { DecimalsAllowed = true, DefaultMetricUnit = "KILOGRAM" },
            Of("wholemetric", "pim_catalog_metric") with { DecimalsAllowed = false, DefaultMetricUnit = "WATT" },
            Of("unitless", "pim_catalog_metric") with { DecimalsAllowed = true },
            Of("price", "pim_catalog_price_collection") with { DecimalsAllowed = true },
            Of("table", "pim_catalog_table"),
            Of("link", "pim_catalog_product_link"),
            Of("assets", "pim_catalog_asset_collection"),
            Of("entity", "akeneo_reference_entity"),
            Of("entities", "akeneo_reference_entity_collection"),
            Of("l", "pim_catalog_text") with { Localizable = true },
            Of("c", "pim_catalog_text") with { Scopable = true },
            Of("lc", "pim_catalog_text") with { Localizable = true, Scopable = true },
            Of("german", "pim_catalog_text") with { Localizable = true, AvailableLocales = ["de_DE", "de_AT"] },
        ];

        public Task<IReadOnlyDictionary<string, AttributeDefinition>> GetAttributesAsync(IEnumerable<string> codes, CallContext context) =>
            Task.FromResult<IReadOnlyDictionary<string, AttributeDefinition>>(
                s_attributes.Where(attribute => codes.Contains(attribute.Code, StringComparer.OrdinalIgnoreCase)).ToDictionary(attribute => attribute.Code, StringComparer.OrdinalIgnoreCase));

        public Task<string?> GetIdentifierAttributeAsync(CallContext context) => Task.FromResult<string?>("identifier");

        public Task<IReadOnlyList<string>> GetCodesAsync(string noun, CallContext context, IReadOnlyDictionary<string, string>? pathValues = null, PimCriterion? only = null) => Task.FromResult<IReadOnlyList<string>>([]);

        public Task<IReadOnlyList<string>> GetUnitsAsync(string measurementFamily, CallContext context) => Task.FromResult<IReadOnlyList<string>>([]);

        public Task<CatalogPlaces> GetPlacesAsync(CallContext context) => Task.FromResult(CatalogPlaces.None);

        public Task<IReadOnlyList<string>?> GetFamilyAttributesAsync(string? family, CallContext context) => Task.FromResult<IReadOnlyList<string>?>(null);

        public Task<IReadOnlyDictionary<string, string>> GetLabelsAsync(
            string noun, string locale, IReadOnlyCollection<string> codes, IReadOnlyDictionary<string, string> pathValues, CallContext context) =>
            Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

        private static AttributeDefinition Of(string code, string type) => new() { Code = code, Type = type };
    }
}
