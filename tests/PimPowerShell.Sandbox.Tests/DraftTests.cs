using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class DraftTests : IDisposable
{
    private const string Change = """{"values":{"erp_name":[{"locale":null,"scope":null,"data":"drafted"}]}}""";

    private readonly TestSandbox _sandbox = new(new PimSandboxOptions { ProductCount = 100, Edition = "EE", OwnsProducts = false });

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Changes_of_a_product_wait_in_a_draft()
    {
        string path = "products-uuid/" + await _sandbox.Simple();
        string before = (await _sandbox.Get(path)).Body;
        Assert.Contains("\"workflow_status\":\"working_copy\"", before);
        Answer none = await _sandbox.Get(path + "/draft");
        Assert.Equal(404, none.Status);
        Assert.Equal($"There is no draft of the product \"{path.Substring(14)}\".", none.Message);
        Assert.Equal(422, (await Propose(path)).Status);

        Assert.Equal(204, (await _sandbox.Patch(path, Change)).Status);
        Answer after = await _sandbox.Get(path);
        Assert.Equal(before.Replace("working_copy", "draft_in_progress"), after.Body);
        Answer draft = await _sandbox.Get(path + "/draft");
        Assert.Equal(200, draft.Status);
        Assert.Equal("drafted", Erp(draft));
        Assert.Contains("\"workflow_status\":\"draft_in_progress\"", draft.Body);

        Answer sent = await Propose(path);
        Assert.Equal(201, sent.Status);
        Assert.Equal("", sent.Body);
        Assert.Equal($"{_sandbox.Base}/api/rest/v1/{path}/draft", sent.Location);
        Assert.Contains("\"workflow_status\":\"proposal_waiting_for_approval\"", (await _sandbox.Get(path)).Body);
        Assert.Equal(422, (await Propose(path)).Status);
    }

    [Fact]
    public async Task A_draft_grows_with_every_change_whatever_the_API()
    {
        string uuid = await _sandbox.Simple();
        string identifier = (await _sandbox.Get("products-uuid/" + uuid)).Json.GetProperty("values").GetProperty("sku")[0].GetProperty("data").GetString()!;
        await _sandbox.Patch("products/" + identifier, Change);
        await _sandbox.Batch("products-uuid", $$$"""{"uuid":"{{{uuid}}}","enabled":false,"values":{"model_number":[{"locale":null,"scope":null,"data":"M1"}]}}""");
        Answer draft = await _sandbox.Get($"products/{identifier}/draft");
        Assert.Equal("drafted", Erp(draft));
        Assert.Contains("\"M1\"", draft.Body);
        Assert.False(draft.Json.GetProperty("enabled").GetBoolean());
        Assert.Equal(201, (await Propose("products/" + identifier)).Status);
    }

    [Fact]
    public async Task Product_models_have_drafts_too()
    {
        string path = "product-models/" + (await _sandbox.Search("product-models", """{"parent":[{"operator":"EMPTY"}]}""")).Codes[0];
        Assert.Equal(404, (await _sandbox.Get(path + "/draft")).Status);
        Assert.Equal(204, (await _sandbox.Patch(path, Change)).Status);
        Assert.Equal("drafted", Erp(await _sandbox.Get(path + "/draft")));
        Assert.Equal(201, (await Propose(path)).Status);
        Assert.Equal("Product model \"nope\" does not exist or you do not have permission to access it.", (await _sandbox.Get("product-models/nope/draft")).Message);
    }

    [Fact]
    public async Task New_products_need_no_draft()
    {
        Assert.Equal(201, (await _sandbox.Patch("products/fresh", Change)).Status);
        Assert.Equal("drafted", Erp(await _sandbox.Get("products/fresh")));
    }

    [Fact]
    public async Task Owners_have_no_drafts()
    {
        _sandbox.Options.OwnsProducts = true;
        string path = "products-uuid/" + await _sandbox.Simple();
        await _sandbox.Patch(path, Change);
        Assert.Equal("drafted", Erp(await _sandbox.Get(path)));
        Answer draft = await _sandbox.Get(path + "/draft");
        Assert.Equal(403, draft.Status);
        Assert.StartsWith("The user owns the product", draft.Message);
        Assert.Equal(403, (await Propose(path)).Status);
    }

    [Fact]
    public async Task Drafts_are_checked_like_any_call()
    {
        Assert.Equal("Product \"nope\" does not exist or you do not have permission to access it.", (await _sandbox.Get("products/nope/draft")).Message);
        Assert.Equal("Product \"nope\" does not exist or you do not have permission to access it.", (await Propose("products/nope")).Message);
        Assert.Equal(404, (await Propose("products-uuid/not-a-uuid")).Status);
        Assert.Equal(415, (await _sandbox.Send(HttpMethod.Post, "products/0/proposal", "{}", "text/plain")).Status);
        Assert.Equal(405, (await _sandbox.Get("products/0/proposal")).Status);
        Assert.Equal(406, (await _sandbox.Send(HttpMethod.Get, "products/0/draft", change: request => request.Headers.Accept.ParseAdd("text/html"))).Status);
        _sandbox.Options.ReadOnlyUser = true;
        Assert.Equal(403, (await Propose("products/0")).Status);
    }

    [Fact]
    public async Task The_community_edition_knows_no_drafts()
    {
        using TestSandbox community = new(new PimSandboxOptions { ProductCount = 20, OwnsProducts = false });
        Answer draft = await community.Get("products/0/draft");
        Assert.Equal(404, draft.Status);
        Assert.StartsWith("No route found for \"GET ", draft.Message);
        Assert.Equal(404, (await community.Post("products/0/proposal", "{}")).Status);
        Assert.Equal(204, (await community.Patch("products-uuid/" + (await community.Uuids(1))[0], Change)).Status);
    }

    private Task<Answer> Propose(string path) => _sandbox.Post(path + "/proposal", "{}");

    private static string? Erp(Answer answer)
    {
        JsonElement values = answer.Json.GetProperty("values");
        return values.GetProperty("erp_name")[0].GetProperty("data").GetString();
    }
}
