using System.Collections.Generic;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Bulk;

/// <summary>What one run of the cmdlet holds. A class of its own, so that no exported type has a field of a dependency's type.</summary>
internal sealed class UpsertRun(BulkInputs inputs, BulkWriter writer, BulkOutput output)
{
    public BulkInputs Inputs { get; } = inputs;

    public BulkWriter Writer { get; } = writer;

    public BulkOutput Output { get; } = output;

    public long Count { get; set; }

    /// <summary>Results that nobody has taken.</summary>
    public IEnumerable<BulkResult> Rest()
    {
        while (Writer.TryTake(out BulkResult result))
        {
            yield return result;
        }
    }
}
