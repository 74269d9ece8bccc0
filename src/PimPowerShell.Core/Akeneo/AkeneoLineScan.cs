using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Goes once over the bytes of lines of products and product models, of which there may be millions, and finds those that
/// are worth a real look: where something may be beyond what its attribute takes, or may be an axis. For the lines of one
/// batch; one caller at a time.
/// </summary>
internal sealed class AkeneoLineScan(AkeneoMetadata metadata)
{
    // a line may be rubbish from end to end; what is not known of is the server's to refuse
    private const int MostUnknown = 1000;

    private readonly List<ScannedAttribute> _attributes = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.OrdinalIgnoreCase);
    private List<string>? _axes;
    private int _next;
    private bool _isOdd;

    /// <summary>The attributes of all lines so far of which it is not known what they are.</summary>
    public IReadOnlyCollection<string> Unknown => _unknown;

    /// <summary>Begins anew, as more is known of the attributes by now.</summary>
    public void Reset()
    {
        _unknown.Clear();
        _attributes.Clear();
        _places.Clear();
        _next = 0;
    }

    /// <summary>Goes over a line; one that is no JSON has nothing, as the server says what is wrong with it.</summary>
    [MethodImpl(Jit.Hot)]
    public ScannedLine Scan(ReadOnlySpan<byte> line)
    {
        (_isOdd, _axes) = (false, null);
        bool isRoot = false;
        try
        {
            var skim = new JsonSkim(line);
            for (bool hasMore = skim.Begin('{', '}'); hasMore; hasMore = skim.Next('}'))
            {
                ReadOnlySpan<byte> name = JsonSkim.Plain(skim.TakeName());
                byte first = skim.Peek();
                if (first == (byte)'{' && name.SequenceEqual("values"u8))
                {
                    ScanValues(ref skim, line);
                    continue;
                }

                int start = skim.Position;
                skim.Skip();
                ReadOnlySpan<byte> value = line.Slice(start, skim.Position - start);
                isRoot |= first == (byte)'n' && name.SequenceEqual("parent"u8);
                _isOdd |= name.SequenceEqual("quantified_associations"u8) && MayHaveLinks(value);
            }
        }
        catch (JsonException)
        {
            return ScannedLine.Plain;
        }

        return _axes is null || isRoot ? new ScannedLine(_isOdd, []) : new ScannedLine(_isOdd, _axes);
    }

    [MethodImpl(Jit.Hot)]
    private void ScanValues(ref JsonSkim skim, ReadOnlySpan<byte> line)
    {
        for (bool hasMore = skim.Begin('{', '}'); hasMore; hasMore = skim.Next('}'))
        {
            ScannedAttribute attribute = Find(JsonSkim.Plain(skim.TakeName()));
            if (attribute.CanBeAxis)
            {
                (_axes ??= []).Add(attribute.Definition!.Code);
            }

            byte first = skim.Peek();
            JsonSkim entries = skim;
            int start = skim.Position;
            skim.Skip();
            if (attribute.Look == ScanLook.None)
            {
                continue;
            }

            if (first != (byte)'[' || attribute.Look == ScanLook.Whole)
            {
                _isOdd = true;
            }
            // no text is longer than all that its attribute has
            else if (attribute.Look != ScanLook.Text || skim.Position - start > attribute.Most)
            {
                ScanEntries(entries, line, attribute);
            }
        }
    }

    [MethodImpl(Jit.Hot)]
    private void ScanEntries(JsonSkim skim, ReadOnlySpan<byte> line, ScannedAttribute attribute)
    {
        for (bool hasMore = skim.Begin('[', ']'); hasMore; hasMore = skim.Next(']'))
        {
            if (skim.Peek() != (byte)'{')
            {
                _isOdd = true;
                return;
            }

            for (bool hasMember = skim.Begin('{', '}'); hasMember; hasMember = skim.Next('}'))
            {
                bool isData = JsonSkim.Plain(skim.TakeName()).SequenceEqual("data"u8);
                skim.Peek();
                JsonSkim data = skim;
                skim.Skip();
                if (isData)
                {
                    _isOdd |= IsOdd(data, line.Slice(data.Position, skim.Position - data.Position), line, attribute);
                }
            }
        }
    }

    /// <param name="skim">Stands at the data.</param>
    /// <param name="data">The data.</param>
    /// <param name="line">The line, which the data is a part of.</param>
    /// <param name="attribute">Whose data it is.</param>
    [MethodImpl(Jit.Hot)]
    private static bool IsOdd(JsonSkim skim, ReadOnlySpan<byte> data, ReadOnlySpan<byte> line, ScannedAttribute attribute)
    {
        if (data[0] == (byte)'n')
        {
            // null erases a value
            return false;
        }

        switch (attribute.Look)
        {
            case ScanLook.Text:
                return data[0] != (byte)'"' || (data.Length - 2 > attribute.Most && Letters(data) > attribute.Most + 2);
            case ScanLook.Identifier:
                return data[0] != (byte)'"' || MayBeNoIdentifier(data);
            case ScanLook.Number:
                return MayBeBeyond(data, attribute);
            case ScanLook.Measure:
                return data[0] != (byte)'{' || IsOddAmount(ref skim, line, attribute, "unit"u8);
            case ScanLook.Prices when data[0] == (byte)'[':
                for (bool hasMore = skim.Begin('[', ']'); hasMore; hasMore = skim.Next(']'))
                {
                    if (skim.Peek() != (byte)'{' || IsOddAmount(ref skim, line, attribute, "currency"u8))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return true;
        }
    }

    /// <summary>Looks at the amount of the object that comes next, which has one other member.</summary>
    [MethodImpl(Jit.Hot)]
    private static bool IsOddAmount(ref JsonSkim skim, ReadOnlySpan<byte> line, ScannedAttribute attribute, ReadOnlySpan<byte> other)
    {
        bool isOdd = false;
        bool hasAmount = false;
        bool hasOther = false;
        for (bool hasMore = skim.Begin('{', '}'); hasMore; hasMore = skim.Next('}'))
        {
            ReadOnlySpan<byte> name = JsonSkim.Plain(skim.TakeName());
            byte first = skim.Peek();
            int start = skim.Position;
            skim.Skip();
            hasOther |= name.SequenceEqual(other);
            if (name.SequenceEqual("amount"u8))
            {
                hasAmount = true;
                isOdd |= first != (byte)'n' && MayBeBeyond(line.Slice(start, skim.Position - start), attribute);
            }
        }

        return isOdd || !hasAmount || !hasOther;
    }

    private static bool MayBeBeyond(ReadOnlySpan<byte> data, ScannedAttribute attribute)
    {
        ReadOnlySpan<byte> digits = data[0] == (byte)'"' ? data.Slice(1, data.Length - 2) : data;
        // an amount that is empty erases
        return digits.Length > 0 && (!Utf8Parser.TryParse(digits, out decimal number, out int length) || length < digits.Length
            || Math.Abs(number) > long.MaxValue || AkeneoRules.AmountFault(attribute.Definition!, number) is not null);
    }

    private static bool MayHaveLinks(ReadOnlySpan<byte> quantities) => quantities.IndexOf((byte)'\\') >= 0 ||
        quantities.IndexOf("\"quantity\""u8) >= 0 || quantities.IndexOf("\"identifier\""u8) >= 0 || quantities.IndexOf("\"uuid\""u8) >= 0;

    private static bool MayBeNoIdentifier(ReadOnlySpan<byte> text) =>
        text.Length > AkeneoItemCheck.LongestIdentifier || text.IndexOfAny((byte)',', (byte)';', (byte)'\\') >= 0
        || (text.Length > 2 && (MayBeSpace(text[1]) || MayBeSpace(text[text.Length - 2])));

    private static bool MayBeSpace(byte letter) => letter is <= (byte)' ' or >= 0x80;

    /// <summary>Bytes that begin a letter; of one that is written by its number there are more.</summary>
    private static int Letters(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte part in text)
        {
            count += (part & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    /// <summary>What an attribute is like; the next one is most likely that which came next in the line before.</summary>
    [MethodImpl(Jit.Hot)]
    private ScannedAttribute Find(ReadOnlySpan<byte> name)
    {
        int place = _next < _attributes.Count ? _next : 0;
        if (place == _attributes.Count || !name.SequenceEqual(_attributes[place].Name))
        {
            place = Place(name.ToArray());
        }

        _next = place + 1;
        return _attributes[place];
    }

    private int Place(byte[] name)
    {
        string code = Encoding.UTF8.GetString(name);
        if (!_places.TryGetValue(code, out int place))
        {
            if (!metadata.TryFind(code, out AttributeDefinition? definition) && _unknown.Count < MostUnknown)
            {
                _unknown.Add(code);
            }

            _places[code] = place = _attributes.Count;
            _attributes.Add(new ScannedAttribute(name, definition));
        }

        return place;
    }
}

/// <summary>What a scan saw of a line.</summary>
/// <param name="IsOdd">Whether something of it may be beyond its limits.</param>
/// <param name="Axes">The attributes of its values that can be axes; none where it says that the item has no parent.</param>
internal readonly record struct ScannedLine(bool IsOdd, IReadOnlyList<string> Axes)
{
    /// <summary>A line of which there is nothing to say.</summary>
    public static ScannedLine Plain { get; } = new(false, []);
}
