using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Pims;

public sealed class AssetTests
{
    [Fact]
    public async Task They_are_read_by_code_changed_moved_and_deleted()
    {
        using TestPims pims = await TestPims.StartAsync();
        string code = await NewAsync(pims);
        await pims.WriteAsync(PimsResources.Asset, WriteVerb.Upsert, code, new { filename = "front.png", type = "image/png", bucket = "Product images > Studio", data = new { alt = "Front" } });
        JsonElement read = await pims.OneAsync(PimsResources.Asset, code);
        Assert.Equal((code, "front.png", "image/png", 2, "Front"), (read.GetProperty("code").GetString(), read.GetProperty("filename").GetString(),
            read.GetProperty("type").GetString(), read.GetProperty("bucket_id").GetInt32(), read.GetProperty("data").GetProperty("alt").GetString()));
        Assert.Contains("/api/a/" + code, read.GetProperty("url").GetString());

        await pims.WriteAsync(PimsResources.Asset, WriteVerb.Upsert, code, read);
        await pims.WriteAsync(PimsResources.Asset, WriteVerb.Upsert, code, new { bucket = "3" });
        PimQuery inBucket = new(PimsResources.Asset) { Criteria = [new PimCriterion("bucket", "=", "Documents")] };
        Assert.Equal([code], (await pims.ItemsAsync(inBucket)).Select(item => item.GetProperty("code").GetString()));
        Assert.Equal(1, await pims.Provider.CountAsync(inBucket, pims.Context));

        await pims.WriteAsync(PimsResources.Asset, WriteVerb.Delete, code);
        using PimPage page = (await pims.Provider.Read(new PimQuery(PimsResources.Asset) { Keys = [code] }).NextAsync(pims.Context))!;
        Assert.Equal(PimErrorKind.NotFound, page.Missing!.Kind);
    }

