using System;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>A server whose clock is wrong.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData(86_400)]
    [InlineData(-7200)]
    public async Task Times_dates_and_filters_go_by_the_server_s_clock(int skew)
    {
        using TestSandbox sandbox = new(new PimSandboxOptions { ProductCount = 20, ClockSkewSec = skew });
        using TestSandbox right = new(new PimSandboxOptions { ProductCount = 20 });
        string uuid = await sandbox.Simple("cameras");
        DateTimeOffset now = DateTimeOffset.UtcNow.AddSeconds(skew);
        await sandbox.Patch("products-uuid/" + uuid, """{"enabled":false}""");
        await sandbox.Patch("products-uuid/" + uuid, """{"enabled":true}""");

        Answer read = await sandbox.Get("products-uuid/" + uuid);

        Assert.InRange(read.Headers.Date!.Value, now.AddSeconds(-2), now.AddSeconds(10));
        Assert.InRange(read.Json.GetProperty("updated").GetDateTimeOffset(), now.AddSeconds(-2), now.AddSeconds(10));
        Assert.Equal([uuid], await sandbox.Uuids(9, """{"updated":[{"operator":"SINCE LAST N DAYS","value":1}]}"""));
        Assert.InRange((await right.Get("products-uuid?limit=1")).Headers.Date!.Value, DateTimeOffset.UtcNow.AddSeconds(-10), DateTimeOffset.UtcNow.AddSeconds(2));
    }
}
