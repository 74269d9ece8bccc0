using System;
using System.IO;
using System.Linq;
using System.Text;

namespace PimPowerShell.Core.Http;

/// <summary>A form of fields and one file, <c>multipart/form-data</c>. The file is read while it is sent, anew for each attempt.</summary>
internal sealed class MultipartForm
{
    private readonly string _boundary = "pim-" + Guid.NewGuid().ToString("N");
    private readonly StringBuilder _fields = new();

    /// <summary>The form's media type, to be sent with it.</summary>
    public string ContentType => $"multipart/form-data; boundary={_boundary}";

    /// <summary>Adds a field. Its content goes as it is, JSON too.</summary>
    public void Add(string name, string? content) => Start($"name=\"{Clean(name)}\"", null).Append(content).Append("\r\n");

    /// <summary>Ends the form with a file.</summary>
    /// <param name="name">The field.</param>
    /// <param name="fileName">The file's name, without a path.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="length">Its size in bytes.</param>
    /// <param name="open">Opens it from its beginning.</param>
    /// <returns>Opens the whole form; and its size.</returns>
    public (Func<Stream> Open, long Length) End(string name, string fileName, string contentType, long length, Func<Stream> open)
    {
        Start($"name=\"{Clean(name)}\"; filename=\"{Clean(fileName)}\"", contentType);
        byte[] head = Encoding.UTF8.GetBytes(_fields.ToString());
        byte[] tail = Encoding.UTF8.GetBytes($"\r\n--{_boundary}--\r\n");
        return (() => new JoinedStream(new MemoryStream(head, writable: false), open(), new MemoryStream(tail, writable: false)), head.Length + length + tail.Length);
    }

    private StringBuilder Start(string disposition, string? type) =>
        _fields.Append($"--{_boundary}\r\nContent-Disposition: form-data; {disposition}\r\n{(type is null ? "" : $"Content-Type: {type}\r\n")}\r\n");

    /// <summary>What would end a name, or the line that it is in; servers do not agree on how to escape these.</summary>
    private static string Clean(string name) => new([.. name.Select(c => c is '"' or '\\' || char.IsControl(c) ? '_' : c)]);
}
