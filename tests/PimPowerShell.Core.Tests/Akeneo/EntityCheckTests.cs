using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Values of records and assets are held against the limits of their own attributes.</summary>
public sealed class EntityCheckTests : IAsyncLifetime
{
    private readonly TestPim _pim = new(new PimSandboxOptions { Edition = "Serenity", ProductCount = 1 });
    private readonly List<PimNote> _notes = [];

    public Task InitializeAsync() => _pim.Provider.ConnectAsync(_pim.Context);

    public Task DisposeAsync()
    {
        _pim.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("ReferenceEntityRecord", "reference_entity", "brand", "founded", "\"1700\"", "takes 1800 at least")]
    [InlineData("ReferenceEntityRecord", "reference_entity", "brand", "founded", "\"1900\"", null)]
    [InlineData("ReferenceEntityRecord", "reference_entity", "brand", "founded", "null", null)]
    [InlineData("ReferenceEntityRecord", "reference_entity", "brand", "no_such", "\"1700\"", null)]
    [InlineData("Asset", "asset_family", "packshots", "rank", "\"x\"", "takes a number")]
    public async Task A_value_is_held_against_its_attribute(string noun, string owner, string entity, string attribute, string data, string? message)
    {
        IReadOnlyList<PimFieldError> errors = await Check(noun, owner, entity, attribute, data);

        Assert.Equal(message is null ? [] : new[] { attribute }, errors.Select(error => error.Attribute));
        Assert.All(errors, error => Assert.Contains(message!, error.Message));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, null)]
    [InlineData(false, 0L)]
    public async Task The_limits_of_an_entity_hold_as_soon_as_it_is_there(bool isOwn, long? began)
    {
        Assert.Empty(await Check("ReferenceEntityRecord", "reference_entity", "late", "height", "\"9\"", began: 1));
        Assert.Empty(await Check("ReferenceEntityRecord", "reference_entity", "late", "height", "\"9\"", began: 1));
        using AkeneoProvider? other = isOwn ? null : _pim.Connect();
        await Write(other, "ReferenceEntity", "late", """{"code":"late"}""", []);
        await Write(other, "ReferenceEntityAttribute", "height", """{"code":"height","type":"number","decimals_allowed":false,"max_value":"5"}""", new() { ["reference_entity"] = "late" });

        Assert.Equal("takes 5 at most, and 9 is more", Assert.Single(await Check("ReferenceEntityRecord", "reference_entity", "late", "height", "\"9\"", began)).Message);
        // told once a run, not with each line
        Assert.Contains("cannot be read", Assert.Single(_notes).Text);
    }

    [Fact]
    public async Task However_many_want_the_attributes_they_are_asked_for_once()
    {
        long before = _pim.Counters.ApiRequests;

        IReadOnlyList<PimFieldError>[] found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Check("ReferenceEntityRecord", "reference_entity", "brand", "founded", "\"1700\"", began: 1))));

        Assert.All(found, errors => Assert.Single(errors));
        Assert.Equal(1, _pim.Counters.ApiRequests - before);
    }

    [Fact]
    public async Task Who_needs_the_attributes_of_what_is_not_there_is_refused_and_nobody_is_told_else()
    {
        var item = new PimQuery(_pim.Resource("ReferenceEntityRecord")) { PathValues = new Dictionary<string, string> { ["reference_entity"] = "late" } };

        PimException error = await Assert.ThrowsAsync<PimException>(() => _pim.Provider.GetAttributesAsync(item, new CallContext(default, null, _notes.Add)));

        Assert.Equal(PimErrorKind.NotFound, error.Kind);
        Assert.Empty(_notes);
    }

    [Theory]
    [InlineData("Asset", "asset_family", """{"code":"one","values":{}}""")]
    [InlineData("Asset", "asset_family", """{"code":"one"}""")]
    [InlineData("ReferenceEntityRecord", "reference_entity", """{"code":"one","values":{}}""")]
    public async Task What_lies_nowhere_is_refused_by_the_name_of_what_is_missing(string noun, string owner, string line)
    {
        long before = _pim.Counters.ApiRequests;

        PimException error = await Assert.ThrowsAsync<PimException>(() => _pim.Provider.WriteAsync(new PimWrite(_pim.Resource(noun), WriteVerb.Upsert, "one", Make.Utf8(line)), _pim.Context));

        Assert.Equal((PimErrorKind.Input, $"{noun} needs '{owner}'."), (error.Kind, error.Message));
        Assert.Equal(before, _pim.Counters.ApiRequests);
    }

    /// <param name="noun">The kind of thing.</param>
    /// <param name="owner">The name of what it lies in.</param>
    /// <param name="entity">What it lies in.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="data">The value.</param>
    /// <param name="began">When the run began; null for one that begins now, 0 for one that does not say.</param>
    private Task<IReadOnlyList<PimFieldError>> Check(string noun, string owner, string entity, string attribute, string data, long? began = null) => _pim.Provider.CheckAsync(
        _pim.Resource(noun), new Dictionary<string, string> { [owner] = entity },
        Make.Utf8($$$"""{"code":"one","values":{"{{{attribute}}}":[{"locale":null,"channel":null,"data":{{{data}}}}]}}"""),
        new CallContext(default, null, _notes.Add) { Began = began ?? Stopwatch.GetTimestamp() });

    private async Task Write(AkeneoProvider? provider, string noun, string key, string line, Dictionary<string, string> owners) => await (provider ?? _pim.Provider).WriteAsync(
        new PimWrite(_pim.Resource(noun), WriteVerb.Upsert, key, Make.Utf8(line)) { PathValues = owners }, _pim.Context);
}
