using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Assets and buckets.</summary>
public sealed class PimsAssetTests : IDisposable
{
    private readonly PimsTestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Media_of_generated_products_can_be_fetched_without_a_key()
    {
        JsonElement product = (await _sandbox.Everything()).First(candidate => candidate.Text("image") is not null);
        string url = product.Text("image")!;
        Assert.StartsWith(_sandbox.Sandbox.Url.GetLeftPart(UriPartial.Authority) + "/api/a/5371", url);
        _sandbox.Key = null;
        Answer answer = await _sandbox.Send(HttpMethod.Get, url);
        Assert.Equal(200, answer.Status);
        Assert.Equal("image/png", answer.ContentType);
        Assert.Equal(200, (await _sandbox.Send(HttpMethod.Get, url[..(url.LastIndexOf('/') + 1)])).Status);
        Assert.Equal(404, (await _sandbox.Send(HttpMethod.Get, "/api/a/5371nope/x.png")).Status);
    }

    [Fact]
    public async Task Files_are_uploaded_to_a_code_and_described()
    {
        string code = await NewAsset();
        Assert.Equal("hello", (await _sandbox.Send(HttpMethod.Get, $"/api/a/{code}/")).Body);
        Answer data = await Assets(new() { ["action"] = "updateAssetData", ["asset_code"] = code, ["data"] = new JsonObject { ["filename"] = "b.txt", ["alt"] = "Text" } });
        Assert.Equal("b.txt", data.Ok().Json.GetProperty("data").Text("filename"));
        data = await Assets(new() { ["action"] = "getAssetData", ["asset_code"] = code });
        Assert.Equal("Text", data.Ok().Json.GetProperty("data").Text("alt"));
        Assert.EndsWith($"/api/a/{code}/b.txt", data.Json.GetProperty("data").Text("url"));
        Answer list = await Assets(new() { ["action"] = "getAssetDataList", ["asset_codes"] = new JsonArray(code, "nope") });
        Assert.Equal(["nope"], list.Ok().Json.Texts("invalid_codes"));
        Assert.Equal(code, list.Json.GetProperty("assets").EnumerateArray().Single().Text("asset_code"));
        (await Assets(new() { ["action"] = "getAssetData", ["asset_code"] = "nope" })).Fails("Asset does not exist!");
        Assert.Equal(5, (await _sandbox.Get("pim/status")).Json.GetProperty("pim_counters").GetProperty("totalStorageSize").GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task Uploads_need_the_permission_to_edit()
    {
        string code = await NewAsset();
        _sandbox.Key = _sandbox.Sandbox.ReadOnlyApiKey;
        (await Upload(code)).Fails("Access denied!");
        _sandbox.Key = null;
        (await Upload(code)).Fails("API key is invalid or expired!");
    }

    [Fact]
    public async Task A_file_is_replaced_under_its_code()
    {
        string code = await NewAsset();
        (await _sandbox.Send(HttpMethod.Post, $"/api/a/{code}/b.html", new StringContent("<p>", Encoding.ASCII, "text/html"))).Ok();
        Answer file = await _sandbox.Send(HttpMethod.Get, $"/api/a/{code}/b.html");
        Assert.Equal("<p>", file.Body);
        Assert.StartsWith("text/html", file.ContentType);
        Assert.Equal("b.html", (await Assets(new() { ["action"] = "getAssetData", ["asset_code"] = code })).Ok().Json.GetProperty("data").Text("filename"));
        (await Upload("nope")).Fails("Asset does not exist!");
        (await _sandbox.Send(HttpMethod.Post, $"/api/a/{code}/")).Fails("Asset file is empty or too large!");
        Assert.Equal(405, (await _sandbox.Send(HttpMethod.Put, $"/api/a/{code}/", new StringContent("x"))).Status);
    }

    [Fact]
    public async Task A_code_without_a_file_has_data_and_nothing_to_fetch()
    {
        string code = (await Assets(new() { ["action"] = "generateAssetCode" })).Ok().Json.Text("asset_code")!;
        Assert.Equal(404, (await _sandbox.Send(HttpMethod.Get, $"/api/a/{code}/")).Status);
        (await Assets(new() { ["action"] = "getAssetData", ["asset_code"] = code })).Ok();
        (await Assets(new() { ["action"] = "deleteAsset", ["asset_code"] = code })).Ok();
        foreach (string action in new[] { "getAssetData", "updateAssetData", "deleteAsset" })
        {
            (await Assets(new() { ["action"] = action, ["asset_code"] = code })).Fails("Asset does not exist!");
        }

        Assert.Equal([code], (await Assets(new() { ["action"] = "getAssetDataList", ["asset_codes"] = new JsonArray(code) })).Ok().Json.Texts("invalid_codes"));
        (await Assets(new() { ["action"] = "getAssetDataList", ["asset_codes"] = code })).Fails("The value of \"asset_codes\" should be an ARRAY!");
    }

    [Fact]
    public async Task Linked_assets_are_deleted_only_with_their_links()
    {
        string code = await NewAsset();
        string url = $"{_sandbox.Sandbox.Url.GetLeftPart(UriPartial.Authority)}/api/a/{code}/a.txt";
        await _sandbox.Edit("0815", new() { ["image"] = url, ["gallery"] = new JsonArray(url, "https://images.example/1.png") });
        (await Assets(new() { ["action"] = "deleteAsset", ["asset_code"] = code })).Fails("Asset is linked to products!");
        (await Assets(new() { ["action"] = "deleteAsset", ["asset_code"] = code, ["force_unlink"] = true })).Ok();
        JsonElement product = (await _sandbox.Product("0815")).Attributes();
        Assert.Null(product.Text("image"));
        Assert.Equal(["https://images.example/1.png"], product.Texts("gallery"));
        Assert.Equal(404, (await _sandbox.Send(HttpMethod.Get, url)).Status);
        string generated = (await _sandbox.Everything()).Select(candidate => candidate.Text("image")).First(image => image is not null)!.Split('/')[5];
        (await Assets(new() { ["action"] = "deleteAsset", ["asset_code"] = generated })).Fails("Asset is linked to products!");
    }

    [Fact]
    public async Task Buckets_hold_assets()
    {
        string code = await NewAsset();
        Assert.Equal(2, (await Buckets("""{"action":"getPublicBucketsTree"}""")).Ok().Json.GetProperty("buckets").GetArrayLength());
        Assert.Equal(0, (await Buckets("""{"action":"getMyBucketsTree"}""")).Ok().Json.GetProperty("buckets").GetArrayLength());
        int id = (await Buckets("""{"action":"addBucket","type":"global","name":"Drafts","parent_id":1,"order":2}""")).Ok().Json.GetProperty("bucket").GetProperty("id").GetInt32();
        (await Buckets("""{"action":"addBucket","type":"secret","name":"x"}""")).Fails("Bucket type can be \"global\" or \"personal\"!");
        (await Buckets($$"""{"action":"moveAssetToBucket","asset_code":"{{code}}","bucket_id":{{id}}}""")).Ok();
        Assert.Equal([code], await InBucket(id));
        Assert.Equal("Later", (await Buckets($$"""{"action":"editBucket","bucket_id":{{id}},"name":"Later"}""")).Ok().Json.GetProperty("bucket").Text("name"));
        (await Buckets($$"""{"action":"editBucket","bucket_id":1,"parent_id":{{id}}}""")).Fails("Bucket can not be moved below itself!");
        (await Buckets($$"""{"action":"deleteBucket","bucket_id":{{id}}}""")).Ok();
        Assert.Equal([code], await InBucket(1));
        (await Buckets($$"""{"action":"listAssetsInBucket","bucket_id":{{id}}}""")).Fails("Bucket does not exist!");
        (await Buckets("""{"action":"addBucket","type":"personal","name":"Mine"}""")).Ok();
        Assert.Equal(1, (await Buckets("""{"action":"getMyBucketsTree"}""")).Ok().Json.GetProperty("buckets").GetArrayLength());
    }

    [Fact]
    public async Task Personal_buckets_are_their_owners_alone()
    {
        string code = await NewAsset();
        int mine = (await Buckets("""{"action":"addBucket","type":"personal","name":"Mine"}""")).Ok().Json.GetProperty("bucket").GetProperty("id").GetInt32();
        (await Buckets("""{"action":"addBucket","type":"personal"}""")).Fails("Bucket name cannot be empty!");
        (await Buckets("""{"action":"addBucket","type":"personal","name":"x","parent_id":1}""")).Fails("Parent bucket does not exist!");
        (await Buckets($$"""{"action":"moveAssetToBucket","asset_code":"nope","bucket_id":{{mine}}}""")).Fails("Asset does not exist!");
        (await Buckets($$"""{"action":"moveAssetToBucket","asset_code":"{{code}}","bucket_id":9999}""")).Fails("Bucket does not exist!");
        (await Buckets($$"""{"action":"moveAssetToBucket","asset_code":"{{code}}","bucket_id":{{mine}}}""")).Ok();

        string other = (await _sandbox.Get("pim/newkey")).Ok().Json.Text("key")!;
        (await _sandbox.Get($"pim/keyinfo/set?key={other}&pim_editor=1")).Ok();
        string own = _sandbox.Key!;
        _sandbox.Key = other;
        Assert.Equal(0, (await Buckets("""{"action":"getMyBucketsTree"}""")).Ok().Json.GetProperty("buckets").GetArrayLength());
        foreach (string action in new[] { "listAssetsInBucket", "editBucket", "deleteBucket", "moveAssetToBucket" })
        {
            (await Buckets($$"""{"action":"{{action}}","bucket_id":{{mine}},"asset_code":"{{code}}"}""")).Fails("Access denied!");
        }

        (await Buckets($$"""{"action":"addBucket","type":"personal","name":"x","parent_id":{{mine}}}""")).Fails("Parent bucket does not exist!");
        _sandbox.Key = own;
        Assert.Equal([code], await InBucket(mine));
    }

    private async Task<string[]> InBucket(int id) =>
        [.. (await Buckets($$"""{"action":"listAssetsInBucket","bucket_id":{{id}}}""")).Ok().Json.GetProperty("assets").EnumerateArray().Select(asset => asset.Text("asset_code")!)];

    private async Task<string> NewAsset()
    {
        string code = (await Assets(new() { ["action"] = "generateAssetCode" })).Ok().Json.Text("asset_code")!;
        (await Upload(code)).Ok();
        return code;
    }

    private Task<Answer> Upload(string code) => _sandbox.Send(HttpMethod.Post, $"/api/a/{code}/a.txt", new StringContent("hello", Encoding.ASCII, "text/plain"));

    private Task<Answer> Assets(JsonObject body) => _sandbox.Post("assets", body);

    private Task<Answer> Buckets(string body) => _sandbox.Post("buckets", body);
}
