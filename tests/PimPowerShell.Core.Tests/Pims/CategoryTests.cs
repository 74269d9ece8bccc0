using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Pims;

public sealed class CategoryTests
{
    [Fact]
    public async Task The_tree_has_parents_first()
    {
        using TestPims pims = await TestPims.StartAsync();
        List<JsonElement> items = await pims.ItemsAsync(PimsResources.Category);
        List<string> seen = [];
        foreach (JsonElement item in items)
        {
            string? parent = item.GetProperty("parent").GetString();
            Assert.True(parent is null || seen.Contains(parent), parent);
            seen.Add(item.GetProperty("code").GetString()!);
        }

        Assert.Contains("Home > Basic > Indoor", seen);
        Assert.Equal(items.Count, await pims.Provider.CountAsync(new PimQuery(PimsResources.Category), pims.Context));
        Assert.EndsWith("pim/manage/categories", pims.Log.Addresses.Last());
    }

    [Fact]
    public async Task One_is_made_changed_moved_renamed_and_deleted()
    {
        using TestPims pims = await TestPims.StartAsync();
        Assert.Equal((201, "Home > Lamps"), Brief(await pims.WriteAsync(PimsResources.Category, WriteVerb.Create, "Home > Lamps", new { position = 9, data = new { note = "x" } })));
        JsonElement made = await pims.OneAsync(PimsResources.Category, "Home > Lamps");
        Assert.Equal("Home", made.GetProperty("parent").GetString());
        Assert.Equal(9, made.GetProperty("position").GetInt32());
        Assert.Equal("x", made.GetProperty("data").GetProperty("note").GetString());
        Assert.True(made.GetProperty("enabled").GetBoolean());

        await pims.WriteAsync(PimsResources.Category, WriteVerb.Upsert, "Home > Lamps", new { enabled = false, data = new { more = 1 } }, mustExist: true);
        JsonElement changed = await pims.OneAsync(PimsResources.Category, "Home > Lamps");
        Assert.False(changed.GetProperty("enabled").GetBoolean());
        Assert.Equal("x", changed.GetProperty("data").GetProperty("note").GetString());
        Assert.Equal(1, changed.GetProperty("data").GetProperty("more").GetInt32());

        Assert.Equal("Home > Lights", (await pims.WriteAsync(PimsResources.Category, WriteVerb.Upsert, "Home > Lamps", new { name = "Lights" })).Key);
        Assert.Equal("Office > Lights", (await pims.WriteAsync(PimsResources.Category, WriteVerb.Upsert, "Home > Lights", new { parent = "Office" })).Key);
        Assert.Equal("Lights", (await pims.WriteAsync(PimsResources.Category, WriteVerb.Upsert, "Office > Lights", new { parent = (string?)null })).Key);
        Assert.Equal("Fashion > Bulbs", (await pims.WriteAsync(PimsResources.Category, WriteVerb.Upsert, "Lights", new { path = "Fashion > Bulbs" })).Key);

        await pims.WriteAsync(PimsResources.Category, WriteVerb.Delete, "Fashion > Bulbs");
        Assert.Empty(await pims.ItemsAsync(PimsResources.Category, "Fashion > Bulbs"));
    }

    [Fact]
    public async Task What_was_read_can_be_written_back()
    {
        using TestPims pims = await TestPims.StartAsync();
        JsonElement before = await pims.OneAsync(PimsResources.Category, "Home > Basic");
        WriteOutcome outcome = await pims.WriteAsync(PimsResources.Category, WriteVerb.Upsert, "Home > Basic", before);
        Assert.Equal((204, "Home > Basic"), Brief(outcome));
        Assert.Empty(outcome.Warnings);
        Assert.Equal(before.GetRawText(), (await pims.OneAsync(PimsResources.Category, "Home > Basic")).GetRawText());
    }

