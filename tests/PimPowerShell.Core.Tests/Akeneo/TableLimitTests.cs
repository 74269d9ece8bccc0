using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Bulk;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>What the cells of a table are held against goes to no server: in single writes, and in lines that nobody has asked to check.</summary>
public sealed class TableLimitTests : IAsyncLifetime
{
    private const string Uuid = "00000000-0000-4000-8000-0000000000aa";

    private readonly CheckedPim _pim = new(new PimSandboxOptions { ProductCount = 2, Edition = "Serenity", Version = "v20250717143807" });

    public async Task InitializeAsync()
    {
        await _pim.Provider.ConnectAsync(_pim.Pim.Context);
        string rows = string.Join(",", Enumerable.Range(0, 100).Select(i => $$"""{"code":"r{{i}}"}"""));
        string flags = string.Concat(Enumerable.Range(0, 7).Select(i => $$""",{"code":"f{{i}}","data_type":"boolean"}"""));
        foreach (string code in new[] { "rated", "graded" })
        {
            await _pim.Write("Attribute",
                $$$"""
                {"code":"{{{code}}}","type":"pim_catalog_table","group":"other","localizable":true,"scopable":true,"table_configuration":[{"code":"row","data_type":"select","options":[{{{rows}}}]},{"code":"points","data_type":"number","validations":{"min":1,"max":5,"decimals_allowed":false}},{"code":"remark","data_type":"text","validations":{"max_length":3}}{{{flags}}}]}
                """.Trim());
        }
    }

    public Task DisposeAsync()
    {
        _pim.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("\"points\":6", "in its column 'points' takes 5 at most, and 6 is more")]
    [InlineData("\"points\":\"0.5\"", "in its column 'points' takes no decimals, and 0.5 has some")]
    [InlineData("\"POINTS\":0", "in its column 'points' takes 1 at least, and 0 is less")]
    [InlineData("\"remark\":\"long\"", "in its column 'remark' takes 3 characters at most, and has 4")]
    public async Task A_cell_beyond_the_limits_of_its_column_is_not_sent(string cell, string message)
    {
        string values = Values(("rated", "ecommerce", "en_US", $$"""[{"row":"r1",{{cell}}}]"""));
        await _pim.AssertRefused(_pim.NewProduct(values), "rated", message);
        PimResource model = _pim.Pim.Resource("ProductModel");
        (PimResource Resource, WriteVerb Verb, string Key, string Body)[] writes =
        [
            (AkeneoResources.ProductByUuid, WriteVerb.Create, Uuid, $$"""{"uuid":"{{Uuid}}",{{values}}}"""),
            (AkeneoResources.ProductByUuid, WriteVerb.Upsert, Uuid, $"{{{values}}}"),
            (model, WriteVerb.Create, "m_new", $$"""{"code":"m_new","family_variant":"shoes_size",{{values}}}"""),
            (model, WriteVerb.Upsert, "m_new", $$"""{"code":"m_new",{{values}}}"""),
        ];
        long before = Written();

        foreach ((PimResource resource, WriteVerb verb, string key, string body) in writes)
        {
            PimException alone = await Assert.ThrowsAsync<PimException>(
                () => _pim.Provider.WriteAsync(new PimWrite(resource, verb, key, Make.Utf8(body)), _pim.Pim.Context));
            Assert.Equal(("values.rated", message), (Assert.Single(alone.Errors).Property, alone.Errors[0].Message));
        }

        BulkResult[] results =
        [
            .. await BulkRun.Write(_pim.Provider, [new BulkItem(0, AkeneoResources.ProductByUuid, Uuid, Make.Utf8(writes[0].Body))], new BulkSettings()),
            .. await BulkRun.Write(_pim.Provider, [new BulkItem(0, model, "m_new", Make.Utf8(writes[3].Body))], new BulkSettings()),
        ];
        Assert.All(results, result => Assert.Equal(("Not sent.", null), (result.Message, result.StatusCode)));
        Assert.All(results, result => Assert.Equal(("rated", message), (Assert.Single(result.Errors).Attribute, result.Errors[0].Message)));
        Assert.Equal(before, Written());
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, "brings the tables of the item to 9000 cells; all together take 8000 at most")]
    public async Task All_cells_of_an_item_are_counted(int ofFirst, string? message)
    {
        (string, string)[] places = [("ecommerce", "en_US"), ("ecommerce", "de_DE"), ("ecommerce", "fr_FR"), ("mobile", "en_US"), ("print", "en_US")];
        string rows = $"[{string.Join(",", Enumerable.Range(0, 100).Select(Row))}]";
        string line = _pim.NewProduct(Values([
            .. places.Take(ofFirst).Select(place => ("rated", place.Item1, place.Item2, rows)),
            .. places.Take(4).Select(place => ("graded", place.Item1, place.Item2, rows))]));

        if (message is null)
        {
            await _pim.AssertTaken(line);
        }
        else
        {
            IReadOnlyList<PimFieldError> errors = await _pim.Check(line);
            Assert.Equal(("graded", message), (Assert.Single(errors).Attribute, errors[0].Message));
            Assert.Equal(422, (await _pim.Send(line)).StatusCode);
        }

        string Row(int i) => $$"""{"row":"r{{i}}","points":5,"remark":"abc"{{string.Concat(Enumerable.Range(0, 7).Select(flag => $",\"f{flag}\":true"))}}}""";
    }

    private long Written() => _pim.Pim.Counters.Routes.Where(route => !route.Key.StartsWith("GET", StringComparison.Ordinal)).Sum(route => (long)route.Value);

    private static string Values(params (string Attribute, string Scope, string Locale, string Rows)[] values) => "\"values\":{" + string.Join(",", values
        .GroupBy(value => value.Attribute)
        .Select(group => $"\"{group.Key}\":[{string.Join(",", group.Select(value => $$"""{"locale":"{{value.Locale}}","scope":"{{value.Scope}}","data":{{value.Rows}}}"""))}]")) + "}";
}
