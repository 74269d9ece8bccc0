using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Pims;
using Xunit;

namespace PimPowerShell.Core.Tests.Pims;

public sealed class ViewTests
{
    [Fact]
    public async Task One_is_made_changed_and_deleted()
    {
        using TestPims pims = await TestPims.StartAsync();
        await pims.WriteAsync(PimsResources.View, WriteVerb.Create, "Shop", new
        {
            label = "The shop",
            attributes = new Dictionary<string, object> { ["sku"] = new { attribute = "sku" }, ["title"] = new { attribute = "name" } },
        });
        JsonElement made = await pims.OneAsync(PimsResources.View, "Shop");
        Assert.Equal("The shop", made.GetProperty("label").GetString());
        Assert.Equal("name", made.GetProperty("attributes").GetProperty("title").GetProperty("attribute").GetString());

        Assert.Equal(204, (await pims.WriteAsync(PimsResources.View, WriteVerb.Upsert, "Shop", new { comment = "for the web" })).StatusCode);
        JsonElement changed = await pims.OneAsync(PimsResources.View, "Shop");
        Assert.Equal(("for the web", "The shop"), (changed.GetProperty("comment").GetString(), changed.GetProperty("label").GetString()));
        Assert.Equal(2, changed.GetProperty("attributes").EnumerateObject().Count());
        await pims.WriteAsync(PimsResources.View, WriteVerb.Upsert, "Shop", changed);

        using PimsProvider viewer = await pims.ConnectAsync(pims.Sandbox.ApiKey, "Shop");
        Assert.Equal(["name", "sku"], (await pims.ItemsAsync(new PimQuery(PimsResources.Attribute), viewer)).Select(item => item.GetProperty("code").GetString()!).Order());

        await pims.WriteAsync(PimsResources.View, WriteVerb.Delete, "Shop");
        Assert.Empty(await pims.ItemsAsync(PimsResources.View, "Shop"));
    }

    [Fact]
    public async Task What_the_server_refuses_is_told_in_its_words()
    {
        using TestPims pims = await TestPims.StartAsync();
        string view = pims.Sandbox.Views[0];
        Assert.Equal("View with the same name already exist!", (await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.View, WriteVerb.Create, view))).ServerMessage);
        PimException e = await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.View, WriteVerb.Upsert, "No", new { comment = "x" }, mustExist: true));
        Assert.Equal((PimErrorKind.NotFound, "View does not exist"), (e.Kind, e.ServerMessage));
        Assert.Equal(PimErrorKind.NotFound, (await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.View, WriteVerb.Delete, "No"))).Kind);
    }

    [Fact]
    public async Task The_views_of_a_key_are_given_changed_and_taken()
    {
        using TestPims pims = await TestPims.StartAsync();
        string key = await pims.NewKeyAsync("pim_editor");
        (string first, string second) = (pims.Sandbox.Views[0], pims.Sandbox.Views[1]);
        Assert.Equal(201, (await pims.WriteAsync(PimsResources.KeyView, WriteVerb.Create, first, new { comment = "one" }, key)).StatusCode);
        Assert.Equal(201, (await pims.WriteAsync(PimsResources.KeyView, WriteVerb.Upsert, second, new { is_default = true }, key)).StatusCode);
        Assert.True((await pims.OneAsync(PimsResources.KeyView, second, key)).GetProperty("is_default").GetBoolean());
        JsonElement read = await pims.OneAsync(PimsResources.KeyView, first, key);
        Assert.Equal((false, "one"), (read.GetProperty("is_default").GetBoolean(), read.GetProperty("comment").GetString()));

        Assert.Equal(204, (await pims.WriteAsync(PimsResources.KeyView, WriteVerb.Upsert, first, new { comment = "uno", is_default = true }, key)).StatusCode);
        read = await pims.OneAsync(PimsResources.KeyView, first, key);
        Assert.Equal((true, "uno"), (read.GetProperty("is_default").GetBoolean(), read.GetProperty("comment").GetString()));
        Assert.Equal(PimErrorKind.Input, (await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.KeyView, WriteVerb.Upsert, first, new { is_default = false }, key))).Kind);

        await pims.WriteAsync(PimsResources.KeyView, WriteVerb.Delete, second, null, key);
        Assert.Single(await pims.ItemsAsync(new PimQuery(PimsResources.KeyView) { PathValues = new Dictionary<string, string> { ["key"] = key } }));
    }

    [Theory]
    [InlineData(WriteVerb.Create, "Unheard", false, "View is unknown! Please add it to Views Dictionary first!", PimErrorKind.Refused)]
    [InlineData(WriteVerb.Create, null, false, "View with the same name already exist!", PimErrorKind.Refused)]
    [InlineData(WriteVerb.Create, null, true, "Access denied!", PimErrorKind.Forbidden)]
    [InlineData(WriteVerb.Upsert, "Unheard", false, "View does not exist", PimErrorKind.NotFound)]
    [InlineData(WriteVerb.Delete, "Unheard", false, "View does not exist", PimErrorKind.NotFound)]
    [InlineData(WriteVerb.Delete, null, false, "You can not delete 'Default' view Please set different view as 'Default' then try again.", PimErrorKind.Refused)]
    public async Task The_words_of_the_server_about_a_keys_views_arrive(WriteVerb verb, string? view, bool isOtherKey, string message, PimErrorKind kind)
    {
        foreach (int status in new[] { 200, 400 })
        {
            using TestPims pims = await TestPims.StartAsync(status);
            string key = await pims.NewKeyAsync("pim_editor");
            await pims.WriteAsync(PimsResources.KeyView, WriteVerb.Create, pims.Sandbox.Views[0], new { is_default = true }, key);
            PimException e = await Assert.ThrowsAsync<PimException>(() =>
                pims.WriteAsync(PimsResources.KeyView, verb, view ?? pims.Sandbox.Views[0], new { comment = "x" }, isOtherKey ? "no-such-key-4711" : key, mustExist: verb == WriteVerb.Upsert));
            Assert.Equal((kind, message), (e.Kind, e.ServerMessage));
        }
    }

    [Fact]
    public async Task A_key_must_be_named()
    {
        using TestPims pims = await TestPims.StartAsync();
        Assert.Equal("Key", (await pims.RefusedAsync(() => pims.ItemsAsync(PimsResources.KeyView))).Subject);
    }
}
