using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>The structure that lines are held against is read once, and no more of it than is needed.</summary>
public sealed class LineCheckStructureTests
{
    private const string Line =
        """
        {"uuid":"00000000-0000-4000-8000-000000000001","family":"shoes","categories":["master"],"values":{
          "name":[{"locale":"en_US","scope":null,"data":"x"}],"color":[{"locale":null,"scope":null,"data":"none"}],"unheard_of":[],
          "weight":[{"locale":null,"scope":null,"data":{"amount":1,"unit":"GRAM"}}],"price":[{"locale":null,"scope":null,"data":[{"amount":1,"currency":"EUR"}]}]}}
        """;

    [Fact]
    public async Task Many_lines_at_once_ask_as_much_as_one()
    {
        using var pim = new CheckedPim(new() { ProductCount = 5 });
        using var other = new CheckedPim(new() { ProductCount = 5 });

        await pim.Check(Line);
        IReadOnlyList<PimFieldError>[] found = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => other.Check(Line))));

        Assert.All(found, errors => Assert.Equal(["color", "unheard_of"], errors.Select(error => error.Attribute).Order()));
        Assert.Equal(pim.Pim.Counters.ApiRequests, other.Pim.Counters.ApiRequests);
    }

    [Fact]
    public async Task What_is_known_is_not_asked_for_again()
    {
        using var pim = new CheckedPim(new() { ProductCount = 5 });
        await pim.Check(Line);
        long before = pim.Pim.Counters.Requests;

        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(2, (await pim.Check(Line)).Count);
        }

        Assert.Equal(before, pim.Pim.Counters.Requests);
    }

    [Fact]
    public async Task A_line_without_values_asks_for_nothing_of_theirs()
    {
        using var pim = new CheckedPim(new() { ProductCount = 5 });

        Assert.Empty(await pim.Check(pim.NewProduct("\"enabled\":true")));

        Assert.Equal(0, pim.Pim.Counters.ApiRequests);
    }

    [Fact]
    public async Task What_the_session_writes_is_read_again()
    {
        using var pim = new CheckedPim(new() { ProductCount = 5 });
        await pim.AssertRefused(pim.WithValue("color", "\"pink\""), "color", "'pink' is no option");
        await pim.AssertRefused(pim.WithValue("hat_size", "\"57\""), "hat_size", "does not exist");
        await pim.AssertRefused(pim.NewProduct("\"family\":\"hats\""), "family", "there is no family");
        await pim.AssertRefused(pim.NewProduct("\"categories\":[\"hats\"]"), "categories", "there is no category");
        await pim.AssertRefused(pim.WithValue("name", "\"x\"", "it_IT"), "name", "is no active locale");

        await pim.Write("AttributeOption", """{"code":"pink"}""", ("attribute", "color"));
        await pim.Write("Attribute", """{"code":"hat_size","type":"pim_catalog_text","group":"other"}""");
        await pim.Write("Family", """{"code":"hats","attributes":["sku","hat_size"]}""");
        await pim.Write("Category", """{"code":"hats","parent":"master"}""");
        await pim.Write("Channel", """{"code":"shop_it","currencies":["EUR"],"locales":["it_IT"],"category_tree":"master"}""");

        await pim.AssertTaken(pim.WithValue("color", "\"pink\""));
        await pim.AssertTaken(pim.WithValue("hat_size", "\"57\""));
        await pim.AssertTaken(pim.NewProduct("\"family\":\"hats\",\"categories\":[\"hats\"]"));
        await pim.AssertTaken(pim.WithValue("name", "\"x\"", "it_IT"));
    }

    [Fact]
    public async Task Nothing_is_refused_by_what_was_so_before_the_run()
    {
        using var pim = new CheckedPim(new() { ProductCount = 5 });
        using CheckedPim elsewhere = pim.Beside();
        string[] lines =
        [
            pim.WithValue("color", "\"pink\""), pim.WithValue("hat_size", "\"57\""), pim.NewProduct("\"family\":\"hats\""), pim.NewProduct("\"categories\":[\"hats\"]"),
            pim.WithValue("name", "\"x\"", "it_IT"), pim.WithValue("weight", "{\"amount\":1,\"unit\":\"PEBBLE\"}"),
            pim.NewProduct("\"associations\":{\"HATS\":{\"products\":[\"x\"]}}"),
        ];
        foreach (string line in lines)
        {
            Assert.Single(await pim.Check(line));
        }

        await elsewhere.Write("AttributeOption", """{"code":"pink"}""", ("attribute", "color"));
        await elsewhere.Write("Attribute", """{"code":"hat_size","type":"pim_catalog_text","group":"other"}""");
        await elsewhere.Write("Family", """{"code":"hats","attributes":["sku","hat_size"]}""");
        await elsewhere.Write("Category", """{"code":"hats","parent":"master"}""");
        await elsewhere.Write("Channel", """{"code":"shop_it","currencies":["EUR"],"locales":["it_IT"],"category_tree":"master"}""");
        await elsewhere.Write("AssociationType", """{"code":"HATS"}""");
        var run = new CallContext { Began = Stopwatch.GetTimestamp() };

        foreach (string line in lines.Where((_, place) => place != 5))
        {
            Assert.Equal("", PimFieldError.Describe("", await pim.Check(line, context: run)));
        }

        // what is still wrong is asked for once a run, not with each line
        Assert.Single(await pim.Check(lines[5], context: run));
        long before = pim.Pim.Counters.ApiRequests;
        Assert.Single(await pim.Check(lines[5], context: run));
        Assert.Equal(before, pim.Pim.Counters.ApiRequests);
    }

    [Fact]
    public async Task Of_many_options_those_beyond_are_asked_for_by_code()
    {
        using var pim = new CheckedPim(new() { ProductCount = 5 });
        var owners = new Dictionary<string, string> { ["attribute"] = "material" };
        await pim.SendAll(Enumerable.Range(0, 150).Select(i => $$"""{"code":"m{{i:d3}}"}"""), pim.Pim.Resource("AttributeOption"), owners: owners);
        var options = new AkeneoCodes(pim.Provider, new PimQuery(pim.Pim.Resource("AttributeOption")) { PathValues = owners }, 100);

        Assert.Null(options.Has("m149"));
        await options.LearnAsync(["m001", "m149", "m999", "no/code"], pim.Pim.Context);
        long before = pim.Pim.Counters.ApiRequests;
        await options.LearnAsync(["m001", "m149", "m999", "no/code"], pim.Pim.Context);

        Assert.Equal(before, pim.Pim.Counters.ApiRequests);
        Assert.Equal([true, true, false, false], new[] { "m001", "M149", "m999", "no/code" }.Select(code => options.Has(code)));
        Assert.Null(options.Has("m148"));
        Assert.Null(options.Names);
    }

    [Fact]
    public async Task Of_many_categories_those_beyond_are_asked_for_together()
    {
        using var pim = new CheckedPim(new() { ProductCount = 5 });
        List<string> codes = [.. (await pim.Pim.All(new PimQuery(pim.Pim.Resource("Category")))).Select(category => category.GetProperty("code").GetString()!)];
        var categories = new AkeneoCodes(pim.Provider, new PimQuery(pim.Pim.Resource("Category")), 100);
        Assert.True(codes.Count > 250);
        await categories.LearnAsync([codes[0]], pim.Pim.Context);
        long before = pim.Pim.Counters.ApiRequests;

        await categories.LearnAsync([.. codes.Skip(codes.Count - 50), "nowhere"], pim.Pim.Context);

        Assert.Equal(before + 1, pim.Pim.Counters.ApiRequests);
        Assert.All(codes.Skip(codes.Count - 50), code => Assert.True(categories.Has(code)));
        Assert.False(categories.Has("nowhere"));
    }

    [Fact]
    public async Task What_a_login_may_not_read_is_not_checked_and_said_once()
    {
        using var server = new ScriptedServer(_ => ScriptedAnswer.Json("""{"code":403,"message":"Access forbidden."}""", 403));
        using AkeneoProvider provider = Make.App(server.Url);
        var notes = new ConcurrentQueue<PimNote>();
        var context = new CallContext(Notes: notes.Enqueue);

        for (int i = 0; i < 3; i++)
        {
            Assert.Empty(await provider.CheckAsync(AkeneoResources.ProductByUuid, CheckedPim.Nothing, Make.Utf8(Line), context));
        }

        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(3, notes.Count);
        Assert.All(notes, note => Assert.Contains("Access forbidden.", note.Text));
        Assert.Single(notes, note => note.Text.StartsWith("The attributes cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_is_no_verdict_and_not_remembered()
    {
        bool isDown = true;
        using var pim = new TestPim(new() { ProductCount = 5 });
        using var server = new ScriptedServer(_ => isDown ? new ScriptedAnswer(500) : ScriptedAnswer.Json("""{"_embedded":{"items":[]}}"""));
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(retries: 0));
        byte[] line = Make.Utf8("""{"uuid":"00000000-0000-4000-8000-000000000001","family":"shoes"}""");

        PimException e = await Assert.ThrowsAsync<PimException>(() => provider.CheckAsync(AkeneoResources.ProductByUuid, CheckedPim.Nothing, line, pim.Context));
        Assert.Equal(PimErrorKind.ServerFault, e.Kind);
        isDown = false;

        Assert.Equal("there is no family 'shoes'", Assert.Single(await provider.CheckAsync(AkeneoResources.ProductByUuid, CheckedPim.Nothing, line, pim.Context)).Message);
    }

    [Fact]
    public async Task Who_gives_up_does_not_end_it_for_the_others()
    {
        using var pim = new CheckedPim(new() { ProductCount = 5, LatencyMilliseconds = 200 });
        using var stop = new CancellationTokenSource();
        string line = pim.NewProduct("\"family\":\"shoes\"");
        Task<IReadOnlyList<PimFieldError>> given = pim.Provider.CheckAsync(AkeneoResources.ProductByUuid, CheckedPim.Nothing, Make.Utf8(line), new CallContext(stop.Token));
        Task<IReadOnlyList<PimFieldError>> kept = pim.Check(line);

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.Empty(await kept);
    }
}
