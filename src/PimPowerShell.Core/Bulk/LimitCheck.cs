using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Bulk;

/// <summary>
/// Looks over the lines of a chunk for what the catalog declares out of range. What has to be known for that, and cannot be
/// read, leaves the lines to the server.
/// </summary>
internal sealed class LimitCheck(IPimProvider provider, BulkSettings settings, CallContext context)
{
    private readonly Hindrances _hindrances = new(context);

    /// <summary>Settles those that say something beyond its limits, and marks those that have to be held against their items.</summary>
    public async Task CheckAsync(BulkPlace place, IReadOnlyList<Sending> items)
    {
        PimResource resource = place.Resource;
        if (_hindrances.AreFinal(resource))
        {
            return;
        }

        try
        {
            IReadOnlyList<LineSigns> signs = await provider.ScanAsync(
                resource, place.PathValues ?? settings.PathValues, [.. items.Select(static sending => sending.Line)], settings.Validate, context).ConfigureAwait(false);
            _hindrances.Clear(resource);
            for (int i = 0; i < signs.Count; i++)
            {
                items[i].Signs = signs[i];
                items[i].Check(signs[i].Faults);
            }
        }
        catch (PimException e)
        {
            _hindrances.Note(resource, "attributes", e);
        }
    }
}
