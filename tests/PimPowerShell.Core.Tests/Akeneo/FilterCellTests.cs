using System;
using System.Collections;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Conditions on cells of tables have the operators, and the values, of their column's type.</summary>
public sealed class FilterCellTests : IAsyncLifetime
{
    private const string Table = """{"code":"nutrition","type":"pim_catalog_table","group":"other","table_configuration":[{"code":"ingredient","data_type":"select","options":[{"code":"sugar"}]},{"code":"percentage","data_type":"number"},{"code":"allergen","data_type":"boolean"},{"code":"note","data_type":"text"}]}""";

    private readonly TestPim _pim = new(new() { ProductCount = 20, Edition = "Serenity" });

    public async Task InitializeAsync()
    {
        await _pim.Provider.ConnectAsync(_pim.Context);
        var write = new PimWrite(_pim.Resource("Attribute"), WriteVerb.Create, "nutrition", Encoding.UTF8.GetBytes(Table));
        await _pim.Provider.WriteAsync(write, _pim.Context);
    }

    public Task DisposeAsync()
    {
        _pim.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("nutrition >", "percentage", "4", """{"nutrition":[{"operator":">","value":{"row":"sugar","column":"percentage","value":4}}]}""")]
    [InlineData("nutrition", "allergen", true, """{"nutrition":[{"operator":"=","value":{"row":"sugar","column":"allergen","value":true}}]}""")]
    [InlineData("nutrition IN", "ingredient", "sugar", """{"nutrition":[{"operator":"IN","value":{"row":"sugar","column":"ingredient","value":["sugar"]}}]}""")]
    [InlineData("nutrition contains", "NOTE", "x", """{"nutrition":[{"operator":"CONTAINS","value":{"row":"sugar","column":"NOTE","value":"x"}}]}""")]
    public async Task The_server_takes_them(string key, string column, object value, string expected)
    {
        IReadOnlyList<PimCriterion> criteria = await Read(key, column, value);
        Assert.Equal(expected, AkeneoSearch.Write(AkeneoResources.ProductByUuid, criteria, null));
        using var page = await _pim.Provider.Read(new PimQuery(AkeneoResources.ProductByUuid) { Criteria = criteria }).NextAsync(_pim.Context);
        Assert.NotNull(page);
    }

    [Theory]
    [InlineData("nutrition CONTAINS", "percentage", "4", "Filter: 'nutrition.percentage', which is of the type number, has no operator 'CONTAINS'; it has <, <=, =, !=, >=, >, EMPTY, NOT EMPTY.")]
    [InlineData("nutrition >", "allergen", true, "Filter: 'nutrition.allergen', which is of the type boolean, has no operator '>'; it has =, !=, EMPTY, NOT EMPTY.")]
    [InlineData("nutrition >", "percentage", "many", "Filter: 'nutrition.percentage' is compared with a number, not with 'many'.")]
    [InlineData("nutrition >", "percentag", 4, "Filter: 'nutrition' has no column 'percentag'; it has ingredient, percentage, allergen, note. Did you mean 'percentage'?")]
    public async Task What_does_not_fit_is_said(string key, string column, object value, string message)
    {
        PimException error = await Assert.ThrowsAsync<PimException>(() => Read(key, column, value));
        Assert.Equal((PimErrorKind.Input, message), (error.Kind, error.Message));
    }

    [Fact]
    public async Task The_names_of_the_parts_are_taken_in_any_case()
    {
        var cell = new System.Collections.Specialized.OrderedDictionary { ["Column"] = "percentage", ["Value"] = 4 };
        IReadOnlyList<PimCriterion> criteria = await _pim.Provider.ReadFilterAsync(AkeneoResources.ProductByUuid, new Dictionary<string, object?> { ["nutrition"] = cell }, _pim.Context);
        Assert.Equal("""{"nutrition":[{"operator":"=","value":{"column":"percentage","value":4}}]}""", AkeneoSearch.Write(AkeneoResources.ProductByUuid, criteria, null));
    }

    [Fact]
    public async Task A_column_is_named()
    {
        var filter = new Dictionary<string, object?> { ["nutrition >"] = new Hashtable { ["value"] = 4 } };
        PimException error = await Assert.ThrowsAsync<PimException>(() => _pim.Provider.ReadFilterAsync(AkeneoResources.ProductByUuid, filter, _pim.Context));
        Assert.StartsWith("Filter: a condition on 'nutrition' says which column: ", error.Message, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<PimCriterion>> Read(string key, string column, object value)
    {
        var cell = new System.Collections.Specialized.OrderedDictionary { ["row"] = "sugar", ["column"] = column, ["value"] = value };
        return _pim.Provider.ReadFilterAsync(AkeneoResources.ProductByUuid, new Dictionary<string, object?> { [key] = cell }, _pim.Context);
    }
}
