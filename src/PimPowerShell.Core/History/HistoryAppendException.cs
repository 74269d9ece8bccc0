using System;
using System.IO;

namespace PimPowerShell.Core.History;

/// <summary>Some entries could not be kept.</summary>
/// <param name="kept">How many of the first are.</param>
/// <param name="reason">What stood in the way.</param>
internal sealed class HistoryAppendException(int kept, Exception reason) : IOException(reason.Message, reason)
{
    /// <summary>How many of the first are kept.</summary>
    public int Kept => kept;
}
