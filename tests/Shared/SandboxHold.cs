using System.Threading.Tasks;
using PimPowerShell.Sandbox;

namespace PimPowerShell.Tests;

/// <summary>Lets calls meet, however long each takes to arrive.</summary>
internal static class SandboxHold
{
    /// <summary>Answers no API call before so many of them are in flight, and then a while longer: one more would be seen.</summary>
    public static void HoldUntil(this PimSandbox sandbox, int inFlight) => sandbox.Options.Hold = ReachAsync(sandbox.Counters, inFlight);

    private static async Task ReachAsync(PimSandboxCounters counters, int inFlight)
    {
        // an end for a test that would hang
        for (int look = 0; look < 1000 && counters.InFlight < inFlight; look++)
        {
            await Task.Delay(10);
        }

        await Task.Delay(50);
    }
}
