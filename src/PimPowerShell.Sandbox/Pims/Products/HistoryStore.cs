using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Pims.Generation;
using PimPowerShell.Sandbox.Pims.Schema;
using PimPowerShell.Sandbox.Traffic;

namespace PimPowerShell.Sandbox.Pims.Products;

/// <summary>What happened to the products, oldest first: generated entries, and behind them those of real writes.</summary>
internal sealed class HistoryStore(GeneratedHistory generated)
{
    private readonly ConcurrentDictionary<int, HistoryEntry[]> _written = new();

    public IReadOnlyList<HistoryEntry> Of(PimsProduct product, AttributeTable attributes) =>
        [.. generated.Of(product.Row, attributes), .. _written.TryGetValue(product.Row, out HistoryEntry[]? entries) ? entries : []];

    /// <summary>Adds an entry; the store's gate must be held.</summary>
    public void Add(int row, string user, IReadOnlyDictionary<string, object?> before, IReadOnlyDictionary<string, object?> after)
    {
        HistoryEntry entry = new(user, ServerClock.Now.ToUnixTimeSeconds(), before, after);
        _written.AddOrUpdate(row, [entry], (_, entries) => [.. entries, entry]);
    }
}
