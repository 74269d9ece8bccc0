using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

public sealed class MediaTests : IDisposable
{
    private readonly TestPim _pim = new(new PimSandboxOptions { Edition = "Serenity", Version = "v20250717143807", ProductCount = 50 });

    public void Dispose() => _pim.Dispose();

    [Theory]
    [InlineData("a/b/c/d/plain.png", "/api/rest/v1/media-files/a/b/c/d/plain.png/download")]
    [InlineData("a/# + %/d'(1).png", "/api/rest/v1/media-files/a/%23%20%2B%20%25/d%27%281%29.png/download")]
    [InlineData("a/%2F/ä日.png", "/api/rest/v1/media-files/a/%252F/%C3%A4%E6%97%A5.png/download")]
    [InlineData("a?b/c&d=e.png", "/api/rest/v1/media-files/a%3Fb/c%26d%3De.png/download")]
    public async Task Slashes_of_a_code_stay_and_all_else_is_escaped(string code, string path)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""{"code":"x"}"""));
        using AkeneoProvider provider = Make.App(server.Url);
        var key = new MediaKey(MediaKind.Product, code);

        await provider.DownloadAsync(key, (_, _) => Task.CompletedTask, new CallContext());
        (await provider.Read(new PimQuery(AkeneoResources.MediaFile) { Keys = [code] }).NextAsync(new CallContext()))!.Dispose();

        Assert.Equal([path, path.Substring(0, path.Length - "/download".Length)], server.Requests.Select(request => request.Target));
        Assert.Equal("*/*", server.Requests[0].Header("Accept"));
        Assert.Equal(key, provider.ReadMediaLink("https://elsewhere.example" + path));
    }

    [Theory]
    [InlineData("../products")]
    [InlineData("a/../../categories")]
    [InlineData("a/./b")]
    [InlineData("/a")]
    [InlineData("a//b")]
    public async Task A_code_never_leads_elsewhere(string code)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);

        foreach (MediaPlace place in provider.MediaPlaces)
        {
            PimException e = await Assert.ThrowsAsync<PimException>(() => provider.DownloadAsync(new MediaKey(place.Kind, code), (_, _) => Task.CompletedTask, new CallContext()));
            Assert.Equal(PimErrorKind.NotFound, e.Kind);
        }

        Assert.Equal(PimErrorKind.NotFound, (await provider.Read(new PimQuery(AkeneoResources.MediaFile) { Keys = [code] }).NextAsync(new CallContext()))!.Missing!.Kind);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("Product", MediaKind.Product)]
    [InlineData("ProductModel", MediaKind.Product)]
    [InlineData("Category", MediaKind.Category)]
    [InlineData(null, MediaKind.Asset)]
    [InlineData(null, MediaKind.ReferenceEntity)]
    public async Task A_file_goes_and_comes_back(string? noun, MediaKind kind)
    {
        await NewProductAsync("tea");
        string attribute = noun == "Category" ? "icon" : "picture";
        string? key = noun switch { "Product" => "tea", "ProductModel" => await ModelAsync(), "Category" => "master", _ => null };

        WriteOutcome sent = await _pim.Provider.UploadAsync(File("Größe #1 \"x\".png", 70_000, new MediaTarget(kind, noun, key, noun is null ? null : attribute)), _pim.Context);

        Assert.Equal(201, sent.StatusCode);
        Assert.Matches("^././././", sent.Key!);
        Assert.Equal(Bytes(70_000), await ReadAsync(new MediaKey(kind, sent.Key!)));
    }

    [Fact]
    public async Task A_product_is_found_by_uuid_too_and_its_value_is_the_file()
    {
        string uuid = await NewProductAsync("tea");
        WriteOutcome sent = await _pim.Provider.UploadAsync(File("a.png", 10, new MediaTarget(MediaKind.Product, "Product", uuid, "PICTURE")), _pim.Context);
        Assert.Equal(sent.Key, await PictureAsync(uuid));
    }

    [Fact]
    public async Task One_without_an_identifier_gets_it_by_way_of_another_which_keeps_its_own()
    {
        string carrier = await NewProductAsync("tea");
        string uuid = await NewProductAsync(null);
        var target = new MediaTarget(MediaKind.Product, "Product", uuid, "picture");
        string former = (await _pim.Provider.UploadAsync(File("old.png", 5, target with { Key = "tea" }), _pim.Context)).Key!;

        long before = _pim.Counters.Requests;
        PimException e = await Assert.ThrowsAsync<PimException>(() => _pim.Provider.UploadAsync(File("a.png", 10, target), _pim.Context));
        Assert.Equal((PimErrorKind.Input, uuid), (e.Kind, e.Subject));
        Assert.Contains("-Via", e.Message);
        Assert.InRange(_pim.Counters.Requests - before, 0, 2);

        string sent = (await _pim.Provider.UploadAsync(File("a.png", 10, target with { Via = "tea" }), _pim.Context)).Key!;
        Assert.Equal((sent, former), (await PictureAsync(uuid), await PictureAsync(carrier)));
    }

    [Theory]
    [InlineData("no_such", "a.png", null, "'no_such' does not exist")]
    [InlineData("name", "a.png", null, "takes no files")]
    [InlineData("picture", "a.exe", null, "takes ")]
    public async Task What_cannot_be_is_said_before_anything_is_sent(string attribute, string name, string? locale, string words)
    {
        await NewProductAsync("tea");
        int opened = 0;
        MediaUpload file = File(name, 10, new MediaTarget(MediaKind.Product, "Product", "tea", attribute) { Locale = locale });
        PimException e = await Assert.ThrowsAsync<PimException>(() => _pim.Provider.UploadAsync(
            file with
            {
                Open = () =>
                {
                    opened++;
                    return file.Open();
                },
            },
            _pim.Context));
        Assert.Equal((PimErrorKind.Input, attribute, 0), (e.Kind, e.Subject, opened));
        Assert.Contains(words, e.Message);
    }

    [Theory]
    [InlineData("Product", "nobody")]
    [InlineData("ProductModel", "nobody")]
    [InlineData("Category", "nobody")]
    public async Task What_is_not_there_is_said_before_anything_is_sent(string noun, string key)
    {
        MediaUpload file = new("a.png", "image/png", 10, () => throw new InvalidOperationException()) { Target = new(noun == "Category" ? MediaKind.Category : MediaKind.Product, noun, key, noun == "Category" ? "icon" : "picture") };
        PimException e = await Assert.ThrowsAsync<PimException>(() => _pim.Provider.UploadAsync(file, _pim.Context));
        Assert.Equal((PimErrorKind.NotFound, key), (e.Kind, e.Subject));
    }

    [Fact]
    public async Task After_a_lost_answer_the_file_is_there_once()
    {
        string uuid = await NewProductAsync("tea");
        int before = await CountAsync();
        MediaUpload file = File("a.png", 5000, new MediaTarget(MediaKind.Product, "Product", "tea", "picture"));
        await _pim.Provider.Metadata.GetAttributesAsync(["picture"], _pim.Context);

        _pim.Options.ResetAfterActingEvery = Next(2);
        WriteOutcome sent = await _pim.Provider.UploadAsync(file, _pim.Context);
        _pim.Options.ResetAfterActingEvery = 0;

        Assert.Equal(sent.Key, await PictureAsync(uuid));
        Assert.Equal(before + 1, await CountAsync());
    }

    [Fact]
    public async Task After_a_reset_before_acting_it_is_sent_again_from_its_start()
    {
        string uuid = await NewProductAsync("tea");
        int opened = 0;
        MediaUpload file = File("a.png", 300_000, new MediaTarget(MediaKind.Product, "Product", "tea", "picture"));
        file = file with
        {
            Open = () =>
            {
                opened++;
                return new MemoryStream(Bytes(300_000));
            },
        };
        await _pim.Provider.Metadata.GetAttributesAsync(["picture"], _pim.Context);
        _pim.Options.ResetEvery = Next(2);
        WriteOutcome sent = await _pim.Provider.UploadAsync(file, _pim.Context);
        _pim.Options.ResetEvery = 0;

        Assert.Equal(2, opened);
        Assert.Equal(sent.Key, await PictureAsync(uuid));
        Assert.Equal(Bytes(300_000), await ReadAsync(new MediaKey(MediaKind.Product, sent.Key!)));
    }

    [Fact]
    public async Task The_form_is_what_servers_read_and_never_in_memory_at_once()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(201) { Headers = [("asset-media-file-code", "a/b/c/d/x.png")] });
        using AkeneoProvider provider = Make.App(server.Url);
        WriteOutcome sent = await provider.UploadAsync(new MediaUpload("a\"b\r\n.png", "image/png", 3, () => new MemoryStream(Make.Utf8("abc"))) { Target = new(MediaKind.Asset) }, new CallContext());

        Assert.Equal("a/b/c/d/x.png", sent.Key);
        ScriptedRequest request = Assert.Single(server.Requests);
        string boundary = request.Header("Content-Type")!.Split("boundary=")[1];
        Assert.Equal($"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a_b__.png\"\r\nContent-Type: image/png\r\n\r\nabc\r\n--{boundary}--\r\n", request.Body);
    }

    [Fact]
    public async Task A_file_that_is_cut_short_is_read_again()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(200) { Body = Make.Utf8("who"), DeclaredLength = 5 }, ScriptedAnswer.Json("whole"));
        using AkeneoProvider provider = Make.App(server.Url);
        Assert.Equal("whole", Make.Text(await ReadAsync(new MediaKey(MediaKind.Asset, "a/b.png"), provider)));
        Assert.Equal(["/api/rest/v1/asset-media-files/a/b.png", "/api/rest/v1/asset-media-files/a/b.png"], server.Requests.Select(request => request.Target));
    }

    /// <summary>An n that makes one request fail: that many from here. A look comes before an upload.</summary>
    private int Next(int requests) => (int)_pim.Counters.ApiRequests + requests;

    private async Task<int> CountAsync() => (await _pim.All(new PimQuery(AkeneoResources.MediaFile))).Count;

    private async Task<string> ModelAsync() =>
        (await _pim.All(new PimQuery(AkeneoResources.ProductModel))).First(model => model.GetProperty("parent").ValueKind == JsonValueKind.Null).GetProperty("code").GetString()!;

    private async Task<string> NewProductAsync(string? identifier)
    {
        string uuid = Guid.NewGuid().ToString();
        await _pim.Provider.ConnectAsync(_pim.Context);
        string? attribute = await _pim.Provider.Metadata.GetIdentifierAttributeAsync(_pim.Context);
        string body = identifier is null ? $$"""{"uuid":"{{uuid}}"}"""
            : $$$"""{"uuid":"{{{uuid}}}","values":{"{{{attribute}}}":[{"locale":null,"scope":null,"data":"{{{identifier}}}"}]}}""";
        await _pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Create, uuid, Make.Utf8(body)), _pim.Context);
        return uuid;
    }

    private async Task<string?> PictureAsync(string uuid) =>
        (await _pim.Product(uuid))!.Value.GetProperty("values").GetProperty("picture")[0].GetProperty("data").GetString();

    private Task<byte[]> ReadAsync(MediaKey file) => ReadAsync(file, _pim.Provider);

    private static async Task<byte[]> ReadAsync(MediaKey file, AkeneoProvider provider)
    {
        var target = new MemoryStream();
        await provider.DownloadAsync(file, Save, new CallContext());
        return target.ToArray();

        Task Save(Stream stream, CancellationToken cancellation)
        {
            target.SetLength(0);
            return stream.CopyToAsync(target, cancellation);
        }
    }

    private static byte[] Bytes(int size) => [.. Enumerable.Range(0, size).Select(n => (byte)(n % 251))];

    private static MediaUpload File(string name, int size, MediaTarget target)
    {
        byte[] bytes = Bytes(size);
        return new MediaUpload(name, "image/png", size, () => new MemoryStream(bytes)) { Target = target };
    }
}
