using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Rows;
using PimPowerShell.Core.Tests.Pims;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Rows;

/// <summary>What is made into rows, written to a file and read again is what the server has.</summary>
public sealed class RowRoundTripTests(RowPim rows) : IClassFixture<RowPim>
{
    private static readonly string[] s_texts =
    [
        "plain", "a, b", "say \"so\"", "'quoted'", "=1+1", "+49 30 123", "-5", "@name", "\ttab", "''=x", "'=x", "two\nlines", "two\r\nlines", " blanks ", "007", "1e5", "1,5",
        "true", "null", "{\"a\":1}", "[x]", "Größe", "日本", "a;b|c", "-", "--", "\"", ",",
    ];

    [Fact]
    public async Task A_thousand_random_products_come_back_as_they_are()
    {
        PimResource resource = AkeneoResources.ProductByUuid;
        await FillAsync();
        List<JsonElement> before = await rows.Pim.All(new PimQuery(resource));
        Assert.True(before.Count >= RowPim.Products);

        List<ReadOnlyMemory<byte>> lines = [];
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            lines.AddRange(await RoundAsync(rows.Provider, resource, before, item => RowPim.Line(resource, item), new RowOptions { DisarmsFormulas = true }));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        await rows.Send(resource, lines);
        List<JsonElement> after = await rows.Pim.All(new PimQuery(resource));
        Assert.Equal(before.Count, after.Count);
        foreach ((JsonElement old, JsonElement fresh) in before.Zip(after))
        {
            foreach (string field in new[] { "values", "categories", "associations", "quantified_associations", "family", "parent", "groups", "enabled" })
            {
                Assert.True(JsonElement.DeepEquals(old.GetProperty(field), fresh.GetProperty(field)), $"{old.GetProperty("uuid")} {field}\n{old.GetProperty(field)}\n{fresh.GetProperty(field)}");
            }
        }
    }

    [Theory]
    [InlineData("ProductModel")]
    [InlineData("Family")]
    [InlineData("Attribute")]
    [InlineData("Category")]
    [InlineData("Channel")]
    [InlineData("AssociationType")]
    [InlineData("AttributeGroup")]
    [InlineData("ReferenceEntity")]
    public async Task Other_things_come_back_too(string noun)
    {
        PimResource resource = rows.Pim.Resource(noun);
        List<JsonElement> items = await rows.Pim.All(new PimQuery(resource));
        Assert.NotEmpty(items);
        await RoundAsync(rows.Provider, resource, items, item => RowPim.Line(resource, item), new RowOptions());
    }

    [Fact]
    public async Task Products_by_identifier_come_back()
    {
        using AkeneoProvider provider = rows.Pim.Connect(format: ProductIdFormat.Identifier);
        PimResource resource = AkeneoResources.ProductByIdentifier;
        List<JsonElement> items = (await TestPim.All(provider, new PimQuery(resource))).Take(200).ToList();
        await RoundAsync(provider, resource, items, item => RowPim.Line(resource, item), new RowOptions());
    }

    [Fact]
    public async Task Products_of_pims_come_back()
    {
        using var pims = new PimsSandbox(120);
        PimResource resource = PimsResources.Product;
        List<JsonElement> items = [];
        using (var pages = new PageReader(pims.Provider.Read(new PimQuery(resource)), pims.Context))
        {
            while (await pages.ReadAsync() is { } page)
            {
                using (page)
                {
                    items.AddRange(TestPim.Items(page));
                }
            }
        }

        Assert.InRange(items.Count, 100, 120);
        await RoundAsync(pims.Provider, resource, items, item =>
        {
            JsonElement attributes = item.GetProperty("data").GetProperty("attributes");
            return Make.Utf8($$"""{"sku":{{item.GetProperty("sku")
                .GetRawText()}},"attributes":{{JsonSerializer.Serialize(attributes.EnumerateObject()
                .Where(attribute => attribute.Name != "sku" && !resource.ReadOnlyFields.Contains(attribute.Name)).ToDictionary(attribute => attribute.Name, attribute => attribute.Value))}}}""");
        }, new RowOptions());
    }

