namespace PimPowerShell.Sandbox.Traffic;

/// <summary>Decides what goes wrong with the n-th API call.</summary>
internal static class FaultPlan
{
    public static Fault For(long call, PimSandboxOptions options)
    {
        if (options.DownAfter > 0 && call > options.DownAfter)
        {
            return Fault.ResetBeforeActing;
        }

        return Falls(call, options.ResetEvery) ? Fault.ResetBeforeActing
            : Falls(call, options.FailEvery) ? Fault.FailBeforeActing
            : Falls(call, options.TokenDiesEvery) ? Fault.TokenDies
            : Falls(call, options.FailAfterActingEvery) ? Fault.FailAfterActing
            : Falls(call, options.ResetAfterActingEvery) ? Fault.ResetAfterActing
            : Falls(call, options.HalfBodyEvery) ? Fault.HalfBody
            : Fault.None;
    }

    private static bool Falls(long call, int every) => every > 0 && call % every == 0;
}
