using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>Folders that have an export already, in whatever state, and where its files lie in them.</summary>
public sealed class ExportFolderTests : IDisposable
{
    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 1 });
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose()
    {
        _pim.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_replacement_that_ended_before_it_took_the_manifest_away_is_gone_on_with()
    {
        await Run();
        DateTimeOffset old = CatalogManifest.Find(_folder)!.Time;
        DateTimeOffset begun;
        using (ExportJournal journal = ExportJournal.Open(_folder))
        {
            journal.Start(_folder, _pim.Provider.Root, "Channel", isAnew: true);
            begun = journal.Time;
        }

        await Run();

        Assert.NotEqual(old, begun);
        Assert.Equal(begun, CatalogManifest.Find(_folder)!.Time);
        Assert.False(File.Exists(Path.Combine(_folder, ExportJournal.FileName)));
    }

    [Fact]
    public async Task A_journal_is_not_taken_away_from_a_run_that_waits_for_it()
    {
        string path = Path.Combine(_folder, ExportJournal.FileName);
        for (int i = 0; i < 300; i++)
        {
            ExportJournal first = ExportJournal.Open(_folder);
            Task<ExportJournal> waiting = Task.Run(Wait);
            first.Leave();
            ExportJournal second = await waiting;

            Assert.True(File.Exists(path));
            Assert.Throws<PimException>(() => ExportJournal.Open(_folder));
            second.Leave();
            Assert.False(File.Exists(path));
        }

        ExportJournal Wait()
        {
            while (true)
            {
                try
                {
                    return ExportJournal.Open(_folder);
                }
                catch (PimException)
                {
                    // the first has it
                }
            }
        }
    }

    [Fact]
    public async Task An_export_that_ended_before_it_took_its_journal_away_is_whole()
    {
        await Run();
        CatalogManifest manifest = CatalogManifest.Find(_folder)!;
        using (ExportJournal journal = ExportJournal.Open(_folder))
        {
            journal.Start(_folder, _pim.Provider.Root, "Channel", isAnew: true);
            (manifest with { Time = journal.Time }).Write(_folder);
        }

        long before = _pim.Counters.ApiRequests;
        await Run();

        Assert.Equal(before, _pim.Counters.ApiRequests);
        Assert.False(File.Exists(Path.Combine(_folder, ExportJournal.FileName)));
    }

    [Fact]
    public async Task What_is_in_a_folder_is_looked_at_by_the_one_who_has_it_alone()
    {
        await Run();
        using (ExportJournal.Open(_folder))
        {
            PimException busy = await Assert.ThrowsAsync<PimException>(Run);
            Assert.Contains("another export", busy.Message, StringComparison.Ordinal);
        }

        PimException finished = await Assert.ThrowsAsync<PimException>(Run);
        Assert.Contains("finished", finished.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, ExportJournal.FileName)));
    }

    [Fact]
    public async Task An_export_is_not_gone_on_with_by_another_key()
    {
        using (ExportJournal journal = ExportJournal.Open(_folder))
        {
            journal.Start(_folder, _pim.Provider.Root, "Product by uuid", isAnew: true);
        }

        PimException other = await Assert.ThrowsAsync<PimException>(() => Run([AkeneoResources.ProductByIdentifier]));

        Assert.Contains("begun with Product by uuid, not with Product by identifier", other.Message, StringComparison.Ordinal);
        await Run([AkeneoResources.ProductByUuid]);
        Assert.NotNull(CatalogManifest.Find(_folder));
    }

    [Theory]
    [InlineData("a:b.png", "a_b.png")]
    [InlineData("x/cap.", "x/cap")]
    [InlineData("x/../cap", "x/_/cap")]
    [InlineData("what?.png", "what*.png")]
    public void Codes_that_differ_have_paths_that_differ(string one, string other)
    {
        string path = MediaExport.PathOf(new MediaKey(MediaKind.Product, one));
        Assert.NotEqual(path, MediaExport.PathOf(new MediaKey(MediaKind.Product, other)));
        Assert.DoesNotContain("..", path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_that_can_be_a_path_is_one() =>
        Assert.Equal("media/Category/a/b/0123_cap.png", MediaExport.PathOf(new MediaKey(MediaKind.Category, "a/b/0123_cap.png")));

    [Fact]
    public async Task What_lies_in_something_that_was_deleted_meanwhile_does_not_hide_the_rest()
    {
        using var server = new ScriptedServer(request =>
            request.Target.Contains("/reference-entities/gone/", StringComparison.Ordinal) ? ScriptedAnswer.Json("""{"code":404,"message":"Reference entity \"gone\" does not exist."}""", 404)
            : request.Target.Contains("/reference-entities/there/", StringComparison.Ordinal) ? ScriptedAnswer.Json("""[{"code":"color","type":"single_option"}]""")
            : ScriptedAnswer.Json("""{"_links":{},"_embedded":{"items":[{"code":"gone"},{"code":"there"}]}}"""));
        using AkeneoProvider provider = Make.App(server.Url);
        PimResource options = provider.Resources.First(static resource => resource.Noun == "ReferenceEntityAttributeOption");

        IReadOnlyList<IReadOnlyDictionary<string, string>> found = await new CatalogOwners(provider, new CallContext()).OfAsync(options);

        Assert.Equal(new Dictionary<string, string> { ["reference_entity"] = "there", ["attribute"] = "color" }, Assert.Single(found));
    }

    private Task Run() => Run(CatalogPlan.Of(_pim.Provider, ["Channel"], []));

    private async Task Run(IReadOnlyList<PimResource> resources)
    {
        using var export = new CatalogExport(_pim.Provider, new CatalogExportSettings
        {
            Folder = _folder,
            Resources = resources,
        }, new CallContext(CancellationToken.None));
        await export.RunAsync();
    }
}
