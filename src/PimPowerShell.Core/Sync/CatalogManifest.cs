using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Sync;

/// <summary>What an exported catalog is of, and what it has: the file of the folder that is written last.</summary>
/// <param name="Server">The address of the server.</param>
/// <param name="Provider">Its kind.</param>
/// <param name="Version">Its version; null where it does not say.</param>
/// <param name="Edition">Its edition; null where it does not say.</param>
/// <param name="Time">When the export began.</param>
/// <param name="Files">The files, in the order of writing.</param>
public sealed record CatalogManifest(string Server, string Provider, string? Version, string? Edition, DateTimeOffset Time, IReadOnlyList<CatalogFile> Files)
{
    /// <summary>Its name in the folder.</summary>
    public const string FileName = "manifest.json";

    private const int Format = 1;

    /// <summary>The manifest of a folder; null where it has none.</summary>
    /// <exception cref="PimException">It cannot be read, or is none.</exception>
    public static CatalogManifest? Find(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PimException(PimErrorKind.Input, $"'{path}' cannot be read: {e.Message}", e) { Subject = folder };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new PimException(PimErrorKind.Input, $"'{path}' is no manifest of an exported catalog.", e) { Subject = folder };
        }
    }

    /// <summary>Writes it; a half written one never has its name.</summary>
    internal void Write(string folder)
    {
        string path = Path.Combine(folder, FileName);
        string partial = path + ExportFile.PartialEnd;
        using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using (var writer = new Utf8JsonWriter(file, JsonBytes.Options with { Indented = true }))
            {
                Write(writer);
            }

            file.WriteByte((byte)'\n');
            file.Flush(flushToDisk: true);
        }

        ExportFile.Move(partial, path);
    }

    /// <summary>Writes the members of one file.</summary>
    internal static void Write(Utf8JsonWriter writer, CatalogFile file)
    {
        writer.WriteNumber("order", file.Order);
        writer.WriteString("resource", file.Resource);
        writer.WriteString("path", file.Path);
        writer.WriteNumber("count", file.Count);
        writer.WriteNumber("bytes", file.Bytes);
        writer.WriteString("hash", file.Hash);
    }

    /// <summary>Reads them.</summary>
    internal static CatalogFile ReadFile(JsonElement file)
    {
        string name = Text(file, "path") ?? "";
        return name.Length > 0 && name == Path.GetFileName(name)
            ? new CatalogFile(file.GetProperty("order").GetInt32(), Text(file, "resource") ?? throw new FormatException(), name,
                file.GetProperty("count").GetInt64(), file.GetProperty("bytes").GetInt64(), Text(file, "hash") ?? throw new FormatException())
            : throw new FormatException("A file lies in the folder itself.");
    }

    private static CatalogManifest Read(JsonElement root) => root.GetProperty("format").GetInt32() != Format ? throw new FormatException()
        : new CatalogManifest(Text(root, "server") ?? throw new FormatException(), Text(root, "provider") ?? throw new FormatException(), Text(root, "version"), Text(root, "edition"),
            DateTimeOffset.Parse(Text(root, "time") ?? "", CultureInfo.InvariantCulture), [.. root.GetProperty("files").EnumerateArray().Select(ReadFile)]);

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", Format);
        writer.WriteString("server", Server);
        writer.WriteString("provider", Provider);
        writer.WriteString("version", Version);
        writer.WriteString("edition", Edition);
        writer.WriteString("time", Time.ToString("o", CultureInfo.InvariantCulture));
        writer.WriteStartArray("files");
        foreach (CatalogFile file in Files)
        {
            writer.WriteStartObject();
            Write(writer, file);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
