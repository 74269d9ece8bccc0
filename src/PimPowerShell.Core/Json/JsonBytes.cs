using System;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PimPowerShell.Core.Json;

/// <summary>Writes JSON into memory.</summary>
public static class JsonBytes
{
    /// <summary>Text stays readable: only what JSON itself demands is escaped. Nothing here is ever put into a page of HTML.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = false };

    /// <summary>The bytes that the content writes.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            content(writer);
        }

        return stream.ToArray();
    }
}
