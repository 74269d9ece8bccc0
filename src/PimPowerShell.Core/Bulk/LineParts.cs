using System;
using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Bulk;

/// <summary>Takes a line apart into what is written first and what follows.</summary>
internal static class LineParts
{
    /// <param name="line">The whole line.</param>
    /// <param name="key">The field that both parts have.</param>
    /// <param name="late">The fields of the second part.</param>
    public static (byte[] First, byte[] Late) Split(ReadOnlyMemory<byte> line, string key, ICollection<string> late)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return (Write(document.RootElement, name => !late.Contains(name)), Write(document.RootElement, name => name == key || late.Contains(name)));
    }

    private static byte[] Write(JsonElement item, Func<string, bool> isWanted) => JsonBytes.Write(writer =>
    {
        writer.WriteStartObject();
        foreach (JsonProperty field in item.EnumerateObject())
        {
            if (isWanted(field.Name))
            {
                field.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    });
}
