using System;
using System.Management.Automation;
using System.Text.Json;

namespace PimPowerShell.Output;

/// <summary>Reads items that are no part of a page.</summary>
internal static class ItemConverters
{
    /// <summary>The object of one item's JSON.</summary>
    public static PSObject Read(this IItemConverter converter, ReadOnlyMemory<byte> item)
    {
        var reader = new Utf8JsonReader(item.Span);
        reader.Read();
        return converter.Read(ref reader, item);
    }
}
