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
    /// <exception cref="PimException">The list is cut off, or no JSON.</exception>
    public int Write(PimPage page, IReadOnlyDictionary<string, string> owners, LineBuffer lines)
    {
        if (page.IsList && !IsLaidOut(page.Items) && _resource.Values is null)
        {
            return WriteList(page, owners, lines);
        }

        List<ReadOnlyMemory<byte>> items = page.TakeItems();
        Write(items, owners, lines);
        return items.Count;
    }

    /// <summary>Adds a line for each of some items.</summary>
    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> items, IReadOnlyDictionary<string, string> owners, LineBuffer lines)
    {
        foreach (ReadOnlyMemory<byte> item in items)
        {
            Write(IsLaidOut(item) ? Compact(item) : item, owners, lines);
        }
    }

    [MethodImpl(Jit.Hot)]
    private int WriteList(PimPage page, IReadOnlyDictionary<string, string> owners, LineBuffer lines)
    {
        try
        {
            ReadOnlySpan<byte> json = page.Items.Span;
            var skim = new JsonSkim(json);
            int count = 0;
            for (bool hasMore = skim.Begin('[', ']'); hasMore; hasMore = skim.Next(']'))
            {
                WriteItem(ref skim, json, owners, lines);
                count++;
            }

            return count;
        }
        catch (JsonException e)
        {
            throw PimPage.Unexpected(e);
        }
    }

    private void Write(ReadOnlyMemory<byte> item, IReadOnlyDictionary<string, string> owners, LineBuffer lines)
    {
        if (_resource.Values is { } shape)
        {
            WriteMap(item, shape, lines);
        }
        else
        {
            var skim = new JsonSkim(item.Span);
            WriteItem(ref skim, item.Span, owners, lines);
        }
    }

    /// <summary>Copies the members of the object that comes next that are to stay, as long pieces as they come.</summary>
    [MethodImpl(Jit.Hot)]
    private void WriteItem(ref JsonSkim skim, ReadOnlySpan<byte> json, IReadOnlyDictionary<string, string> owners, LineBuffer lines)
    {
        Array.Clear(_hasOwner, 0, _hasOwner.Length);
        lines.Add((byte)'{');
        bool isFirst = true;
        int start = -1;
        int end = -1;
        for (bool hasMore = skim.Begin('{', '}'); hasMore; hasMore = skim.Next('}'))
        {
            skim.Peek();
            int member = skim.Position;
            bool isKept = IsKept(JsonSkim.Plain(skim.TakeName()));
            skim.Skip();
            if (isKept)
            {
                start = start < 0 ? member : start;
                end = skim.Position;
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

        lines.Add("}\n"u8);
    }

    [MethodImpl(Jit.Hot)]
    private bool IsKept(ReadOnlySpan<byte> name)
    {
        foreach (byte[] other in _leftOut)
        {
            if (name.SequenceEqual(other))
            {
                return false;
            }
        }

        for (int i = 0; i < _owners.Length; i++)
        {
            _hasOwner[i] |= name.SequenceEqual(_owners[i].Bytes);
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
        lines.Add("}\n"u8);
    }

    /// <summary>Whether JSON was laid out for reading: it would be many lines.</summary>
    private static bool IsLaidOut(ReadOnlyMemory<byte> json) => json.Span.IndexOfAny((byte)'\n', (byte)'\r') >= 0;

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
