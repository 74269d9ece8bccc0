using System;

namespace PimPowerShell.Core.Actions;

/// <summary>A call that is not taken. The caller learns the status alone; the reason is for the listener's own log.</summary>
internal sealed class ActionRefusal(int status, string reason) : Exception(reason)
{
    public int Status => status;
}
