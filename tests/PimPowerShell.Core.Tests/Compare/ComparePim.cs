using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Compare;

/// <summary>A SaaS PIM with an attribute of each type that the generated catalog lacks.</summary>
public sealed class ComparePim : IAsyncLifetime
{
    private readonly TestPim _pim = new(new PimSandboxOptions { Edition = "Serenity", Version = "v20250717143807", ProductCount = 300 });

    internal TestPim Pim => _pim;

    public async Task InitializeAsync()
    {
        await _pim.Provider.ConnectAsync(_pim.Context);
        await Make("sizes", """
            "type":"pim_catalog_table","table_configuration":[{"code":"row","data_type":"select","options":[{"code":"a"},{"code":"b"}]},
            {"code":"amount","data_type":"number"},{"code":"note","data_type":"text"},{"code":"length","data_type":"measurement","measurement_family_code":"Length","measurement_default_unit_code":"METER"},{"code":"day","data_type":"date"}]
            """);
        await Make("makers", """ "type":"akeneo_reference_entity_collection","reference_data_name":"brand" """);
        await Make("shots", """ "type":"pim_catalog_asset_collection","reference_data_name":"packshots" """);
        await Make("related", """ "type":"pim_catalog_product_link" """);
    }

    public Task DisposeAsync()
    {
        _pim.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>The reduced line and the differences, as text.</summary>
    internal async Task<(string Line, string[] Differences)> Compare(PimResource resource, string line, string present, Dictionary<string, string>? pathValues = null)
    {
        LineChanges changes = await _pim.Provider.CompareAsync(resource, pathValues ?? [], Support.Make.Utf8(line), Support.Make.Utf8(present), _pim.Context);
        return (Support.Make.Text(changes.Line), [.. changes.Differences.Select(Text)]);
    }

    internal Task<(string Line, string[] Differences)> Compare(string noun, string line, string present, Dictionary<string, string>? pathValues = null) =>
        Compare(_pim.Resource(noun), line, present, pathValues);

    internal static string Text(PimDifference difference) => string.Join(" ",
        new[] { difference.Property, difference.Attribute, difference.Locale, difference.Channel }.Where(part => part is not null))
        + $": {Support.Make.Text(difference.Present)} -> {Support.Make.Text(difference.Wanted)}";

    private async Task Make(string code, string definition) => await _pim.Provider.WriteAsync(
        new PimWrite(_pim.Resource("Attribute"), WriteVerb.Create, code, Support.Make.Utf8($$"""{"code":"{{code}}","group":"other","localizable":false,"scopable":false,{{definition}}}""")), _pim.Context);
}
