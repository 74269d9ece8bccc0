using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;
using static PimPowerShell.Sandbox.Tests.EntitySandbox;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>The assets of asset families.</summary>
public sealed class AssetTests : IDisposable
{
    private const string Packshots = "asset-families/packshots/assets";

    private readonly TestSandbox _sandbox = EntitySandbox.Start("EE");
    private readonly TestSandbox _hosted = EntitySandbox.Start("Serenity");

    public void Dispose()
    {
        _sandbox.Dispose();
        _hosted.Dispose();
    }

    [Fact]
    public async Task Every_generated_asset_can_be_sent_back_as_it_is()
    {
        foreach (TestSandbox sandbox in new[] { _sandbox, _hosted })
        {
            foreach (string family in new[] { "packshots", "user_guides", "model_pictures" })
            {
                List<JsonElement> assets = await sandbox.All($"asset-families/{family}/assets");
                foreach (JsonElement asset in assets)
                {
                    string body = "{" + string.Join(",", asset.EnumerateObject().Where(property => property.Name != "_links").Select(property => $"\"{property.Name}\":{property.Value.GetRawText()}")) + "}";
                    Answer answer = await sandbox.Patch($"asset-families/{family}/assets/{asset.GetProperty("code")}", body);
                    Assert.True(answer.Status == 204, answer.Body);
                }

                Assert.Equal(assets.Select(asset => asset.GetRawText()), (await sandbox.All($"asset-families/{family}/assets")).Select(asset => asset.GetRawText()));
            }
        }
    }

    [Fact]
    public async Task An_asset_tells_where_its_file_and_its_link_lead()
    {
        string code = await Upload(_sandbox, "asset-media-files", "Asset-media-file-code", "front.jpg");
        Answer created = await _sandbox.Patch(Packshots + "/front", $$$$"""{"code":"front","values":{"media":{{{{Value($"\"{code}\"")}}}},"source_link":{{{{Value("\"front.jpg\"")}}}},"taken":{{{{Value("\"2023-03-01\"")}}}},"retouched":{{{{Value("false")}}}}}}""");
        Assert.Equal(201, created.Status);
        Assert.Equal($"{_sandbox.Base}/api/rest/v1/{Packshots}/front", created.Location);
        JsonElement values = (await _sandbox.Get(Packshots + "/front")).Json.GetProperty("values");
        Assert.Equal($$$$"""[{"locale":null,"channel":null,"data":"{{{{code}}}}","_links":{"download":{"href":"{{{{_sandbox.Base}}}}/api/rest/v1/asset-media-files/{{{{code}}}}"}}}]""", values.GetProperty("media").GetRawText().Replace("\\/", "/"));
        Assert.Equal("""[{"locale":null,"channel":null,"data":"front.jpg","linked_data":{"full_url":"https://dam.example.com/front.jpg?width=800","prefix":"https://dam.example.com/","suffix":"?width=800"}}]""", values.GetProperty("source_link").GetRawText().Replace("\\/", "/"));
        Assert.Equal("2023-03-01T00:00:00+00:00", values.GetProperty("taken")[0].GetProperty("data").GetString());
        Assert.Equal("image/jpeg", (await _sandbox.Get("asset-media-files/" + code)).ContentType);
    }

    [Fact]
    public async Task The_hosted_edition_tells_more()
    {
        JsonElement asset = (await _hosted.Get(Packshots + "/packshot_001")).Json;
        Assert.Equal(["code", "status", "start_date", "end_date", "values", "created", "updated"], asset.EnumerateObject().Select(property => property.Name));
        JsonElement media = (await _hosted.Get(Packshots)).Items.First(item => item.GetProperty("values").TryGetProperty("media", out _)).GetProperty("values").GetProperty("media")[0];
        Assert.Equal("media_file", media.GetProperty("attribute_type").GetString());
        Assert.True(media.GetProperty("_links").TryGetProperty("share_link", out _));
        Assert.Equal(["size", "mime_type", "extension", "original_filename", "updated_at"], media.GetProperty("linked_data").EnumerateObject().Select(property => property.Name));

        Assert.Equal(204, (await _hosted.Patch(Packshots + "/packshot_001", """{"status":"disabled","start_date":"2026-05-10","end_date":null}""")).Status);
        Assert.Equal("disabled", (await _hosted.Get(Packshots + "/packshot_001")).Json.GetProperty("status").GetString());
        Assert.Equal([("status", "Does not have a value in the enumeration [\"enabled\",\"disabled\"]")], Errors((await _hosted.Patch(Packshots + "/packshot_001", """{"status":"gone"}""")).Json));
        Assert.Equal([("start_date", "Invalid date \"May\", expected format YYYY-MM-DD")], Errors((await _hosted.Patch(Packshots + "/packshot_001", """{"start_date":"May"}""")).Json));
        Assert.Equal(422, (await _sandbox.Patch(Packshots + "/packshot_001", """{"status":"disabled"}""")).Status);
    }

