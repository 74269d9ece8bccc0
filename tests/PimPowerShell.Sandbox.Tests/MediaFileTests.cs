using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class MediaFileTests : IDisposable
{
    private const string Sheet = """{"identifier":"tea","attribute":"data_sheet","locale":null,"scope":null}""";

    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_file_becomes_the_value_of_an_attribute()
    {
        await _sandbox.Post("products", """{"identifier":"tea"}""");
        byte[] bytes = [.. Enumerable.Range(0, 70_000).Select(i => (byte)i)];
        Answer created = await Upload(Form(bytes, "Müller & Söhne-1.PDF", ("product", Sheet)));
        Assert.Equal(201, created.Status);
        Assert.Equal("", created.Body);
        string code = created.Location!.Substring((_sandbox.Base + "/api/rest/v1/media-files/").Length);
        Assert.Matches("^([0-9a-f])/([0-9a-f])/([0-9a-f])/([0-9a-f])/\\1\\2\\3\\4[0-9a-f]{36}_M_ller___S_hne_1.PDF$", code);

        JsonElement value = (await _sandbox.Get("products/tea")).Json.GetProperty("values").GetProperty("data_sheet")[0];
        Assert.Equal(code, value.GetProperty("data").GetString());
        Assert.Equal(created.Location + "/download", value.GetProperty("_links").GetProperty("download").GetProperty("href").GetString());

        JsonElement file = (await _sandbox.Get("media-files/" + code)).Json;
        Assert.Equal("Müller & Söhne-1.PDF", file.GetProperty("original_filename").GetString());
        Assert.Equal("application/pdf", file.GetProperty("mime_type").GetString());
        Assert.Equal(bytes.Length, file.GetProperty("size").GetInt32());
        Assert.Equal("pdf", file.GetProperty("extension").GetString());
        Assert.Equal(created.Location + "/download", file.GetProperty("_links").GetProperty("download").GetProperty("href").GetString());

        (HttpResponseMessage response, byte[] content) = await Download("media-files/" + code + "/download", "application/pdf");
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("attachment; filename=\"", response.Content.Headers.NonValidated["Content-Disposition"].ToString());
        Assert.Equal(bytes, content);
    }

    [Fact]
    public async Task A_file_can_belong_to_a_product_model()
    {
        string model = (await _sandbox.Search("product-models", """{"parent":[{"operator":"EMPTY"}],"family":[{"operator":"IN","value":["shoes"]}]}""")).Codes[0];
        Answer created = await Upload(Form([1, 2, 3], "front.png", ("product_model", $$"""{"code":"{{model}}","attribute":"picture","locale":null,"scope":null}""")));
        Assert.Equal(201, created.Status);
        string code = (await _sandbox.Get("product-models/" + model)).Json.GetProperty("values").GetProperty("picture")[0].GetProperty("data").GetString()!;
        Assert.EndsWith("/media-files/" + code, created.Location);
    }

    [Fact]
    public async Task Parts_come_in_any_order_and_in_any_pieces()
    {
        await _sandbox.Post("products", """{"identifier":"tea"}""");
        using MultipartFormDataContent form = new() { { Part("hello"u8.ToArray()), "file", "note.txt" }, { new StringContent(Sheet), "product" } };
        byte[] body = await form.ReadAsByteArrayAsync();
        Answer created = await _sandbox.Send(HttpMethod.Post, "media-files", change: request =>
        {
            request.Headers.TransferEncodingChunked = true;
            request.Content = new StreamContent(new SlowStream(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(form.Headers.ContentType!.ToString());
        });
        Assert.Equal(201, created.Status);
        Answer downloaded = await _sandbox.Get(created.Location!.Substring((_sandbox.Base + "/api/rest/v1/").Length) + "/download");
        Assert.Equal("hello", downloaded.Body);
        Assert.Equal("text/plain", downloaded.ContentType);
    }

    [Theory]
    [InlineData("product", Sheet, "product_model", "{}", true, 422, "You should give either a \"product\" or a \"product_model\" key.")]
    [InlineData("other", "{}", null, null, true, 422, "You should at least give one of the following properties: \"product\" or \"product_model\".")]
    [InlineData("product", "{not json", null, null, true, 400, "Invalid json message received")]
    [InlineData("product", "\"{}\"", null, null, true, 400, "Invalid json message received")]
    [InlineData("product", """{"uuid":"25566245-55c3-42ce-86d9-8610ac459fa8","attribute":"picture","locale":null,"scope":null}""", null, null, true, 422, "Product property must contain \"identifier\", \"attribute\", \"locale\" and \"scope\" properties.")]
    [InlineData("product", """{"identifier":"tea","attribute":"picture"}""", null, null, true, 422, "Product property must contain \"identifier\", \"attribute\", \"locale\" and \"scope\" properties.")]
    [InlineData("product_model", """{"code":"x","attribute":"picture","locale":null}""", null, null, true, 422, "Product model property must contain \"code\", \"attribute\", \"locale\" and \"scope\" properties.")]
    [InlineData("product", """{"identifier":"nope","attribute":"picture","locale":null,"scope":null}""", null, null, false, 422, "Product \"nope\" does not exist.")]
    [InlineData("product_model", """{"code":"nope","attribute":"picture","locale":null,"scope":null}""", null, null, false, 422, "Product model \"nope\" does not exist.")]
    [InlineData("product", Sheet, null, null, false, 422, "Property \"file\" is required.")]
    [InlineData("product", """{"identifier":"tea","attribute":"nope","locale":null,"scope":null}""", null, null, true, 422, "The nope attribute does not exist in your PIM.")]
    [InlineData("product", """{"identifier":"tea","attribute":"name","locale":"en_US","scope":null}""", null, null, true, 422, "The name attribute does not take media files.")]
    [InlineData("product", """{"identifier":"tea","attribute":"user_manual","locale":null,"scope":null}""", null, null, true, 422, "The user_manual attribute requires a locale.")]
    [InlineData("product", """{"identifier":"tea","attribute":"picture","locale":null,"scope":null}""", null, null, true, 422, "Validation failed.")]
    public async Task Uploads_are_checked_in_the_order_of_the_server(string first, string firstJson, string? second, string? secondJson, bool hasFile, int status, string message)
    {
        await _sandbox.Post("products", """{"identifier":"tea"}""");
        long before = await Count();
        List<(string, string)> fields = [(first, firstJson)];
        if (second is not null)
        {
            fields.Add((second, secondJson!));
        }

        Answer answer = await Upload(Form(hasFile ? [1] : null, "a.txt", [.. fields]));
        Assert.Equal(status, answer.Status);
        Assert.Equal(message, answer.Message);
        Assert.Equal(before, await Count());
    }

    [Fact]
    public async Task A_refused_extension_is_a_violation_of_the_value()
    {
        await _sandbox.Post("products", """{"identifier":"tea"}""");
        Answer answer = await Upload(Form([1], "a.exe", ("product", Sheet)));
        Assert.Contains("\"attribute\":\"data_sheet\"", answer.Body);
        Assert.Contains("The exe files cannot be a value of the attribute data_sheet, which takes pdf, txt.", answer.Body);
    }

    [Fact]
    public async Task A_file_can_be_too_large()
    {
        await _sandbox.Post("products", """{"identifier":"tea"}""");
        await _sandbox.Patch("attributes/data_sheet", """{"max_file_size":"0.001"}""");
        Answer answer = await Upload(Form(new byte[1001], "a.txt", ("product", Sheet)));
        Assert.Contains("The data_sheet attribute does not take files of more than 0.001 MB.", answer.Body);
    }

    [Fact]
    public async Task A_file_is_a_part_with_a_file_name_and_nothing_else_is_a_form()
    {
        await _sandbox.Post("products", """{"identifier":"tea"}""");
        using MultipartFormDataContent nameless = new() { { new StringContent(Sheet), "product" }, { new StringContent("x"), "file" } };
        Assert.Equal("Property \"file\" is required.", (await Upload(nameless)).Message);
        Assert.Equal(415, (await _sandbox.Post("media-files", "{}")).Status);
        Answer missing = await _sandbox.Send(HttpMethod.Post, "media-files", "x", "");
        Assert.Equal("The \"Content-Type\" header is missing. \"multipart/form-data\" has to be specified as value.", missing.Message);
        Assert.Equal(422, (await _sandbox.Send(HttpMethod.Post, "media-files", "no form at all", "multipart/form-data; boundary=x")).Status);
        Assert.Equal(422, (await _sandbox.Send(HttpMethod.Post, "media-files", "--x\r\nContent-Disposition: form-data; name=\"product\"\r\n\r\n{}", "multipart/form-data; boundary=x")).Status);
    }

    [Fact]
    public async Task Files_are_listed_by_page_number_the_sent_ones_last()
    {
        Answer first = await _sandbox.Get("media-files?limit=100&with_count=true");
        Assert.Equal(1, first.Json.GetProperty("current_page").GetInt32());
        JsonElement file = first.Items.First();
        string code = file.GetProperty("code").GetString()!;
        string url = _sandbox.Base + "/api/rest/v1/media-files/" + code;
        Assert.Equal(url, file.GetProperty("_links").GetProperty("self").GetProperty("href").GetString());
        Assert.Equal(url + "/download", file.GetProperty("_links").GetProperty("download").GetProperty("href").GetString());
        Assert.Equal("Pagination type is not supported.", (await _sandbox.Get("media-files?pagination_type=search_after")).Message);

        await _sandbox.Post("products", """{"identifier":"tea"}""");
        await Upload(Form([1], "mine.txt", ("product", Sheet)));
        long count = first.Json.GetProperty("items_count").GetInt64();
        JsonElement[] last = [.. (await _sandbox.Get($"media-files?limit=1&page={count + 1}")).Items];
        Assert.Equal("mine.txt", last[0].GetProperty("original_filename").GetString());
        Assert.Empty((await _sandbox.Get($"media-files?limit=1&page={count + 2}")).Items);
    }

    [Fact]
    public async Task Generated_values_have_files_too()
    {
        JsonElement picture = (await _sandbox.Search("products-uuid", """{"picture":[{"operator":"NOT EMPTY"}],"family":[{"operator":"IN","value":["cameras"]}]}""")).Items
            .First().GetProperty("values").GetProperty("picture")[0];
        string code = picture.GetProperty("data").GetString()!;
        JsonElement file = (await _sandbox.Get("media-files/" + code)).Json;
        Assert.Equal("cameras_picture.jpg", file.GetProperty("original_filename").GetString());
        (HttpResponseMessage response, byte[] content) = await Download("media-files/" + code + "/download", "*/*");
        Assert.Equal("attachment; filename=\"cameras_picture.jpg\"", response.Content.Headers.NonValidated["Content-Disposition"].ToString());
        Assert.Equal(file.GetProperty("size").GetInt32(), content.Length);
        Assert.Equal([0xFF, 0xD8, 0xFF], content.Take(3));
    }

    [Fact]
    public async Task Unknown_files_are_not_found_and_slashes_stay_slashes()
    {
        const string Code = "1/2/3/4/1234567890123456789012345678901234567890_a.jpg";
        Assert.Equal($"Media file \"{Code}\" does not exist.", (await _sandbox.Get("media-files/" + Code)).Message);
        Answer download = await _sandbox.Get("media-files/" + Code + "/download");
        Assert.Equal(404, download.Status);
        Assert.Equal($"Media file \"{Code}\" does not exist.", download.Message);

        string known = (await _sandbox.Get("media-files?limit=1")).Codes[0];
        Assert.Equal(200, (await _sandbox.Get("media-files/" + known)).Status);
        Assert.Equal(404, (await _sandbox.Get("media-files/" + Uri.EscapeDataString(known))).Status);
        Assert.Equal(405, (await _sandbox.Delete("media-files/" + known)).Status);
        Assert.Equal(406, (await _sandbox.Send(HttpMethod.Get, "media-files/" + known, change: request => request.Headers.Accept.ParseAdd("application/xml"))).Status);
    }

    [Fact]
    public async Task A_code_can_be_used_again_in_a_patch_but_not_made_up()
    {
        await _sandbox.Post("products", """{"identifier":"tea"}""");
        Answer created = await Upload(Form([1], "mine.txt", ("product", Sheet)));
        string code = created.Location!.Split(["/media-files/"], StringSplitOptions.None)[1];
        string uuid = await _sandbox.Simple();
        Assert.Equal(204, (await _sandbox.Patch("products-uuid/" + uuid, $$$"""{"values":{"data_sheet":[{"locale":null,"scope":null,"data":"{{{code}}}"}]}}""")).Status);
        Answer unknown = await _sandbox.Patch("products-uuid/" + uuid, """{"values":{"data_sheet":[{"locale":null,"scope":null,"data":"a/b/c/d/x.txt"}]}}""");
        Assert.Equal("Property \"data_sheet\" expects a valid pathname as data, \"a/b/c/d/x.txt\" given. Check the expected format on the API documentation.", unknown.Message);
        Assert.Contains("The txt files cannot be a value of the attribute picture", (await _sandbox.Patch("products-uuid/" + uuid, $$$"""{"values":{"picture":[{"locale":null,"scope":null,"data":"{{{code}}}"}]}}""")).Body);
    }

    [Fact]
    public async Task A_user_who_only_reads_sends_no_files()
    {
        _sandbox.Options.ReadOnlyUser = true;
        Answer answer = await Upload(Form([1], "a.txt", ("product", Sheet)));
        Assert.Equal(403, answer.Status);
        Assert.Equal("Access forbidden. You are not allowed to create or update products.", answer.Message);
    }

    private async Task<long> Count() => (await _sandbox.Get("media-files?limit=1&with_count=true")).Json.GetProperty("items_count").GetInt64();

    private Task<Answer> Upload(HttpContent form) => _sandbox.Send(HttpMethod.Post, "media-files", change: request => request.Content = form);

    private async Task<(HttpResponseMessage Response, byte[] Content)> Download(string path, string accept)
    {
        using HttpClient client = new();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _sandbox.Sandbox.AppToken);
        client.DefaultRequestHeaders.Accept.ParseAdd(accept);
        HttpResponseMessage response = await client.GetAsync(_sandbox.Base + "/api/rest/v1/" + path);
        return (response, await response.Content.ReadAsByteArrayAsync());
    }

    internal static MultipartFormDataContent Form(byte[]? file, string name, params (string Name, string Json)[] fields)
    {
        MultipartFormDataContent form = [];
        foreach ((string field, string json) in fields)
        {
            form.Add(new StringContent(json), field);
        }

        if (file is not null)
        {
            // the name goes out in UTF-8, as browsers and curl send it
            ByteArrayContent part = Part(file);
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{name}\"");
            form.HeaderEncodingSelector = (_, _) => Encoding.UTF8;
            form.Add(part);
        }

        return form;
    }

    private static ByteArrayContent Part(byte[] bytes)
    {
        ByteArrayContent part = new(bytes);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return part;
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, System.Threading.CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer.Slice(0, Math.Min(7, buffer.Length)), cancellationToken);

        public override Task CopyToAsync(Stream destination, int bufferSize, System.Threading.CancellationToken cancellationToken) => CopyInPieces(destination, cancellationToken);

        private async Task CopyInPieces(Stream destination, System.Threading.CancellationToken cancellationToken)
        {
            byte[] piece = new byte[7];
            for (int read = Read(piece, 0, piece.Length); read > 0; read = Read(piece, 0, piece.Length))
            {
                await destination.WriteAsync(piece.AsMemory(0, read), cancellationToken);
                await destination.FlushAsync(cancellationToken);
            }
        }
    }
}
