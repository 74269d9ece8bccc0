using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Makes lines of items: the bytes that the server sent, without the fields that only the server writes, and with the
/// keys of what an item lies in. What is within a field stays as it is: a write shapes it.
/// </summary>
internal sealed class CatalogLines
{
    private readonly PimResource _resource;
    private readonly byte[][] _leftOut;
    private readonly (string Name, byte[] Bytes)[] _owners;
    private readonly bool[] _hasOwner;

    public CatalogLines(PimResource resource)
    {
        _resource = resource;
        _leftOut = [.. resource.ReadOnlyFields.Append("_links").Select(Encoding.UTF8.GetBytes)];
        _owners = [.. resource.PathNames.Select(static name => (name, Encoding.UTF8.GetBytes(name)))];
        _hasOwner = new bool[_owners.Length];
    }

    /// <summary>Adds a line for each item of a page, and gives their number.</summary>
    [MethodImpl(Jit.Hot)]
    public int Write(PimPage page, IReadOnlyDictionary<string, string> owners, LineBuffer lines)
    {
        // an answer that was laid out for reading would be many lines
        bool isLaidOut = page.Items.Span.IndexOfAny((byte)'\n', (byte)'\r') >= 0;
        int count = 0;
        Utf8JsonReader reader = page.OpenItems();
        while (PimPage.NextItem(ref reader))
        {
            if (isLaidOut)
            {
                WriteAlone(Compact(JsonCursor.TakeValue(ref reader, page.Items)), owners, lines);
            }
            else if (_resource.Values is { } shape)
            {
                WriteMap(JsonCursor.TakeValue(ref reader, page.Items), shape, lines);
            }
            else
            {
                Write(ref reader, page.Items.Span, owners, lines);
            }

            lines.Add((byte)'\n');
            count++;
        }

        return count;
    }

    private void WriteAlone(byte[] item, IReadOnlyDictionary<string, string> owners, LineBuffer lines)
    {
        if (_resource.Values is { } shape)
        {
            WriteMap(item, shape, lines);
            return;
        }

        var reader = new Utf8JsonReader(item);
        reader.Read();
        Write(ref reader, item, owners, lines);
    }

    /// <summary>Copies the members of the object under the reader that are to stay, as long pieces as they come.</summary>
    [MethodImpl(Jit.Hot)]
    private void Write(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, IReadOnlyDictionary<string, string> owners, LineBuffer lines)
    {
        Array.Clear(_hasOwner, 0, _hasOwner.Length);
        lines.Add((byte)'{');
        bool isFirst = true;
        int start = -1;
        int end = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int member = (int)reader.TokenStartIndex;
            bool isKept = IsKept(ref reader);
            reader.Read();
            reader.Skip();
            if (isKept)
            {
                start = start < 0 ? member : start;
                end = (int)reader.BytesConsumed;
            }
            else if (start >= 0)
            {
                Separate(lines, ref isFirst);
                lines.Add(json.Slice(start, end - start));
                start = -1;
            }
        }

        if (start >= 0)
        {
            Separate(lines, ref isFirst);
            lines.Add(json.Slice(start, end - start));
        }

        for (int i = 0; i < _owners.Length; i++)
        {
            if (!_hasOwner[i])
            {
                Separate(lines, ref isFirst);
                lines.Add(JsonBytes.Write(writer => writer.WriteStringValue(_owners[i].Name)));
                lines.Add((byte)':');
                lines.Add(JsonBytes.Write(writer => writer.WriteStringValue(owners[_owners[i].Name])));
            }
        }

        lines.Add((byte)'}');
    }

    [MethodImpl(Jit.Hot)]
    private bool IsKept(ref Utf8JsonReader name)
    {
        // most names differ in length already, and there are millions of them
        int length = name.ValueSpan.Length;
        foreach (byte[] other in _leftOut)
        {
            if ((other.Length == length || name.ValueIsEscaped) && name.ValueTextEquals(other))
            {
                return false;
            }
        }

        for (int i = 0; i < _owners.Length; i++)
        {
            _hasOwner[i] |= name.ValueTextEquals(_owners[i].Bytes);
        }

        return true;
    }

    /// <summary>An item that is one map: its key, and the map.</summary>
    private void WriteMap(ReadOnlyMemory<byte> item, ValuesShape shape, LineBuffer lines)
    {
        ReadOnlyMemory<byte> map = shape.Path.Aggregate(item, static (part, name) => part.IsEmpty ? part : JsonCursor.FindValue(part, Encoding.UTF8.GetBytes(name)));
        lines.Add((byte)'{');
        lines.Add(JsonBytes.Write(writer => writer.WriteStringValue(_resource.Key)));
        lines.Add((byte)':');
        ReadOnlyMemory<byte> key = map.IsEmpty ? default : JsonCursor.FindValue(map, Encoding.UTF8.GetBytes(_resource.Key));
        lines.Add(key.IsEmpty ? "null"u8 : key.Span);
        lines.Add(",\"values\":"u8);
        lines.Add(map.IsEmpty ? "{}"u8 : map.Span);
        lines.Add((byte)'}');
    }

    private static byte[] Compact(ReadOnlyMemory<byte> item)
    {
        using JsonDocument document = JsonDocument.Parse(item);
        return JsonBytes.Write(document.WriteTo);
    }

    private static void Separate(LineBuffer lines, ref bool isFirst)
    {
        if (!isFirst)
        {
            lines.Add((byte)',');
        }

        isFirst = false;
    }
}
