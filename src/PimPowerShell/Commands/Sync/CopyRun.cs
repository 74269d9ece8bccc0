using System.Collections.Generic;
using PimPowerShell.Core;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Sync;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Sync;

/// <summary>What one run of the cmdlet holds. A class of its own, so that no exported type has a field of a dependency's type.</summary>
internal sealed class CopyRun(ProductMapper mapper, BulkWriter writer, BulkOutput output)
{
    public ProductMapper Mapper { get; } = mapper;

    public BulkWriter Writer { get; } = writer;

    public BulkOutput Output { get; } = output;

    public IPimProvider? Source { get; set; }

    public long Count { get; set; }

    /// <summary>What of a product was left out, by its place.</summary>
    public Dictionary<long, IReadOnlyList<PimFieldError>> LeftOut { get; } = [];
}
