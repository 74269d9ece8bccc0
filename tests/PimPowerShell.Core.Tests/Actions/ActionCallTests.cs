using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PimPowerShell.Core.Actions;
using PimPowerShell.Tests;
using Xunit;

namespace PimPowerShell.Core.Tests.Actions;

public sealed class ActionCallTests
{
    private const string Uuid = "ecfddba2-59bf-4d35-bd07-8ceeefde51fd";

    [Fact]
    public void The_documented_body_is_read()
    {
        ActionCall call = Parse($$"""
            {
              "data": { "productUuid": "{{Uuid}}" },
              "context": { "locale": "en_US", "channel": "ecommerce" },
              "user": { "uuid": "e05cc457-b8ac-43b1-baa7-c4c112091ad8", "username": "julia", "groups": [ "Manager", "All" ] },
              "timestamp": 1739948408
            }
            """);

        Assert.Equal("pim.product.header", call.Position);
        Assert.Equal([Uuid], call.ProductUuids);
        Assert.Empty(call.ProductModelCodes);
        Assert.Equal(("en_US", "ecommerce", "julia", "e05cc457-b8ac-43b1-baa7-c4c112091ad8"), (call.Locale, call.Channel, call.User, call.UserUuid));
        Assert.Equal(["Manager", "All"], call.Groups);
        Assert.Equal(1739948408, call.Timestamp.ToUnixTimeSeconds());
        Assert.Empty(call.Other);
    }

    [Theory]
    [InlineData("""{"productModelCode":"amor"}""", "pim.product-model.header", 0, 1)]
    [InlineData("""{"productUuids":["ecfddba2-59bf-4d35-bd07-8ceeefde51fd"],"productModelCodes":["amor","zeus"]}""", "pim.product-grid.action-bar", 1, 2)]
    [InlineData("""{"productUuids":[],"productModelCodes":[]}""", "pim.product-grid.action-bar", 0, 0)]
    [InlineData("""{"productUuids":{"0":"ecfddba2-59bf-4d35-bd07-8ceeefde51fd"}}""", "pim.product-grid.action-bar", 1, 0)]
    [InlineData("{}", "pim.product.index", 0, 0)]
    [InlineData("[]", "pim.product.index", 0, 0)]
    [InlineData("""{"recordCode":"x"}""", null, 0, 0)]
    public void The_fields_tell_the_position(string data, string? position, int products, int models)
    {
        ActionCall call = Parse($$"""{"data":{{data}},"timestamp":1}""");

        Assert.Equal((position, products, models), (call.Position, call.ProductUuids.Count, call.ProductModelCodes.Count));
    }

    [Theory]
    [InlineData("""["Manager","All"]""", false)]
    [InlineData("""[{"id":7,"name":"Manager"},{"id":11,"name":"All"}]""", true)]
    [InlineData("""{"7":"Manager","11":"All"}""", false)]
    public void Groups_are_read_in_each_shape(string groups, bool keepsMore)
    {
        ActionCall call = Parse($$"""{"data":{},"user":{"groups":{{groups}}},"timestamp":1}""");

        Assert.Equal(["Manager", "All"], call.Groups);
        Assert.Equal(keepsMore ? groups : null, call.Other.TryGetValue("user.groups", out string? kept) ? kept : null);
    }

    [Theory]
    [InlineData("""[1]""", true)]
    [InlineData("""[{"id":1}]""", true)]
    [InlineData("""[{"id":1,"name":null}]""", true)]
    [InlineData("""[{"id":1,"name":{"en_US":"A"}}]""", true)]
    [InlineData("""[["A"]]""", true)]
    [InlineData("""[{"code":"mgr"}]""", true)]
    [InlineData("""[null,"A"]""", true, "A")]
    [InlineData("""[{"id":1},"A",{"id":2,"name":"B"}]""", true, "A", "B")]
    [InlineData("""{"id":1}""", true)]
    [InlineData("""{"id":1,"name":null}""", true)]
    [InlineData("""{"code":"mgr"}""", true)]
    [InlineData("""{"id":1,"name":"A"}""", true, "A")]
    [InlineData("""{"7":"A","8":null}""", true, "A")]
    [InlineData("""7""", true)]
    [InlineData("\"A\"", false, "A")]
    [InlineData("""null""", false)]
    [InlineData("""[]""", false)]
    [InlineData("""{}""", false)]
    public void No_shape_of_the_groups_is_refused(string groups, bool keepsMore, params string[] names)
    {
        ActionCall call = Parse($$"""{"data":{"productUuid":"{{Uuid}}"},"user":{"username":"julia","groups":{{groups}}},"timestamp":1}""");

        Assert.Equal(names, call.Groups);
        Assert.Equal(keepsMore ? groups : null, call.Other.GetValueOrDefault("user.groups"));
        Assert.Equal(("julia", Uuid), (call.User, Assert.Single(call.ProductUuids)));
    }

