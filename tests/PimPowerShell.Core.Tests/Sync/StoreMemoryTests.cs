using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>What a state costs while it is open. Alone, as others would be counted too.</summary>
[CollectionDefinition(nameof(StoreMemoryTests), DisableParallelization = true)]
[Collection(nameof(StoreMemoryTests))]
public sealed class StoreMemoryTests
{
    [Fact]
    public void An_item_costs_about_a_hundred_bytes_of_memory()
    {
        const int Count = 200_000;
        using var folder = new StateFolder();
        using ItemStore store = ItemStore.Open(folder.Path, new StoreHead("https://pim/", "Product by uuid", ""));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Count; i += 1000)
        {
            store.Append([.. Enumerable.Range(i, 1000).Select(number => new KeyValuePair<string, ReadOnlyMemory<byte>>($"00000000-0000-4000-8000-{number:x12}", Make.Utf8("{}")))]);
        }

        Assert.InRange((GC.GetTotalMemory(forceFullCollection: true) - before) / Count, 30, 120);
        Assert.Equal(Count, store.Count);
    }
}
