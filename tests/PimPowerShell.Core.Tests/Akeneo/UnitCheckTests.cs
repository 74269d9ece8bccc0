using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>A measurement family that an attribute measures in keeps what its units are.</summary>
public sealed class UnitCheckTests : IAsyncLifetime
{
    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 1, Edition = "Serenity" });

    public Task InitializeAsync() => _pim.Provider.ConnectAsync(_pim.Context);

    public Task DisposeAsync()
    {
        _pim.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("Weight", """{"GRAM":{"code":"GRAM","convert_from_standard":[{"operator":"mul","value":"0.01"}]}}""", "units.GRAM.convert_from_standard", "changed any more")]
    [InlineData("weight", """{"GRAM":{"code":"GRAM","convert_from_standard":[{"operator":"div","value":"0.001"}]}}""", "units.GRAM.convert_from_standard", "changed any more")]
    [InlineData("Weight", """{"GRAM":{"code":"GRAM","convert_from_standard":[{"operator":"mul","value":"0.0010"}]}}""", null, null)]
    [InlineData("Weight", """{"STEIN":{"code":"STEIN","convert_from_standard":[{"operator":"mul","value":"5"}]}}""", "units.STEIN", "added any more")]
    [InlineData("Weight", """{"GRAM":{"code":"GRAM","symbol":"gr"}}""", null, null)]
    [InlineData("Spare", """{"S":{"code":"S","convert_from_standard":[{"operator":"mul","value":"1.0"}]},"T":{"code":"T","convert_from_standard":[{"operator":"mul","value":"2"}]}}""", null, null)]
    [InlineData("none", """{"S":{"code":"S","convert_from_standard":[{"operator":"mul","value":"2"}]}}""", null, null)]
    public async Task Units_in_use_are_converted_as_they_were(string family, string units, string? place, string? words)
    {
        await _pim.Provider.WriteAsync(
            new PimWrite(_pim.Resource("MeasurementFamily"), WriteVerb.Upsert, "Spare", Make.Utf8(
                """{"code":"Spare","standard_unit_code":"S","units":{"S":{"code":"S","convert_from_standard":[{"operator":"mul","value":"1"}]}}}""")), _pim.Context);

        IReadOnlyList<PimFieldError> errors = await _pim.Provider.CheckAsync(
            _pim.Resource("MeasurementFamily"), CheckedPim.Nothing, Make.Utf8($$"""{"code":"{{family}}","units":{{units}}}"""), _pim.Context);

        Assert.Equal(place is null ? [] : new[] { place }, errors.Select(error => error.Property));
        Assert.All(errors, error => Assert.Contains(words!, error.Message));
        Assert.All(errors, error => Assert.Contains("attribute 'weight' measures in it", error.Message));
    }

    [Theory]
    [InlineData(1, """{"S":{"code":"S","convert_from_standard":[{"operator":"mul","value":"2"}]}}""", "units.S.convert_from_standard", "takes a single mul by 1")]
    [InlineData(1, """{"S":{"code":"S","convert_from_standard":[{"operator":"mul","value":"1"},{"operator":"add","value":"0"}]}}""", "units.S.convert_from_standard", "takes a single mul by 1")]
    [InlineData(50, """{"T":{"code":"T","convert_from_standard":[{"operator":"mul","value":"2"}]}}""", "units", "takes 50 entries at most, and would have 51")]
    [InlineData(50, """{"U9":{"code":"U9","convert_from_standard":[{"operator":"mul","value":"2"}]}}""", null, null)]
    [InlineData(49, """{"T":{"code":"T","convert_from_standard":[{"operator":"mul","value":"2"}]}}""", null, null)]
    public async Task Units_come_to_those_that_are_there(int count, string units, string? place, string? words)
    {
        string others = string.Concat(Enumerable.Range(2, count - 1).Select(i => $$""","U{{i}}":{"code":"U{{i}}","convert_from_standard":[{"operator":"mul","value":"{{i}}"}]}"""));
        PimResource families = _pim.Resource("MeasurementFamily");
        string spare = $$$"""{"code":"Spare","standard_unit_code":"S","units":{"S":{"code":"S","convert_from_standard":[{"operator":"mul","value":"1"}]}{{{others}}}}}""";
        await _pim.Provider.WriteAsync(new PimWrite(families, WriteVerb.Upsert, "Spare", Make.Utf8(spare)), _pim.Context);

        IReadOnlyList<PimFieldError> errors = await _pim.Provider.CheckAsync(
            families, CheckedPim.Nothing, Make.Utf8($$"""{"code":"Spare","units":{{units}}}"""), _pim.Context);

        Assert.Equal(place is null ? [] : new[] { place }, errors.Select(error => error.Property));
        Assert.All(errors, error => Assert.Contains(words!, error.Message));
    }
}