    [Fact]
    public void Unknown_fields_are_kept()
    {
        ActionCall call = Parse("""{"data":{"extra":[1, 2]},"context":{"categories":["a"],"tree":"m"},"user":{"email":null},"timestamp":"2026-01-02T03:04:05Z","version":2}""");

        Assert.Equal(["a"], call.Categories);
        Assert.Equal(2026, call.Timestamp.Year);
        Assert.Equal(["context.tree=\"m\"", "data.extra=[1, 2]", "user.email=null", "version=2"], call.Other.Select(other => $"{other.Key}={other.Value}").OrderBy(text => text, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("nonsense", "no JSON")]
    [InlineData("""{"data":{},"timestamp":1""", "no JSON")]
    [InlineData("[]", "is a list")]
    [InlineData("""{"events":[{"action":"product.created"}]}""", "is no action: it has no data")]
    [InlineData("""{"data":{}}""", "is no action: it has no timestamp")]
    [InlineData("""{"data":"x","timestamp":1}""", "data is text in place of a table")]
    [InlineData("""{"data":{"productUuid":"forged-text"},"timestamp":1}""", "data holds a text that is no uuid")]
    [InlineData("""{"data":{"productUuid":"../families"},"timestamp":1}""", "is no uuid")]
    [InlineData("""{"data":{"productUuid":7},"timestamp":1}""", "data.productUuid holds a number")]
    [InlineData("""{"data":{"productModelCodes":["a",null]},"timestamp":1}""", "data.productModelCodes holds null")]
    [InlineData("""{"data":{"productModelCodes":[" "]},"timestamp":1}""", "a text that is not empty")]
    [InlineData("""{"data":{"productModelCode":"\ud800"},"timestamp":1}""", "no UTF-8")]
    [InlineData("""{"data":{},"context":7,"timestamp":1}""", "context is a number")]
    [InlineData("""{"data":{},"timestamp":"soon"}""", "timestamp is no number")]
    [InlineData("""{"data":{},"timestamp":-1}""", "timestamp is no number")]
    [InlineData("""{"data":{},"timestamp":1e99}""", "timestamp is no number")]
    public void What_is_wrong_is_said(string body, string message)
    {
        PimException error = Assert.Throws<PimException>(() => Parse(body));

        Assert.Equal((PimErrorKind.Input, "Body"), (error.Kind, error.Subject));
        Assert.Contains(message, error.Message);
        Assert.DoesNotContain("forged-text", error.Message);
    }

    [Fact]
    public void Many_groups_take_no_longer_than_their_number()
    {
        string groups = string.Join(",", Enumerable.Repeat("""{"name":"All"}""", 50_000));
        using var watch = new SteadyClock();

        Assert.Equal(50_000, Parse($$"""{"data":{},"user":{"groups":[{{groups}}]},"timestamp":1}""").Groups.Count);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"{watch.Elapsed}");
    }

    [Fact]
    public void Too_much_is_refused()
    {
        string Many(int count) => $$"""{"data":{"productUuids":[{{string.Join(",", Enumerable.Range(0, count).Select(_ => $"\"{Guid.NewGuid()}\""))}}],"productModelCodes":["m"]},"timestamp":1}""";

        Assert.Equal(499, Parse(Many(499)).ProductUuids.Count);
        Assert.Contains("501 products and product models, and 500 are the most", Assert.Throws<PimException>(() => Parse(Many(500))).Message);
        Assert.Contains("bytes, and 1048576 are the most", Assert.Throws<PimException>(() => Parse(new string(' ', 1024 * 1024 + 1))).Message);
        Assert.Contains("10 are the most", Assert.Throws<PimException>(() => ActionCall.Parse(Encoding.UTF8.GetBytes(Many(10)), new ActionLimits { MaximumItems = 10 })).Message);
        Assert.Contains("no JSON", Assert.Throws<PimException>(() => Parse(new string('[', 100_000))).Message);
    }

    [Fact]
    public void Changed_bodies_are_read_or_refused_and_never_fail_otherwise()
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"data":{"productUuids":["{{Uuid}}"],"productModelCodes":["é"]},"context":{"locale":"en_US","categories":["a"]},"user":{"username":"julia","groups":[{"id":7,"name":"All"}]},"timestamp":1739948408}""");
        var random = new Random(11);
        for (int i = 0; i < 2000; i++)
        {
            byte[] changed = (byte[])body.Clone();
            for (int n = random.Next(1, 4); n > 0; n--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            try
            {
                ActionCall call = ActionCall.Parse(changed);
                Assert.All(call.ProductUuids, uuid => Assert.True(Guid.TryParse(uuid, out _)));
            }
            catch (PimException e)
            {
                Assert.Equal(PimErrorKind.Input, e.Kind);
            }
        }
    }

    private static ActionCall Parse(string body) => ActionCall.Parse(Encoding.UTF8.GetBytes(body));
}
