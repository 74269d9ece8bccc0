using System;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>What a sandbox cannot be started with, and what it tells.</summary>
public sealed class PimsOptionTests
{
    [Fact]
    public void Unknown_fields_are_refused_with_the_known_ones()
    {
        PimSandboxOptions options = new() { PimsFieldNames = { ["PageSise"] = "limit" } };
        ArgumentException refused = Assert.Throws<ArgumentException>(() => PimSandbox.Start(options));
        Assert.Equal(
            "\"PageSise\" is no field of PimsFieldNames: SkuList, PageSize, PageNumber, OrderAttribute, OrderDirection, Search, IncludeDeleted, IncludeVariants, IncludeChildren, HistoryUser.",
            refused.Message);
    }

    [Fact]
    public void Fields_without_a_name_are_refused()
    {
        PimSandboxOptions options = new() { PimsFieldNames = { ["PageSize"] = "" } };
        Assert.Equal("PimsFieldNames: \"PageSize\" has no name.", Assert.Throws<ArgumentException>(options.Validate).Message);
    }

    [Fact]
    public async Task Counters_can_be_written_as_json()
    {
        using PimsTestSandbox sandbox = new();
        (await sandbox.Get("pim/status")).Ok();
        JsonElement json = JsonDocument.Parse(JsonSerializer.Serialize(sandbox.Counters)).RootElement;
        Assert.Equal(1, json.GetProperty("Statuses").GetProperty("200").GetInt32());
    }
}