    [Fact]
    public async Task Automatic_tags_are_told_when_asked_for_and_never_written()
    {
        const string Pictures = "asset-families/model_pictures/assets";
        JsonElement tagged = (await _hosted.Get(Pictures + "?with_asset_auto_tags=true")).Items.First(item => item.GetProperty("values").TryGetProperty("auto_tags", out _));
        string path = $"{Pictures}/{tagged.GetProperty("code")}";
        Assert.False((await _hosted.Get(path)).Json.GetProperty("values").TryGetProperty("auto_tags", out _));
        Assert.Equal(204, (await _hosted.Patch(path, $$$$"""{"values":{"auto_tags":{{{{Value("[\"mine\"]")}}}}}}""")).Status);
        Assert.Equal(
            tagged.GetProperty("values").GetProperty("auto_tags").GetRawText(),
            (await _hosted.Get(path + "?with_asset_auto_tags=true")).Json.GetProperty("values").GetProperty("auto_tags").GetRawText());
    }

    [Theory]
    [InlineData("retouched", "\"yes\"", "String value found, but a boolean or a null is required")]
    [InlineData("taken", "\"May\"", "The taken attribute requires a valid date. Please use the following format yyyy-mm-dd for dates.")]
    [InlineData("rank", "\"-1\"", "The rank attribute requires an equal or greater than 0 value.")]
    [InlineData("main_color", "\"nope\"", "Record \"nope\" does not exist for the reference entity \"color\".")]
    [InlineData("angle", "\"inside\"", "The inside value is not in the angle attribute option list.")]
    [InlineData("media", "\"a.jpg\"", "Media file \"a.jpg\" does not exist.")]
    public async Task Values_keep_to_their_attribute(string attribute, string data, string message) =>
        Assert.Equal(message, Errors((await _sandbox.Patch(Packshots + "/packshot_001", $$$$"""{"values":{"{{{{attribute}}}}":{{{{Value(data)}}}}}}""")).Json).Single().Message);

    [Fact]
    public async Task A_batch_answers_for_each_asset()
    {
        Answer answer = await _sandbox.Patch(Packshots, """[{"code":"packshot_001"},{"code":"made"},{"code":"bad","group":1}]""");
        Assert.Equal(
            """[{"code":"packshot_001","status_code":204},{"code":"made","status_code":201},{"code":"bad","status_code":422,"message":"The asset has an invalid format.","errors":[{"property":"","message":"The property group is not defined and the definition does not allow additional properties"}]}]""",
            answer.Body);
        Answer noList = await _sandbox.Patch(Packshots, "{}");
        Assert.Equal((400, "The list of assets has an invalid format."), (noList.Status, noList.Message));
        Assert.Equal("Asset family \"PACKSHOTS\" does not exist.", (await _sandbox.Patch("asset-families/PACKSHOTS/assets", "[]")).Message);
    }

    [Fact]
    public async Task Deleted_assets_leave_no_links()
    {
        await _sandbox.Patch("reference-entities/brand/records/alderbay", $$$$"""{"values":{"lookbook":{{{{Value("[\"packshot_001\",\"packshot_002\"]")}}}}}}""");
        Answer deleted = await _sandbox.Delete(Packshots + "/packshot_001");
        Assert.Equal((204, ""), (deleted.Status, deleted.Body));
        Assert.Equal("Asset \"packshot_001\" does not exist for the asset family \"packshots\".", (await _sandbox.Delete(Packshots + "/packshot_001")).Message);
        Assert.Equal(404, (await _sandbox.Get(Packshots + "/packshot_001")).Status);
        Assert.Equal("""["packshot_002"]""", (await _sandbox.Get("reference-entities/brand/records/alderbay")).Json.GetProperty("values").GetProperty("lookbook")[0].GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Deleted_options_leave_the_values()
    {
        const string Option = "asset-families/packshots/attributes/tags/options/hero";
        await _hosted.Patch(Packshots + "/packshot_001", $$$$"""{"values":{"tags":{{{{Value("[\"hero\"]")}}}}}}""");
        await _hosted.Patch(Packshots + "/packshot_002", $$$$"""{"values":{"tags":{{{{Value("[\"hero\",\"print\"]")}}}}}}""");
        Assert.Equal(204, (await _hosted.Delete(Option)).Status);
        Assert.Equal("Attribute option \"hero\" does not exist or is not an option of the attribute \"tags\".", (await _hosted.Delete(Option)).Message);
        Assert.False((await _hosted.Get(Packshots + "/packshot_001")).Json.GetProperty("values").TryGetProperty("tags", out _));
        Assert.Equal("""["print"]""", (await _hosted.Get(Packshots + "/packshot_002")).Json.GetProperty("values").GetProperty("tags")[0].GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("""{"type":"asset_family_single_link","asset_family_code":"packshots"}""")]
    [InlineData("""{"type":"asset_family_multiple_links","asset_family_code":"packshots"}""")]
    [InlineData("""{"type":"auto_tagging"}""")]
    [InlineData("""{"type":"single_option","default_value":"s"}""")]
    public async Task The_hosted_edition_has_more_types(string body)
    {
        Assert.Equal(201, (await _hosted.Patch("asset-families/user_guides/attributes/made", body)).Status);
        Assert.Equal(422, (await _sandbox.Patch("asset-families/user_guides/attributes/made", body)).Status);
    }

    [Fact]
    public async Task Uploads_need_a_file()
    {
        Answer answer = await Post(_sandbox, "asset-media-files", form => form.Add(new StringContent("x"), "other"));
        Assert.Equal((422, "Property \"file\" is required."), (answer.Status, answer.Message));
        Assert.Equal(415, (await _sandbox.Post("asset-media-files", "{}")).Status);
        Assert.Equal("Media file \"nope\" does not exist.", (await _sandbox.Get("asset-media-files/nope")).Message);
    }
}
