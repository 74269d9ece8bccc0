using System;
using System.Text.Json;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>How much of a file is on the disk, and where the list goes on. Without a cursor and a page it begins there.</summary>
/// <param name="Count">The lines.</param>
/// <param name="Bytes">The bytes.</param>
internal sealed record ExportPlace(long Count, long Bytes)
{
    /// <summary>What <see cref="PimQuery.SearchAfter"/> takes; null where the list has no cursor.</summary>
    public string? Cursor { get; init; }

    /// <summary>The page behind those lines, where the list goes by page numbers.</summary>
    public ExportPage? Page { get; init; }

    /// <summary>Writes the members of the JSON that <see cref="Read"/> reads.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        if (Cursor is not null)
        {
            writer.WriteString("cursor", Cursor);
        }

        Page?.Write(writer);
        writer.WriteNumber("count", Count);
        writer.WriteNumber("bytes", Bytes);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ExportPlace Read(JsonElement entry) => new(entry.GetProperty("count").GetInt64(), entry.GetProperty("bytes").GetInt64())
    {
        Cursor = entry.TryGetProperty("cursor", out JsonElement cursor) ? cursor.GetString() ?? throw new FormatException() : null,
        Page = entry.TryGetProperty("page", out _) ? ExportPage.Read(entry) : null,
    };
}

/// <summary>What tells whether a page of a list is what it was.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Size">The items that were asked for.</param>
/// <param name="Total">The items of the whole list, when the server counts them.</param>
/// <param name="Keys">A print of the keys that it has, in their order.</param>
internal sealed record ExportPage(int Number, int Size, long? Total, Fingerprint Keys)
{
    /// <summary>Writes the members of the JSON that <see cref="Read"/> reads.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteNumber("page", Number);
        writer.WriteNumber("size", Size);
        if (Total is { } total)
        {
            writer.WriteNumber("total", total);
        }

        writer.WriteString("keys", Keys.ToString());
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ExportPage Read(JsonElement entry) => new(entry.GetProperty("page").GetInt32(), entry.GetProperty("size").GetInt32(),
        entry.TryGetProperty("total", out JsonElement total) ? total.GetInt64() : null, Fingerprint.Parse(entry.GetProperty("keys").GetString() ?? ""));
}