    [Fact]
    public async Task An_upsert_makes_what_is_not_there_unless_it_must()
    {
        using TestPims pims = await TestPims.StartAsync();
        Assert.Equal(201, (await pims.WriteAsync(PimsResources.Category, WriteVerb.Upsert, "Lamps", new { parent = "Home" })).StatusCode);
        Assert.Single(await pims.ItemsAsync(PimsResources.Category, "Home > Lamps"));
        PimException e = await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Category, WriteVerb.Upsert, "Nowhere", new { position = 1 }, mustExist: true));
        Assert.Equal(PimErrorKind.NotFound, e.Kind);
        Assert.Equal(PimErrorKind.NotFound, (await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Category, WriteVerb.Create, "Nowhere > Lamps"))).Kind);
    }

    [Fact]
    public async Task A_brother_of_the_same_name_is_refused_in_the_words_of_the_server()
    {
        using TestPims pims = await TestPims.StartAsync(422);
        PimException e = await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Category, WriteVerb.Create, "Home"));
        Assert.Equal(PimErrorKind.Refused, e.Kind);
        Assert.Contains("same name", e.ServerMessage);
        e = await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Category, WriteVerb.Upsert, "Office", new { name = "Home" }));
        Assert.Contains("same name", e.ServerMessage);
    }

    [Theory]
    [InlineData("""{"parent":"Office","path":"Fashion > X"}""")]
    [InlineData("""{"labels2":{}}""")]
    [InlineData("""{"position":"first"}""")]
    [InlineData("""{"enabled":"perhaps"}""")]
    [InlineData("""{"data":"text"}""")]
    public async Task What_makes_no_sense_is_refused_here(string body)
    {
        using TestPims pims = await TestPims.StartAsync();
        PimException e = await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Category, WriteVerb.Upsert, "Home > Basic", JsonDocument.Parse(body).RootElement));
        Assert.Equal(PimErrorKind.Input, e.Kind);
        Assert.NotNull(e.Subject);
    }

    [Fact]
    public async Task Who_sees_the_shop_only_sees_active_ones()
    {
        using TestPims pims = await TestPims.StartAsync();
        await pims.WriteAsync(PimsResources.Category, WriteVerb.Upsert, "Home", new { enabled = false });
        using PimsProvider reader = await pims.ConnectWithAsync("pim_user");
        List<JsonElement> seen = await pims.ItemsAsync(new PimQuery(PimsResources.Category), reader);
        Assert.DoesNotContain(seen, item => item.GetProperty("code").GetString() == "Home");
        Assert.NotEmpty(seen);
        Assert.Single(await pims.ItemsAsync(PimsResources.Category, "Home"));
        Assert.Equal("Home", Assert.Single(await pims.ItemsAsync(new PimQuery(PimsResources.Category) { Criteria = [new PimCriterion("enabled", "=", false)] })).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_list_is_searched_by_what_the_table_has()
    {
        using TestPims pims = await TestPims.StartAsync();
        Assert.All(await pims.ItemsAsync(new PimQuery(PimsResources.Category) { Criteria = [new PimCriterion("parent", "=", "Home")] }), item => Assert.StartsWith("Home > ", item.GetProperty("code").GetString()));
        Assert.All(await pims.ItemsAsync(new PimQuery(PimsResources.Category) { Criteria = [new PimCriterion("is_root", "=", true)] }), item => Assert.Equal(JsonValueKind.Null, item.GetProperty("parent").ValueKind));
        PimException e = await pims.RefusedAsync(() => pims.ItemsAsync(new PimQuery(PimsResources.Category) { Criteria = [new PimCriterion("updated", ">", "2020")] }));
        Assert.Equal((PimErrorKind.Unsupported, "Pims cannot search categories by updated."), (e.Kind, e.Message));
        e = await pims.RefusedAsync(() => pims.ItemsAsync(new PimQuery(PimsResources.Category) { Search = "{}" }));
        Assert.Equal(PimErrorKind.Unsupported, e.Kind);
    }

    [Fact]
    public async Task A_creation_whose_answer_was_lost_is_found()
    {
        int calls = 0;
        bool isMade = false;
        using var server = new ScriptedServer(request =>
        {
            if (request.Method == "GET")
            {
                return ScriptedAnswer.Json("""{"status":"OK","permissions":{"pim_manager":1,"pim_editor":1}}""");
            }

            if (request.Body.Contains("addCategory"))
            {
                calls++;
                isMade = true;
                return ScriptedAnswer.Reset;
            }

            return ScriptedAnswer.Json(isMade
                ? """{"status":"OK","categoriesTree":[{"id":5,"cat_name":"Home","cat_path":"Home"}]}"""
                : """{"status":"OK","categoriesTree":[]}""");
        });
        using var provider = new PimsProvider(server.Url, Make.Secret("key"), Make.Settings());
        await provider.ConnectAsync(new CallContext());
        WriteOutcome outcome = await provider.WriteAsync(TestPims.Write(PimsResources.Category, WriteVerb.Create, "Home"), new CallContext());
        Assert.Equal((201, "Home"), Brief(outcome));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task What_the_server_ignores_is_told()
    {
        using var server = new ScriptedServer(request => ScriptedAnswer.Json(request.Method == "GET"
            ? """{"status":"OK","permissions":{"pim_manager":1,"pim_editor":1}}"""
            : """{"status":"OK","x":[{"id":5,"cat_name":"Home","cat_path":"Home","cat_order":1}]}"""));
        using var provider = new PimsProvider(server.Url, Make.Secret("key"), Make.Settings());
        await provider.ConnectAsync(new CallContext());
        WriteOutcome outcome = await provider.WriteAsync(TestPims.Write(PimsResources.Category, WriteVerb.Upsert, "Home", new { name = "House", position = 2 }), new CallContext());
        Assert.Equal(["The server has the category at 'Home' instead of 'House'.", "The server ignored the position 2 of the category 'House'."], outcome.Warnings);
    }

    private static (int, string?) Brief(WriteOutcome outcome) => (outcome.StatusCode, outcome.Key);
}
