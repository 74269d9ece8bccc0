using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Rows;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Rows;

/// <summary>A SaaS PIM with an attribute of each type in each kind of place.</summary>
public sealed class RowPim : IAsyncLifetime
{
    internal const int Products = 1000;

    private readonly TestPim _pim = new(new PimSandboxOptions { Edition = "Serenity", Version = "v20250717143807", ProductCount = Products });

    internal TestPim Pim => _pim;

    internal AkeneoProvider Provider => _pim.Provider;

    public async Task InitializeAsync()
    {
        await Provider.ConnectAsync(_pim.Context);
        await Make("r_table", """
            "type":"pim_catalog_table","table_configuration":[{"code":"row","data_type":"select","options":[{"code":"a"},{"code":"b"}]},
            {"code":"amount","data_type":"number"},{"code":"note","data_type":"text"}]
            """);
        await Make("r_makers", """ "type":"akeneo_reference_entity_collection","reference_data_name":"brand" """);
        await Make("r_maker", """ "type":"akeneo_reference_entity","reference_data_name":"brand" """);
        await Make("r_shots", """ "type":"pim_catalog_asset_collection","reference_data_name":"packshots" """);
        await Make("r_link", """ "type":"pim_catalog_product_link" """);
        await Make("r_area", """ "type":"pim_catalog_textarea" """);
        foreach ((string place, string flags) in new[] { ("", ""), ("_l", ""","localizable":true"""), ("_s", ""","scopable":true"""), ("_ls", ""","localizable":true,"scopable":true""") })
        {
            await Make("r_text" + place, $$""" "type":"pim_catalog_text"{{flags}} """);
            await Make("r_metric" + place, $$""" "type":"pim_catalog_metric","metric_family":"Weight","default_metric_unit":"GRAM","decimals_allowed":true,"negative_allowed":true{{flags}} """);
            await Make("r_price" + place, $$""" "type":"pim_catalog_price_collection","decimals_allowed":true{{flags}} """);
            await Make("r_number" + place, $$""" "type":"pim_catalog_number","decimals_allowed":true,"negative_allowed":true{{flags}} """);
            await Make("r_date" + place, $$""" "type":"pim_catalog_date"{{flags}} """);
            await Make("r_flag" + place, $$""" "type":"pim_catalog_boolean"{{flags}} """);
        }
    }

    public Task DisposeAsync()
    {
        _pim.Dispose();
        return Task.CompletedTask;
    }

    internal static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>();

    /// <summary>An item as a write takes it: without what only the server writes.</summary>
    internal static byte[] Line(PimResource resource, JsonElement item) => JsonBytes.Write(writer =>
    {
        writer.WriteStartObject();
        foreach (JsonProperty member in item.EnumerateObject().Where(member => member.Name != "_links" && !resource.ReadOnlyFields.Contains(member.Name)))
        {
            member.WriteTo(writer);
        }

        writer.WriteEndObject();
    });

    internal async Task<Dictionary<string, object?>> Row(PimResource resource, string item, RowOptions? options = null)
    {
        var writer = new RowWriter(Provider, resource, options);
        RowCells cells = await writer.ReadAsync(Support.Make.Utf8(item), Nothing, _pim.Context);
        return writer.Arrange(cells).ToDictionary(cell => cell.Key, cell => cell.Value);
    }

    internal async Task<string> Item(PimResource resource, Dictionary<string, object?> row, bool clears = false, bool arms = false) =>
        Encoding.UTF8.GetString((await new RowReader(Provider, resource, clears, arms).ReadAsync(1, row, _pim.Context)).Span);

    internal async Task<string> Fault(Dictionary<string, object?> row, PimResource? resource = null)
    {
        PimException error = await Assert.ThrowsAsync<PimException>(() => new RowReader(Provider, resource ?? AkeneoResources.ProductByUuid).ReadAsync(7, row, _pim.Context));
        Assert.Equal(PimErrorKind.Input, error.Kind);
        return error.Message;
    }

    internal async Task Send(PimResource resource, IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        foreach (ReadOnlyMemory<byte>[] chunk in lines.Chunk(100))
        {
            BatchAnswer answer = await Provider.SendBatchAsync(new BatchRequest(resource, Nothing, Nothing, chunk), _pim.Context);
            Assert.Equal("", string.Join("\n", answer.Lines.Where(line => line!.StatusCode >= 300).Select(line => PimFieldError.Describe(line!.Message ?? "", line.Errors)).Take(5)));
        }
    }

    /// <summary>Rows as a file of comma-separated values, and back: all cells are text.</summary>
    internal static List<Dictionary<string, object?>> ThroughCsv(IEnumerable<IEnumerable<KeyValuePair<string, object?>>> rows)
    {
        var text = new StringBuilder();
        List<List<KeyValuePair<string, object?>>> all = [.. rows.Select(row => row.ToList())];
        text.AppendJoin(',', all[0].Select(cell => Quote(cell.Key))).Append("\r\n");
        foreach (List<KeyValuePair<string, object?>> row in all)
        {
            Assert.Equal(all[0].Select(cell => cell.Key), row.Select(cell => cell.Key));
            text.AppendJoin(',', row.Select(cell => Quote(cell.Value?.ToString() ?? ""))).Append("\r\n");
        }

        List<List<string>> records = Parse(text.ToString());
        return [.. records.Skip(1).Select(record => records[0].Zip(record).ToDictionary(cell => cell.First, cell => (object?)cell.Second))];

        static string Quote(string cell) => "\"" + cell.Replace("\"", "\"\"") + "\"";
    }

    private static List<List<string>> Parse(string text)
    {
        List<List<string>> records = [[]];
        for (int i = 0; i < text.Length; i++)
        {
            var cell = new StringBuilder();
            for (i++; text[i] != '"' || (i + 1 < text.Length && text[i + 1] == '"'); i++)
            {
                cell.Append(text[i]);
                i += text[i] == '"' ? 1 : 0;
            }

            records[^1].Add(cell.ToString());
            i++;
            if (text[i] == '\r')
            {
                i++;
                records.Add([]);
            }
        }

        records.RemoveAt(records.Count - 1);
        return records;
    }

    private async Task Make(string code, string definition) => await Provider.WriteAsync(
        new PimWrite(_pim.Resource("Attribute"), WriteVerb.Create, code, Support.Make.Utf8($$"""{"code":"{{code}}","group":"other",{{definition}}}""")), _pim.Context);
}
