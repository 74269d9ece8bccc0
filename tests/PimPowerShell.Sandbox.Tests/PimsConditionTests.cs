using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>condition_query.</summary>
public sealed class PimsConditionTests : IClassFixture<PimsConditionTests.Catalog>
{
    private readonly Catalog _catalog;

    public PimsConditionTests(Catalog catalog) => _catalog = catalog;

    public static TheoryData<string, Func<JsonElement, bool>> Conditions => new()
    {
        { "[[sku]] not LIKE 'IMP%'", product => !product.Text("sku")!.StartsWith("IMP") },
        { "[[sku]] LIKE 'imp-000000_'", product => product.Text("sku")!.StartsWith("IMP-000000") && product.Text("sku")!.Length == 11 },
        { "[[sku]] = '5 O''Clock'", product => product.Text("sku") == "5 O'Clock" },
        { "[[price]] < 100", product => Number(product, "price") < 100 },
        { "[[price]] >= 100.5 AND [[price]] <= '300'", product => Number(product, "price") is >= 100.5m and <= 300 },
        { "[[weight]] > 50", product => Number(product, "weight") > 50 },
        { "[[weight]] <> 50", product => product.Text("weight") is not null && Number(product, "weight") != 50 },
        { "[[energy_class]] IN ('A', 'B') or [[size]] = 'XL'", product => product.Text("energy_class") is "A" or "B" || product.Text("size") == "XL" },
        { "[[energy_class]] NOT IN ('A')", product => product.Text("energy_class") is not (null or "A") },
        { "[[energy_class]] IS NULL", product => product.Text("energy_class") is null },
        { "[[energy_class]] is not null AND ([[active]] = 'true' OR [[is_new]] = 'true')", product => product.Text("energy_class") is not null && (product.Text("active") == "true" || product.Text("is_new") == "true") },
        { "[[active]] = 'true' AND [[size]] = 'L' OR [[size]] = 'M'", product => (product.Text("active") == "true" && product.Text("size") == "L") || product.Text("size") == "M" },
        { "[[color]] = 'Red'", product => product.Texts("color").Contains("Red") },
        { "[[color]] <> 'Red'", product => product.Texts("color").Length > 0 && !product.Texts("color").Contains("Red") },
        { "[[release_date]] >= '2020-01-01'", product => string.CompareOrdinal(product.Text("release_date"), "2020-01-01") >= 0 },
        { "[[categories]] LIKE 'Garden & Yard > %'", product => product.Texts("categories").Any(path => path.StartsWith("Garden & Yard")) },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task Conditions_find_what_they_say(string condition, Func<JsonElement, bool> wanted)
    {
        string[] expected = [.. _catalog.Products.Where(wanted).Select(product => product.Text("sku")!)];
        Assert.NotEmpty(expected);
        Assert.NotEqual(_catalog.Products.Count, expected.Length);
        Assert.Equal(expected, await _catalog.Sandbox.AllSkus(new() { ["condition_query"] = condition, ["includeVariants"] = "true", ["includeDeleted"] = "true" }));
    }

    private static decimal? Number(JsonElement product, string name) => product.Text(name) is string text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    public sealed class Catalog : IAsyncLifetime
    {
        internal PimsTestSandbox Sandbox { get; } = new();

        internal List<JsonElement> Products { get; private set; } = [];

        public async Task InitializeAsync() => Products = await Sandbox.Everything();

        public Task DisposeAsync()
        {
            Sandbox.Dispose();
            return Task.CompletedTask;
        }
    }
}
