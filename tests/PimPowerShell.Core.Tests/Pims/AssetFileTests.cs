using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Pims;

public sealed class AssetFileTests
{
    [Fact]
    public async Task A_file_goes_and_comes_back_and_is_replaced()
    {
        using TestPims pims = await TestPims.StartAsync();
        WriteOutcome made = await pims.Provider.UploadAsync(File("front view #1.png", "first"), pims.Context);
        Assert.Equal(201, made.StatusCode);
        Assert.Equal("first", await ReadAsync(pims.Provider, made.Key!, pims.Context));
        Assert.Equal("front view #1.png", (await pims.OneAsync(PimsResources.Asset, made.Key!)).GetProperty("filename").GetString());

        WriteOutcome replaced = await pims.Provider.UploadAsync(File("front.png", "second") with { Code = made.Key }, pims.Context);
        Assert.Equal((204, made.Key), (replaced.StatusCode, replaced.Key));
        Assert.Equal("second", await ReadAsync(pims.Provider, made.Key!, pims.Context));
    }

    [Fact]
    public async Task After_a_reset_the_same_code_gets_the_file()
    {
        using var server = new ScriptedServer(request => request.Number switch
        {
            1 => ScriptedAnswer.Json("""{"status":"OK","asset_code":"A1"}"""),
            2 => ScriptedAnswer.Reset,
            _ => ScriptedAnswer.Json("""{"status":"OK"}"""),
        });
        using var provider = new PimsProvider(server.Url, Make.Secret("key"), Make.Settings());

        Assert.Equal("A1", (await provider.UploadAsync(File("a.png", "whole"), new CallContext())).Key);

        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(("/api/a/A1/a.png", "whole"), (server.Requests[2].Target, server.Requests[2].Body));
    }

    [Fact]
    public async Task A_cut_off_file_is_read_again_from_its_start()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(200) { Body = Make.Utf8("who"), DeclaredLength = 5 }, ScriptedAnswer.Json("whole"));
        using var provider = new PimsProvider(server.Url, Make.Secret("key"), Make.Settings());
        Assert.Equal("whole", await ReadAsync(provider, "A1", new CallContext()));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task What_is_not_there_and_what_is_refused_is_said()
    {
        using TestPims pims = await TestPims.StartAsync();
        PimException e = await Assert.ThrowsAsync<PimException>(() => ReadAsync(pims.Provider, "0000", pims.Context));
        Assert.Equal((PimErrorKind.NotFound, "0000"), (e.Kind, e.Subject));
        e = await Assert.ThrowsAsync<PimException>(() => pims.Provider.UploadAsync(File("a.png", "x") with { Code = "0000" }, pims.Context));
        Assert.Equal("Asset does not exist!", e.ServerMessage);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_code_never_leads_out_of_the_place_of_files(string code)
    {
        using TestPims pims = await TestPims.StartAsync();
        Assert.Equal(PimErrorKind.NotFound, (await pims.RefusedAsync(() => ReadAsync(pims.Provider, code, pims.Context))).Kind);
        Assert.Equal(PimErrorKind.NotFound, (await pims.RefusedAsync(() => pims.Provider.UploadAsync(File("a.png", "x") with { Code = code }, pims.Context))).Kind);
    }

    [Fact]
    public async Task Without_pim_editor_nothing_is_sent()
    {
        using TestPims pims = await TestPims.StartAsync();
        PimsProvider reader = await pims.ConnectWithAsync(PimsPermissions.User);
        PimException e = await pims.RefusedAsync(() => reader.UploadAsync(File("a.png", "x"), pims.Context));
        Assert.Equal((PimErrorKind.Forbidden, PimsPermissions.Editor), (e.Kind, e.Subject));
    }

    private static MediaUpload File(string name, string text)
    {
        byte[] bytes = Make.Utf8(text);
        return new MediaUpload(name, "image/png", bytes.Length, () => new MemoryStream(bytes));
    }

    private static async Task<string> ReadAsync(IPimProvider provider, string code, CallContext context)
    {
        var target = new MemoryStream();
        await provider.DownloadAsync(new MediaKey(MediaKind.Asset, code), Save, context);
        return Make.Text(target.ToArray());

        Task Save(Stream stream, CancellationToken cancellation)
        {
            target.SetLength(0);
            return stream.CopyToAsync(target, cancellation);
        }
    }
}
