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
    /// <exception cref="PimException">A value has no form in JSON: not a number, half of a character, or an object that contains itself.</exception>
    public static byte[] Write(Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        try
        {
            using var writer = new Utf8JsonWriter(stream, Options);
            content(writer);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new PimException(PimErrorKind.Input, $"A value cannot be written as JSON: {e.Message}", e);
        }

        return stream.ToArray();
    }
}
