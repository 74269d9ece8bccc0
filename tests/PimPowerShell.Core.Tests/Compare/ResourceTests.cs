using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Compare;

/// <summary>Every kind of thing that is written in bulk: what is sent of an edit makes the item what the whole line says.</summary>
public sealed class ResourceTests(ComparePim pim) : IClassFixture<ComparePim>
{
    private const string Label = """ "labels":{"en_US":"Edited","fr_FR":null} """;

    [Theory]
    [InlineData("ProductModel", null, """ "values":{"name":[{"locale":"en_US","scope":null,"data":"Edited"}]},"categories":["fashion"] """)]
    [InlineData("Family", null, """ "attributes":["name","sku","price"],"attribute_requirements":{"print":["name"],"mobile":["sku"],"ecommerce":["price","name"]},"attribute_as_image":null,"attribute_as_label":"name", """ + Label)]
    [InlineData("FamilyVariant", "family=shoes", Label)]
    [InlineData("Attribute", null, """ "sort_order":77,"available_locales":[],"guidelines":{"en_US":"Edited"}, """ + Label)]
    [InlineData("AttributeOption", "attribute=color", """ "sort_order":77, """ + Label)]
    [InlineData("AttributeGroup", null, """ "sort_order":77, """ + Label)]
    [InlineData("AssociationType", null, Label)]
    [InlineData("Category", null, """ "values":[{"attribute_code":"notes","channel":null,"locale":null,"data":"Edited"}], """ + Label)]
    [InlineData("Channel", null, """ "currencies":["USD","EUR"],"locales":["fr_FR","en_US"],"conversion_units":{"weight":"GRAM"}, """ + Label)]
    [InlineData("MeasurementFamily", null, Label)]
    [InlineData("ReferenceEntityRecord", "reference_entity=brand", """ "values":{"label":[{"locale":"en_US","channel":null,"data":"Edited"}],"founded":[{"locale":null,"channel":null,"data":"1950.0"}],"strengths":[{"locale":null,"channel":null,"data":["service","design"]}]} """)]
    [InlineData("Asset", "asset_family=packshots", """ "values":{"alt_text":[{"locale":"en_US","channel":null,"data":"Edited"}],"taken":[{"locale":null,"channel":null,"data":"2024-05-06"}],"rank":[{"locale":null,"channel":null,"data":"1.50"}],"retouched":[{"locale":null,"channel":null,"data":null}]} """)]
    public async Task What_is_sent_makes_the_rest_true(string noun, string? place, string edit)
    {
        PimResource resource = pim.Pim.Resource(noun);
        Dictionary<string, string> pathValues = place is null ? [] : new() { [place.Split('=')[0]] = place.Split('=')[1] };
        var query = new PimQuery(resource) { PathValues = pathValues, Options = noun == "Category" ? new Dictionary<string, string> { ["with_enriched_attributes"] = "true" } : [] };
        JsonElement item = (await pim.Pim.All(query)).First(IsFree);
        string key = item.GetProperty("code").GetString()!;
        byte[] line = Make.Utf8($$"""{"code":"{{key}}",{{edit}}}""");

        LineChanges changes = await Compare(resource, pathValues, line, item);
        Assert.NotEmpty(changes.Differences);
        BatchAnswer answer = await pim.Pim.Provider.SendBatchAsync(new BatchRequest(resource, pathValues, new Dictionary<string, string>(), [changes.Line]), pim.Pim.Context);
        BatchLine sent = answer.Lines.Single()!;
        Assert.True(sent.StatusCode == 204, $"{sent.Message} {string.Join(" ", sent.Errors.Select(error => error.Message))}: {Make.Text(changes.Line)}");

        JsonElement after = (await pim.Pim.All(query)).Single(other => other.GetProperty("code").GetString() == key);
        Assert.Equal("", Make.Text((await Compare(resource, pathValues, line, after)).Line));
    }

    [Fact]
    public void Every_kind_that_is_written_in_bulk_is_tested() => Assert.Equal(
        pim.Pim.Provider.Resources.Where(resource => resource.Batch != BatchStyle.None && resource.Noun != "Product").Select(resource => resource.Noun).Order(),
        typeof(ResourceTests).GetMethod(nameof(What_is_sent_makes_the_rest_true))!.GetCustomAttributesData()
            .Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!).Order());

    /// <summary>Not one whose attributes or place something else rests on.</summary>
    private static bool IsFree(JsonElement item) =>
        (!item.TryGetProperty("family_variant", out _) || (item.GetProperty("parent").ValueKind == JsonValueKind.Null && item.GetProperty("values").TryGetProperty("name", out _)))
        && (!item.TryGetProperty("type", out JsonElement type) || type.GetString() == "pim_catalog_text");

    private Task<LineChanges> Compare(PimResource resource, Dictionary<string, string> pathValues, byte[] line, JsonElement item) =>
        pim.Pim.Provider.CompareAsync(resource, pathValues, line, Make.Utf8(item.GetRawText()), pim.Pim.Context);
}