    /// <summary>Items to rows, to a file, to rows, to lines: no line differs from its item, and has all that the item has.</summary>
    private async Task<List<ReadOnlyMemory<byte>>> RoundAsync(
        IPimProvider provider, PimResource resource, List<JsonElement> items, Func<JsonElement, byte[]> lineOf, RowOptions options)
    {
        var writer = new RowWriter(provider, resource, options);
        List<RowCells> cells = [];
        foreach (JsonElement item in items)
        {
            cells.Add(await writer.ReadAsync(lineOf(item), RowPim.Nothing, rows.Pim.Context));
        }

        List<Dictionary<string, object?>> read = RowPim.ThroughCsv(cells.Select(writer.Arrange));
        var reader = new RowReader(provider, resource, armsFormulas: options.DisarmsFormulas);
        var clearing = new RowReader(provider, resource, clearsEmpty: true, armsFormulas: options.DisarmsFormulas);
        List<ReadOnlyMemory<byte>> lines = [];
        for (int i = 0; i < items.Count; i++)
        {
            ReadOnlyMemory<byte> line = await reader.ReadAsync(i + 1, read[i], rows.Pim.Context);
            lines.Add(line);
            byte[] present = Make.Utf8(items[i].GetRawText());
            LineChanges changes = await provider.CompareAsync(resource, RowPim.Nothing, line, present, rows.Pim.Context);
            Assert.True(changes.Line.IsEmpty, $"Row {i + 1}: {string.Join("\n", changes.Differences.Select(Compare.ComparePim.Text))}\n{Make.Text(line)}");
            LineChanges erased = await provider.CompareAsync(resource, RowPim.Nothing, await clearing.ReadAsync(i + 1, read[i], rows.Pim.Context), present, rows.Pim.Context);
            Assert.Equal("", string.Join("\n", erased.Differences
                // a list that the server does not show is as good as empty
                .Where(difference => !(difference.Present.IsEmpty && IsNothing(Make.Text(difference.Wanted)))).Select(Compare.ComparePim.Text)));
            if (resource.Values is null)
            {
                // the other way round: what the item has and the line lacks differs; lists that are empty are not there
                LineChanges lost = await provider.CompareAsync(resource, RowPim.Nothing, lineOf(items[i]), line, rows.Pim.Context);
                Assert.Equal("", string.Join("\n", lost.Differences.Where(difference => !IsNothing(Make.Text(difference.Wanted))).Select(Compare.ComparePim.Text)));
            }
            else
            {
                using JsonDocument wanted = JsonDocument.Parse(line);
                using JsonDocument whole = JsonDocument.Parse(lineOf(items[i]));
                foreach (JsonProperty attribute in whole.RootElement.GetProperty("attributes").EnumerateObject().Where(attribute => PimsEcho.Texts(attribute.Value).Length > 0))
                {
                    bool isComputed = (await provider.Metadata.GetAttributesAsync([attribute.Name], rows.Pim.Context)).TryGetValue(attribute.Name, out AttributeDefinition? definition) && definition.IsComputed;
                    Assert.True(isComputed || wanted.RootElement.GetProperty("attributes").TryGetProperty(attribute.Name, out _), attribute.ToString());
                }
            }
        }

        return lines;
    }

    private static bool IsNothing(string json) => json is "" or "null" or "[]" or "{}" || json.Contains(":[]", StringComparison.Ordinal);

    /// <summary>Gives every product random values of every type.</summary>
    private async Task FillAsync()
    {
        var random = new Random(11);
        PimResource resource = AkeneoResources.ProductByUuid;
        string[] uuids = await rows.Pim.Uuids(RowPim.Products);
        string[] brands = await Codes("ReferenceEntityRecord", ("reference_entity", "brand"));
        string[] shots = await Codes("Asset", ("asset_family", "packshots"));
        CatalogPlaces places = await rows.Provider.Metadata.GetPlacesAsync(rows.Pim.Context);
        List<AttributeDefinition> attributes = [.. (await rows.Provider.Metadata.GetAttributesAsync(
            (await rows.Pim.All(new PimQuery(rows.Pim.Resource("Attribute")))).Select(attribute => attribute.GetProperty("code").GetString()!).Where(code => code.StartsWith("r_", StringComparison.Ordinal)),
            rows.Pim.Context)).Values];
        Assert.Equal(30, attributes.Count);
        await rows.Send(resource, uuids.Select(uuid => (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(new
        {
            uuid,
            values = attributes.Where(_ => random.Next(3) > 0).ToDictionary(attribute => attribute.Code, Entries),
            quantified_associations = places.AssociationTypes.Where(type => type.Value).ToDictionary(type => type.Key, _ => new
            {
                products = uuids.Skip(random.Next(900)).Take(random.Next(3)).Select(target => new { uuid = target, quantity = random.Next(1, 50) }),
            }),
            associations = places.AssociationTypes.Where(type => !type.Value).Take(1).ToDictionary(type => type.Key, _ => new { products = uuids.Skip(random.Next(900)).Take(random.Next(3)) }),
        })));

        object[] Entries(AttributeDefinition attribute) =>
        [
            .. from channel in attribute.Scopable ? places.Channels : [new PimChannel(null!, places.Locales, places.Currencies)]
               from locale in attribute.Localizable ? channel.Locales : [null!]
               where random.Next(3) > 0
               select new { locale, scope = channel.Code, data = Data(attribute, channel) },
        ];

        object Data(AttributeDefinition attribute, PimChannel channel) => attribute.Form switch
        {
            ValueForm.Number => Amount(),
            ValueForm.Measure => new { amount = Amount(), unit = Pick("GRAM", "KILOGRAM") },
            ValueForm.Prices => channel.Currencies.Where(_ => random.Next(4) > 0).DefaultIfEmpty(channel.Currencies[0]).Select(currency => new { amount = Amount().TrimStart('-'), currency }),
            ValueForm.Day => new DateTime(2000, 1, 1).AddDays(random.Next(9000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ValueForm.Flag => random.Next(2) == 0,
            ValueForm.List => Some(attribute.Code == "r_shots" ? shots : brands),
            ValueForm.Json when attribute.Code == "r_link" => new { type = "product", id = Pick(uuids) },
            ValueForm.Json => new object[] { new { row = "a", amount = "1.50", note = Pick(s_texts).Trim() }, new { row = "b" } },
            _ => attribute.Code == "r_maker" ? Pick(brands) : Pick(s_texts),
        };

        string Amount() => (random.Next(-100_000, 100_000) / 100m).ToString(random.Next(2) == 0 ? "0.00##" : "0.0000", CultureInfo.InvariantCulture);

        string[] Some(string[] all) => [.. all.OrderBy(_ => random.Next()).Take(random.Next(1, 4))];

        string Pick(params string[] choices) => choices[random.Next(choices.Length)];
    }

    private async Task<string[]> Codes(string noun, (string Name, string Key) owner) =>
        [.. (await rows.Pim.All(new PimQuery(rows.Pim.Resource(noun)) { PathValues = new Dictionary<string, string> { [owner.Name] = owner.Key } })).Select(item => item.GetProperty("code").GetString()!)];
}
