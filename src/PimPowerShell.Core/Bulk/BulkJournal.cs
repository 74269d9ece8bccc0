using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Bulk;

/// <summary>
/// A file that says which inputs the server has taken, so that a run which was broken off can go on. A line is on the
/// disk before its result is given. One process at a time can have it open.
/// </summary>
internal sealed class BulkJournal : IDisposable
{
    private const string Kind = "PimPowerShell bulk";

    private readonly FileStream _file;
    private readonly object _gate = new();
    private readonly Dictionary<Fingerprint, Taken> _taken = [];
    private bool _isBroken;

    private BulkJournal(FileStream file) => _file = file;

    /// <summary>Opens a journal, or begins one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="server">What the inputs are written to: a journal of another server's is refused.</param>
    /// <exception cref="PimException">It is in use, it cannot be written, it is none, or it is another server's.</exception>
    public static BulkJournal Open(string path, Uri server)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PimException(PimErrorKind.Input, $"The journal '{path}' cannot be opened; another run may be using it. {e.Message}", e) { Subject = path };
        }

        var journal = new BulkJournal(file);
        try
        {
            journal.Read(path, server.AbsoluteUri);
            return journal;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether an earlier run has written an input. Each entry stands for one input only: the same line may come again
    /// on purpose, behind another change of the same key.
    /// </summary>
    public bool TryTake(BulkItem item, out BulkResult? result)
    {
        result = null;
        var print = Fingerprint.Of(item);
        lock (_gate)
        {
            if (!_taken.TryGetValue(print, out Taken? taken))
            {
                return false;
            }

            if (--taken.Times == 0)
            {
                _taken.Remove(print);
            }

            result = new BulkResult(item, taken.Status, taken.StatusCode, "Written by an earlier run.", [], 0);
            return true;
        }
    }

    /// <summary>Keeps those that the server has taken.</summary>
    /// <exception cref="IOException">They cannot be kept.</exception>
    public void Append(IEnumerable<BulkResult> results)
    {
        using var lines = new MemoryStream();
        foreach (BulkResult result in results.Where(static result => result.Status is BulkStatus.Created or BulkStatus.Updated or BulkStatus.Unchanged))
        {
            WriteLine(lines, writer =>
            {
                writer.WriteString("hash", Fingerprint.Of(result.Item).ToString());
                writer.WriteString("key", result.Item.Key);
                writer.WriteString("status", result.Status.ToString());
                if (result.StatusCode is { } code)
                {
                    writer.WriteNumber("code", code);
                }
            });
        }

        lock (_gate)
        {
            Append(lines);
        }
    }

    public void Dispose() => _file.Dispose();

    private static void WriteLine(Stream lines, Action<Utf8JsonWriter> members)
    {
        using (var writer = new Utf8JsonWriter(lines, JsonBytes.Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        lines.WriteByte((byte)'\n');
    }

    private void Append(MemoryStream lines)
    {
        if (lines.Length == 0)
        {
            return;
        }

        if (_isBroken)
        {
            throw new IOException("An earlier entry could not be written.");
        }

        long end = _file.Position;
        try
        {
            lines.WriteTo(_file);
            _file.Flush(flushToDisk: true);
        }
        catch
        {
            // a fragment in the middle would make the whole file unreadable
            _isBroken = true;
            _file.SetLength(end);
            throw;
        }
    }

    private void Read(string path, string server)
    {
        long end = 0;
        int number = 0;
        foreach (byte[] line in Lines())
        {
            end += line.Length + 1;
            number++;
            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                if (number == 1)
                {
                    CheckHead(path, server, document.RootElement);
                }
                else
                {
                    Keep(document.RootElement);
                }
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or ArgumentException)
            {
                throw new PimException(PimErrorKind.Input, $"'{path}' is no journal of a bulk write: line {number} is none of its lines.", e) { Subject = path };
            }
        }

        if (number == 0 && _file.Length > 0 && !IsTornHead())
        {
            throw new PimException(PimErrorKind.Input, $"'{path}' is no journal of a bulk write.") { Subject = path };
        }

        // what stands behind the last line's end was being written when the process ended
        _file.SetLength(end);
        _file.Position = end;
        if (number == 0)
        {
            using var head = new MemoryStream();
            WriteLine(head, writer => WriteHead(writer, server));
            Append(head);
        }
    }

    private static void WriteHead(Utf8JsonWriter writer, string server)
    {
        writer.WriteString("journal", Kind);
        writer.WriteNumber("version", 1);
        writer.WriteString("server", server);
    }

    private bool IsTornHead()
    {
        byte[] start = Encoding.UTF8.GetBytes($"{{\"journal\":\"{Kind}\"");
        byte[] found = new byte[Math.Min(start.Length, _file.Length)];
        _file.Position = 0;
        int length = _file.Read(found, 0, found.Length);
        return start.AsSpan(0, length).SequenceEqual(found);
    }

    private static void CheckHead(string path, string server, JsonElement head)
    {
        if (head.GetProperty("journal").GetString() != Kind || head.GetProperty("version").GetInt32() != 1)
        {
            throw new FormatException();
        }

        if (head.GetProperty("server").GetString() is var other && other != server)
        {
            throw new PimException(PimErrorKind.Input, $"The journal '{path}' is that of a run to {other}, not to {server}.") { Subject = path };
        }
    }

    private void Keep(JsonElement entry)
    {
        Fingerprint print = Fingerprint.Parse(entry.GetProperty("hash").GetString()!);
        if (_taken.TryGetValue(print, out Taken? taken))
        {
            taken.Times++;
            return;
        }

        _taken[print] = new Taken((BulkStatus)Enum.Parse(typeof(BulkStatus), entry.GetProperty("status").GetString()!),
            entry.TryGetProperty("code", out JsonElement code) ? code.GetInt32() : null);
    }

    /// <summary>The lines that have an end.</summary>
    private IEnumerable<byte[]> Lines()
    {
        _file.Position = 0;
        byte[] buffer = new byte[64 * 1024];
        var line = new MemoryStream();
        int count;
        while ((count = _file.Read(buffer, 0, buffer.Length)) > 0)
        {
            int start = 0;
            for (int end; (end = Array.IndexOf(buffer, (byte)'\n', start, count - start)) >= 0; start = end + 1)
            {
                line.Write(buffer, start, end - start);
                yield return line.ToArray();
                line.SetLength(0);
            }

            line.Write(buffer, start, count - start);
        }
    }

    /// <summary>Entries for one line, of which the file may hold several.</summary>
    private sealed class Taken(BulkStatus status, int? statusCode)
    {
        public BulkStatus Status => status;

        public int? StatusCode => statusCode;

        public int Times { get; set; } = 1;
    }

    /// <summary>Half of a SHA-256 over an input: enough to tell a thousand million apart.</summary>
    private readonly record struct Fingerprint(ulong High, ulong Low)
    {
        public static Fingerprint Of(BulkItem item)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            string owners = item.PathValues is null ? "" : string.Join("\n", item.Resource.PathNames.Select(name => item.PathValues.TryGetValue(name, out string? value) ? value : ""));
            hash.AppendData(Encoding.UTF8.GetBytes($"{item.Resource.Noun}\n{owners}\n{item.Key}\n"));
            hash.AppendData(item.Line.ToArray());
            byte[] bytes = hash.GetHashAndReset();
            return new Fingerprint(BitConverter.ToUInt64(bytes, 0), BitConverter.ToUInt64(bytes, 8));
        }

        public static Fingerprint Parse(string text) => text.Length == 32
            ? new Fingerprint(ulong.Parse(text.Substring(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture), ulong.Parse(text.Substring(16), NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            : throw new FormatException();

        public override string ToString() => High.ToString("x16", CultureInfo.InvariantCulture) + Low.ToString("x16", CultureInfo.InvariantCulture);
    }
}
