using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Pims;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>What a map makes of products, and what it refuses.</summary>
public sealed class ProductMapperTests : IAsyncLifetime
{
    private readonly TestPim _akeneo = new(new PimSandboxOptions { ProductCount = 10 });
    private TestPims _pims = null!;

    public async Task InitializeAsync()
    {
        await _akeneo.Provider.ConnectAsync(_akeneo.Context);
        _pims = await TestPims.StartAsync();
    }

    public Task DisposeAsync()
    {
        _akeneo.Dispose();
        _pims.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("name", null, null, "FromLocale")]
    [InlineData("name", "en_US", null, null)]
    [InlineData("description", "en_US", null, "FromChannel")]
    [InlineData("description", null, "ecommerce", "FromLocale")]
    [InlineData("description", "en_US", "ecommerce", null)]
    [InlineData("ean", null, null, null)]
    public async Task RefusesAMapThatDoesNotSayWhichOfManyValues(string from, string? locale, string? channel, string? missing)
    {
        var mapper = new ProductMapper(_pims.Provider, [new MapEntry("title") { From = from, FromLocale = locale, FromChannel = channel }], false);
        IReadOnlyList<PimFieldError> faults = await mapper.OpenAsync(_akeneo.Provider, _akeneo.Context);
        Assert.Equal(missing is null ? 0 : 1, faults.Count);
        Assert.All(faults, fault =>
        {
            Assert.Equal("title", fault.Attribute);
            Assert.Contains($"'{from}' has a value for each", fault.Message);
            Assert.Contains(missing!, fault.Message);
        });
    }

    [Theory]
    [InlineData("name", "name", null, null)]
    [InlineData("description", "description", null, null)]
    [InlineData("ean", "name", null, "FromLocale")]
    [InlineData("name", "ean", null, "Locale")]
    [InlineData("name", "description", null, "FromChannel")]
    [InlineData("description", "description", "en_US", "Channel")]
    public async Task KeepsAllPlacesBetweenServersOfOneKindWhereBothHaveThem(string target, string from, string? locale, string? missing)
    {
        using AkeneoProvider second = _akeneo.Connect();
        var mapper = new ProductMapper(_akeneo.Provider, [new MapEntry(target) { From = from, Locale = locale }], false);
        IReadOnlyList<PimFieldError> faults = await mapper.OpenAsync(second, _akeneo.Context);
        Assert.Equal(missing is null ? 0 : 1, faults.Count);
        Assert.All(faults, fault => Assert.Contains(missing!, fault.Message));
    }

    [Fact]
    public async Task TakesNoLanguageThatNobodyNamedOfAProductThatWasReadAlready()
    {
        ProductMapper mapper = await OpenAsync(_pims.Provider, new MapEntry("title") { From = "name" });
        MappedProduct mapped = await mapper.MapAsync(Product("a", ("name", new List<object?> { Value("fr_FR", "Appareil") })), new object(), _pims.Context);
        Assert.Contains("FromLocale", Assert.Single(mapped.Faults).Message);
        Assert.DoesNotContain("Appareil", Make.Text(mapped.Line));
    }

    [Fact]
    public async Task RunsAllThatComputesBeforeItWaits()
    {
        var gate = new TaskCompletionSource<ReadOnlyMemory<byte>>();
        IPimProvider slow = AlteredProvider.Of(_pims.Provider, (method, _) => method.Name == nameof(IPimProvider.ShapeValuesAsync) ? gate.Task : null);
        var computed = new List<int>();
        ProductMapper mapper = await OpenAsync(slow, Entry("title"), Entry("brand"), new MapEntry("ean") { From = "ean", Convert = Compute });

        Task<MappedProduct> mapping = mapper.MapAsync(Product("a", ("ean", "1")), new object(), _pims.Context);

        Assert.False(mapping.IsCompleted);
        Assert.Equal(3, computed.Count);
        Assert.All(computed, static thread => Assert.Equal(Environment.CurrentManagedThreadId, thread));
        gate.SetResult("{}"u8.ToArray());
        await mapping;

        MapEntry Entry(string target) => new(target) { Compute = Compute };

        object? Compute(object? item)
        {
            computed.Add(Environment.CurrentManagedThreadId);
            return "x";
        }
    }

