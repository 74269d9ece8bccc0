using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text.Json;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>An item with a file, as the form that can carry both: <c>configuration[labels][en_US]</c> is a field of it.</summary>
internal sealed class AkeneoForm
{
    // the server reads JSON in this field of the form, and in no other
    private const string JsonField = "configuration[custom_variables]";

    private readonly MultipartForm _form = new();

    private AkeneoForm(PimWrite write, PimFile file)
    {
        using JsonDocument item = JsonDocument.Parse(write.Body);
        foreach (JsonProperty member in item.RootElement.EnumerateObject())
        {
            Add(member.Name, member.Value);
        }

        (Open, Length) = _form.End("file", file.Name, "application/octet-stream", file.Content.Length, () => Read(file.Content));
    }

    public Func<Stream> Open { get; }

    public long Length { get; }

    public string ContentType => _form.ContentType;

    /// <summary>The form of a write that has a file; null for all others.</summary>
    public static AkeneoForm? Of(PimWrite write) => write.File is { } file ? new AkeneoForm(write, file) : null;

    private static MemoryStream Read(ReadOnlyMemory<byte> content) => MemoryMarshal.TryGetArray(content, out ArraySegment<byte> bytes)
        ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
        : new MemoryStream(content.ToArray(), writable: false);

    private void Add(string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when name != JsonField:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    Add($"{name}[{member.Name}]", member.Value);
                }

                break;
            case JsonValueKind.Array when name != JsonField:
                int place = 0;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Add($"{name}[{place++}]", item);
                }

                break;
            case JsonValueKind.Null:
                // a form has no word for it
                break;
            default:
                _form.Add(name, value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText());
                break;
        }
    }
}
