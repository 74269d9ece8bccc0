using System;
using System.IO;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>An item with a file, as the form that can carry both: <c>configuration[labels][en_US]</c> is a field of it.</summary>
internal sealed class AkeneoForm
{
    // the server reads JSON in this field of the form, and in no other
    private const string JsonField = "configuration[custom_variables]";

    private readonly string _boundary = "pim-" + Guid.NewGuid().ToString("N");
    private readonly MemoryStream _content = new();

    private AkeneoForm(PimWrite write, PimFile file)
    {
        using JsonDocument item = JsonDocument.Parse(write.Body);
        foreach (JsonProperty member in item.RootElement.EnumerateObject())
        {
            Add(member.Name, member.Value);
        }

        Start($"form-data; name=\"file\"; filename=\"{file.Name.Replace('"', '_')}\"", "application/octet-stream");
        byte[] bytes = file.Content.ToArray();
        _content.Write(bytes, 0, bytes.Length);
        Write($"\r\n--{_boundary}--\r\n");
    }

    public ReadOnlyMemory<byte> Body => _content.ToArray();

    public string ContentType => $"multipart/form-data; boundary={_boundary}";

    /// <summary>The form of a write that has a file; null for all others.</summary>
    public static AkeneoForm? Of(PimWrite write) => write.File is { } file ? new AkeneoForm(write, file) : null;

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
                Start($"form-data; name=\"{name.Replace('"', '_')}\"", null);
                Write((value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()) + "\r\n");
                break;
        }
    }

    private void Start(string disposition, string? type) =>
        Write($"--{_boundary}\r\nContent-Disposition: {disposition}\r\n{(type is null ? "" : $"Content-Type: {type}\r\n")}\r\n");

    private void Write(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        _content.Write(bytes, 0, bytes.Length);
    }
}