    [Fact]
    public async Task GivesOneKeyToOneProduct()
    {
        ProductMapper mapper = await OpenAsync(_pims.Provider, new MapEntry("identifier") { Compute = static _ => "One" }, new MapEntry("title") { Compute = static _ => "x" });
        Assert.Empty((await MapAsync("a")).Faults);
        MappedProduct second = await MapAsync("b");
        Assert.True(second.Line.IsEmpty);
        Assert.Contains("overwritten", Assert.Single(second.Faults).Message);
        // the same product may be copied again
        Assert.Empty((await MapAsync("a")).Faults);

        Task<MappedProduct> MapAsync(string key) => mapper.MapAsync(Product(key), new object(), _pims.Context);
    }

    [Fact]
    public async Task TakesAssociationsThatNameProductsByIdentifiersAlone()
    {
        ProductMapper mapper = await OpenAsync(_akeneo.Provider, new MapEntry("associations") { From = "associations" });
        Assert.True(mapper.NamesProducts);
        MappedProduct byUuid = await MapAsync("0f3f9a1e-6f0e-4c0e-9d4e-0123456789ab");
        Assert.Contains("uuids", Assert.Single(byUuid.Faults).Message);
        MappedProduct byIdentifier = await MapAsync("other");
        Assert.Empty(byIdentifier.Faults);
        Assert.Contains("\"products\":[\"other\"]", Make.Text(byIdentifier.Line));

        Task<MappedProduct> MapAsync(string target)
        {
            Dictionary<string, object?> product = Product("a");
            product["Associations"] = new Dictionary<string, object?> { ["X_SELL"] = new Dictionary<string, object?> { ["products"] = new List<object?> { target } } };
            return mapper.MapAsync(product, new object(), _akeneo.Context);
        }
    }

    [Theory]
    [InlineData(true, "active")]
    [InlineData(false, "inactive")]
    public async Task SaysInTheServersWordsWhetherAProductIsEnabled(bool enabled, string word)
    {
        ProductMapper mapper = await OpenAsync(_pims.Provider, new MapEntry("Enabled") { From = "enabled" });
        Dictionary<string, object?> product = Product("a");
        product["Enabled"] = enabled;
        MappedProduct mapped = await mapper.MapAsync(product, new object(), _pims.Context);
        Assert.Equal(word, JsonDocument.Parse(mapped.Line).RootElement.GetProperty("attributes").GetProperty("status").GetString());
    }

    [Fact]
    public void KindsOfThingsMayUseOneNameForDifferentProperties()
    {
        ILookup<string, string> properties = MapSource.PropertiesOf([Kind("Identifier"), Kind("Code"), Kind("Code")]);
        Assert.Equal(["Identifier", "Code"], properties["SKU"]);

        static PimResource Kind(string property) => new() { Noun = "Thing", Path = "things", Values = new ValuesShape([], new Dictionary<string, string> { ["sku"] = property }) };
    }

    private async Task<ProductMapper> OpenAsync(IPimProvider target, params MapEntry[] entries)
    {
        var mapper = new ProductMapper(target, entries, false);
        Assert.Empty(await mapper.OpenAsync(null, _akeneo.Context));
        return mapper;
    }

    private static Dictionary<string, object?> Product(string key, params (string Attribute, object? Value)[] values) => new()
    {
        ["Identifier"] = key,
        ["Values"] = values.ToDictionary(static value => value.Attribute, static value => value.Value),
    };

    private static Dictionary<string, object?> Value(string locale, string data) => new() { ["locale"] = locale, ["scope"] = null, ["data"] = data };
}
