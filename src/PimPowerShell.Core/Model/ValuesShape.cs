using System;
using System.Collections.Generic;
using System.Text;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model;

/// <summary>An item that is one map of attributes.</summary>
/// <param name="Path">The members that lead to the map.</param>
/// <param name="Fields">The attributes that are first-level properties too, by the names of these.</param>
public sealed record ValuesShape(IReadOnlyList<string> Path, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The map of an item, as JSON; empty where it has none.</summary>
    internal ReadOnlyMemory<byte> ValuesOf(ReadOnlyMemory<byte> item)
    {
        foreach (string step in Path)
        {
            item = item.IsEmpty || item.Span[0] != (byte)'{' ? default : JsonCursor.FindValue(item, Encoding.UTF8.GetBytes(step));
        }

        return item;
    }
}
