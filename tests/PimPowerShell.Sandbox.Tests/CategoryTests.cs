using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class CategoryTests : IDisposable
{
    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task The_list_is_depth_first()
    {
        List<JsonElement> all = await _sandbox.All("categories?limit=100");
        HashSet<string?> seen = [null];
        Dictionary<string, int> depth = [];
        foreach (JsonElement category in all)
        {
            string? parent = category.GetProperty("parent").GetString();
            Assert.Contains(parent, seen);
            seen.Add(category.GetProperty("code").GetString());
            depth[category.GetProperty("code").GetString()!] = parent is null ? 1 : depth[parent] + 1;
        }

        Assert.InRange(all.Count, 300, 600);
        Assert.True(depth.Values.Max() >= 4);
        Assert.Equal(["master", "print_catalog", "suppliers"], all.Where(category => category.GetProperty("parent").ValueKind == JsonValueKind.Null).Select(category => category.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_category_has_the_servers_shape()
    {
        Assert.Equal("""{"code":"home","parent":"master","updated":"2024-03-05T09:30:00+00:00","labels":{"en_US":"Home"}}""", (await _sandbox.Get("categories/HOME")).Body);
        Assert.Contains("\"updated\":\"2024-03-05T09:30:00+00:00\",\"position\":4,\"labels\"", (await _sandbox.Get("categories/home?with_position=true")).Body);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_root_that_is_sent_back_as_it_was_told_stays_as_it_is(bool isSaas)
    {
        using TestSandbox saas = SaasSandbox.Create();
        TestSandbox sandbox = isSaas ? saas : _sandbox;
        string before = (await sandbox.Get("categories/master")).Body;
        Assert.Equal(204, (await sandbox.Send(HttpMethod.Patch, "categories/master", before)).Status);
        Assert.Equal(before, (await sandbox.Get("categories/master")).Body);
        Assert.Equal(204, (await sandbox.Send(HttpMethod.Patch, "categories/master", """{"labels":{"en_US":"Tree"}}""")).Status);
        Assert.NotEqual(before, (await sandbox.Get("categories/master")).Body);
    }

    [Fact]
    public async Task A_parent_gives_its_whole_subtree()
    {
        Answer answer = await _sandbox.Search("categories", """{"parent":[{"operator":"=","value":"home_basic"}]}""");
        Assert.Equal(12, answer.Codes.Length);
        Assert.Equal("home_basic_indoor", answer.Codes[0]);
        Assert.Equal("home_basic_indoor_archive", answer.Codes[1]);
        Assert.DoesNotContain("home_basic", answer.Codes);
        Answer roots = await _sandbox.Search("categories", """{"is_root":[{"operator":"=","value":true}],"code":[{"operator":"IN","value":["master","home"]}]}""");
        Assert.Equal(["master"], roots.Codes);
    }

    [Theory]
    [InlineData("""{"label":[{"operator":"=","value":"x"}]}""", "Available search filters are \"code, parent, is_root, updated\" and you tried to search on unavailable filter \"label\"")]
    [InlineData("""{"code":[{"operator":"=","value":"x"}]}""", "In order to search on category codes you must use \"IN\" operator, \"=\" given.")]
    [InlineData("""{"parent":[{"operator":"IN","value":["x"]}]}""", "In order to search on category parent you must use \"=\" operator, \"IN\" given.")]
    [InlineData("""{"is_root":[{"operator":"!=","value":true}]}""", "In order to search on category is_root you must use \"=\" operator, \"!=\" given.")]
    [InlineData("""{"updated":[{"operator":"<","value":"2024-01-01T00:00:00Z"}]}""", "Searching on the \"updated\" property require the \">\" (greater than) operator, \"<\" given.")]
    [InlineData("""{"updated":[{"operator":">","value":"2024-01-01"}]}""", "This value is not in a valid ISO 8601 standard datetime format.")]
    [InlineData("""{"parent":[{"operator":"=","value":"X"}]}""", "Parent code X does not exist.")]
    public async Task Bad_filters_are_refused(string search, string message)
    {
        Answer answer = await _sandbox.Search("categories", search);
        Assert.Equal(400, answer.Status);
        Assert.Equal(message, answer.Message);
    }

    [Fact]
    public async Task New_and_moved_categories_come_last()
    {
        await _sandbox.Batch("categories", """{"code":"z_new","parent":"home_basic"}""", """{"code":"home_basic_indoor","parent":"home_basic"}""", """{"code":"home_basic_travel","parent":"z_new"}""");
        string[] below = (await _sandbox.Search("categories", """{"parent":[{"operator":"=","value":"home_basic"}]}""")).Codes;
        Assert.Equal(13, below.Length);
        Assert.Equal("home_basic_indoor", below[0]);
        Assert.Equal(["z_new", "home_basic_travel", "home_basic_travel_archive"], below.Skip(8).Take(3));
        string now = DateTime.UtcNow.AddMinutes(-2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        Answer changed = await _sandbox.Search("categories", $$"""{"updated":[{"operator":">","value":"{{now}}"}]}""");
        Assert.Equal(["z_new", "home_basic_travel"], changed.Codes);
    }

    [Fact]
    public async Task A_category_cannot_be_below_itself()
    {
        Answer answer = await _sandbox.Patch("categories/home", """{"parent":"home_basic_indoor"}""");
        Assert.Equal(422, answer.Status);
        Assert.Contains("\"property\":\"parent\"", answer.Body);
    }
}
