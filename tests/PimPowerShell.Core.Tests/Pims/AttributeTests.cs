using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Pims;
using Xunit;

namespace PimPowerShell.Core.Tests.Pims;

public sealed class AttributeTests
{
    [Fact]
    public async Task One_is_made_changed_and_deleted()
    {
        using TestPims pims = await TestPims.StartAsync();
        int before = (await pims.ItemsAsync(PimsResources.Attribute)).Count;
        WriteOutcome outcome = await pims.WriteAsync(PimsResources.Attribute, WriteVerb.Create, "finish",
            new { code = "finish", type = "dropdown", label = "Finish", group = "Looks", isFilterable = true, collection = false, dictionary = new[] { "matt", "gloss" } });
        Assert.Equal((201, "finish"), (outcome.StatusCode, outcome.Key));

        JsonElement made = await pims.OneAsync(PimsResources.Attribute, "finish");
        Assert.Equal("Finish", made.GetProperty("label").GetProperty("en-us").GetString());
        Assert.Equal(("y", "n"), (made.GetProperty("isFilterable").GetString(), made.GetProperty("collection").GetString()));
        Assert.Equal(before + 1, await pims.Provider.CountAsync(new PimQuery(PimsResources.Attribute), pims.Context));
        Assert.Equal(["matt", "gloss"], (await pims.Provider.Metadata.GetAttributesAsync(["finish"], pims.Context))["finish"].AllowedValues);

        await pims.WriteAsync(PimsResources.Attribute, WriteVerb.Upsert, "finish", new { comment = new Dictionary<string, string> { ["en-us"] = "How it shines" }, isSearchable = "y" }, mustExist: true);
        JsonElement changed = await pims.OneAsync(PimsResources.Attribute, "finish");
        Assert.Equal("How it shines", changed.GetProperty("comment").GetProperty("en-us").GetString());
        Assert.Equal(("y", "y", "Looks"), (changed.GetProperty("isSearchable").GetString(), changed.GetProperty("isFilterable").GetString(), changed.GetProperty("group").GetString()));
        Assert.Equal(["matt", "gloss"], changed.GetProperty("dictionary").GetProperty("data").EnumerateArray().Select(value => value.GetString()));

        await pims.WriteAsync(PimsResources.Attribute, WriteVerb.Upsert, "finish", changed);
        await pims.WriteAsync(PimsResources.Attribute, WriteVerb.Delete, "finish");
        Assert.Empty(await pims.ItemsAsync(PimsResources.Attribute, "finish"));
        Assert.Empty(await pims.Provider.Metadata.GetAttributesAsync(["finish"], pims.Context));
    }

    [Fact]
    public async Task Which_values_are_unique_is_known()
    {
        using TestPims pims = await TestPims.StartAsync();

        IReadOnlyDictionary<string, AttributeDefinition> known = await pims.Provider.Metadata.GetAttributesAsync(["sku", "price"], pims.Context);

        Assert.Equal((true, false), (known["sku"].IsUnique, known["price"].IsUnique));
    }

    [Theory]
    [InlineData(WriteVerb.Create, "price", """{"type":"number","label":"Price"}""", "Attribute with such name exists.")]
    [InlineData(WriteVerb.Create, "fresh", """{"type":"number"}""", "PIM Configuration is incomplete!")]
    [InlineData(WriteVerb.Upsert, "price", """{"type":"text"}""", "Attribute type can not be modified!")]
    public async Task The_words_of_the_server_arrive(WriteVerb verb, string code, string body, string message)
    {
        foreach (int status in new[] { 200, 400 })
        {
            using TestPims pims = await TestPims.StartAsync(status);
            PimException e = await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Attribute, verb, code, JsonDocument.Parse(body).RootElement));
            Assert.Equal((PimErrorKind.Refused, message), (e.Kind, e.ServerMessage));
        }
    }

    [Fact]
    public async Task An_upsert_makes_what_is_not_there_unless_it_must()
    {
        using TestPims pims = await TestPims.StartAsync();
        Assert.Equal(201, (await pims.WriteAsync(PimsResources.Attribute, WriteVerb.Upsert, "fresh", new { type = "text", label = "Fresh" })).StatusCode);
        Assert.Equal(204, (await pims.WriteAsync(PimsResources.Attribute, WriteVerb.Upsert, "fresh", new { type = "text", label = "Fresher" })).StatusCode);
        Assert.Equal(PimErrorKind.NotFound, (await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Attribute, WriteVerb.Upsert, "no", new { comment = "x" }, mustExist: true))).Kind);
        Assert.Equal(PimErrorKind.NotFound, (await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Attribute, WriteVerb.Delete, "no"))).Kind);
    }

    [Fact]
    public async Task Who_may_not_read_products_sees_the_whole_list()
    {
        using TestPims pims = await TestPims.StartAsync();
        using PimsProvider manager = await pims.ConnectWithAsync("pim_manager");
        List<JsonElement> managed = await pims.ItemsAsync(new PimQuery(PimsResources.Attribute), manager);
        List<JsonElement> defined = await pims.ItemsAsync(PimsResources.Attribute);
        Assert.Equal(defined.Select(item => item.GetRawText()).Order(), managed.Select(item => item.GetRawText()).Order());
    }

    [Fact]
    public async Task A_view_shapes_what_is_seen()
    {
        using TestPims pims = await TestPims.StartAsync();
        using PimsProvider viewer = await pims.ConnectAsync(pims.Sandbox.ApiKey, pims.Sandbox.Views[1]);
        int seen = (await pims.ItemsAsync(new PimQuery(PimsResources.Attribute), viewer)).Count;
        Assert.InRange(seen, 1, (await pims.ItemsAsync(PimsResources.Attribute)).Count - 1);
    }

    [Fact]
    public async Task They_are_searched_by_type_and_group()
    {
        using TestPims pims = await TestPims.StartAsync();
        Assert.All(await pims.ItemsAsync(new PimQuery(PimsResources.Attribute) { Criteria = [new PimCriterion("type", "IN", new[] { "number" })] }), item => Assert.Equal("number", item.GetProperty("type").GetString()));
        Assert.NotEmpty(await pims.Provider.ReadFilterAsync(PimsResources.Attribute, new Dictionary<string, object?> { ["group"] = new[] { "Basic" } }, pims.Context));
    }

    [Fact]
    public async Task Groups_are_their_names()
    {
        using TestPims pims = await TestPims.StartAsync();
        List<JsonElement> groups = await pims.ItemsAsync(PimsResources.AttributeGroup);
        Assert.Contains("Basic", groups.Select(group => group.GetProperty("code").GetString()));
        Assert.Equal("Basic", Assert.Single(await pims.ItemsAsync(PimsResources.AttributeGroup, "basic")).GetProperty("code").GetString());
        Assert.Equal(PimErrorKind.Unsupported, (await pims.RefusedAsync(() => pims.WriteAsync(PimsResources.AttributeGroup, WriteVerb.Create, "x"))).Kind);
    }
}