    [Fact]
    public async Task Of_many_the_invalid_codes_are_not_found()
    {
        using TestPims pims = await TestPims.StartAsync();
        string[] codes = [await NewAsync(pims), await NewAsync(pims)];
        Assert.Equal(codes, (await pims.ItemsAsync(PimsResources.Asset, codes[0], "no-such", codes[1])).Select(item => item.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task There_is_no_list_of_all()
    {
        using TestPims pims = await TestPims.StartAsync();
        PimException e = await pims.RefusedAsync(() => pims.ItemsAsync(PimsResources.Asset));
        Assert.Equal(PimErrorKind.Unsupported, e.Kind);
        Assert.Contains("bucket", e.Message);
        Assert.Equal(PimErrorKind.Unsupported, (await pims.RefusedAsync(() => pims.WriteAsync(PimsResources.Asset, WriteVerb.Create, null))).Kind);
    }

    [Fact]
    public async Task A_linked_one_is_deleted_by_force_only()
    {
        using TestPims pims = await TestPims.StartAsync();
        // PHP escapes slashes
        string text = (await pims.ItemsAsync(PimsResources.Product)).Select(item => item.GetRawText().Replace("\\/", "/")).First(item => item.Contains("/api/a/"));
        string code = text.Substring(text.IndexOf("/api/a/", System.StringComparison.Ordinal) + 7).Split('/', '"')[0];
        PimException e = await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Asset, WriteVerb.Delete, code));
        Assert.Equal(PimErrorKind.Refused, e.Kind);
        Assert.Contains("linked", e.ServerMessage);
        await pims.Provider.WriteAsync(new PimWrite(PimsResources.Asset, WriteVerb.Delete, code) { Options = new Dictionary<string, string> { ["force_unlink"] = "true" } }, pims.Context);
        Assert.Empty(await pims.ItemsAsync(PimsResources.Asset, code));
    }

    [Fact]
    public async Task A_code_is_found_in_the_address_where_it_is_nowhere_else()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""{"status":"OK","assets":[{"data":{"url":"https://x.example/api/a/A%20b1/front.png","filename":"front.png"}}]}"""));
        using var provider = new PimsProvider(server.Url, Make.Secret("key"), Make.Settings());
        using PimPage page = (await provider.Read(new PimQuery(PimsResources.Asset) { Criteria = [new PimCriterion("bucket", "=", "7")] }).NextAsync(new CallContext()))!;
        Assert.Equal("A b1", TestPim.Items(page).Single().GetProperty("code").GetString());
    }

    [Fact]
    public async Task Buckets_are_a_tree_with_parents_first()
    {
        using TestPims pims = await TestPims.StartAsync();
        Assert.Equal(["Product images", "Product images > Studio", "Documents"], (await pims.ItemsAsync(PimsResources.Bucket)).Select(item => item.GetProperty("code").GetString()));
        Assert.Equal("Product images > Studio", (await pims.OneAsync(PimsResources.Bucket, "2")).GetProperty("code").GetString());
        Assert.Equal(3, await pims.Provider.CountAsync(new PimQuery(PimsResources.Bucket), pims.Context));
    }

    [Fact]
    public async Task A_bucket_is_made_moved_renamed_and_deleted()
    {
        using TestPims pims = await TestPims.StartAsync();
        await pims.WriteAsync(PimsResources.Bucket, WriteVerb.Create, "Documents > Manuals", new { type = "global", position = 4 });
        await pims.WriteAsync(PimsResources.Bucket, WriteVerb.Upsert, "Mine", new { type = "personal" });
        JsonElement made = await pims.OneAsync(PimsResources.Bucket, "Documents > Manuals");
        Assert.Equal(("global", "Documents", 4), (made.GetProperty("type").GetString(), made.GetProperty("parent").GetString(), made.GetProperty("position").GetInt32()));
        Assert.Equal("personal", (await pims.OneAsync(PimsResources.Bucket, "Mine")).GetProperty("type").GetString());
        await pims.WriteAsync(PimsResources.Bucket, WriteVerb.Upsert, "Documents > Manuals", made);

        Assert.Equal("Documents > Guides", (await pims.WriteAsync(PimsResources.Bucket, WriteVerb.Upsert, "Documents > Manuals", new { name = "Guides" })).Key);
        Assert.Equal("Product images > Guides", (await pims.WriteAsync(PimsResources.Bucket, WriteVerb.Upsert, "Documents > Guides", new { parent = "Product images" }, mustExist: true)).Key);
        await pims.WriteAsync(PimsResources.Bucket, WriteVerb.Delete, "Product images > Guides");
        Assert.Empty(await pims.ItemsAsync(PimsResources.Bucket, "Product images > Guides"));

        Assert.Equal(PimErrorKind.Input, (await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Bucket, WriteVerb.Upsert, "Mine", new { type = "global" }))).Kind);
        Assert.Equal(PimErrorKind.NotFound, (await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Bucket, WriteVerb.Delete, "No"))).Kind);
        Assert.Equal(PimErrorKind.NotFound, (await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Bucket, WriteVerb.Create, "Mine > Shared", new { type = "global" }))).Kind);
        Assert.Equal(PimErrorKind.Refused, (await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Bucket, WriteVerb.Create, "Odd", new { type = "odd" }))).Kind);
    }

    [Fact]
    public async Task Two_buckets_of_one_path_are_told_apart_by_number()
    {
        using TestPims pims = await TestPims.StartAsync();
        await pims.WriteAsync(PimsResources.Bucket, WriteVerb.Create, "Documents", new { type = "personal" });
        PimException e = await Assert.ThrowsAsync<PimException>(() => pims.WriteAsync(PimsResources.Bucket, WriteVerb.Delete, "Documents"));
        Assert.Equal(PimErrorKind.Input, e.Kind);
        await pims.WriteAsync(PimsResources.Bucket, WriteVerb.Delete, "3");
        Assert.Equal("personal", (await pims.OneAsync(PimsResources.Bucket, "Documents")).GetProperty("type").GetString());
    }

    private static async Task<string> NewAsync(TestPims pims)
    {
        using PimResponse response = await pims.Provider.SendAsync(new PimRequest(HttpMethod.Post, new System.Uri(pims.Provider.Root, "api/en-us/pim/manage/assets"))
        {
            Body = Make.Utf8("""{"action":"generateAssetCode"}"""),
            ContentType = "application/json",
        }, pims.Context);
        return JsonDocument.Parse(response.Body).RootElement.GetProperty("asset_code").GetString()!;
    }
}
