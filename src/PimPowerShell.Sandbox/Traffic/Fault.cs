namespace PimPowerShell.Sandbox.Traffic;

/// <summary>What goes wrong with a call.</summary>
internal enum Fault
{
    None,
    ResetBeforeActing,
    FailBeforeActing,
    TokenDies,
    FailAfterActing,
    ResetAfterActing,
    HalfBody,
}
