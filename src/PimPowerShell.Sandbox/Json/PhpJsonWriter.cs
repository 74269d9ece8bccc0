using System;
using System.Globalization;
using System.Text;

namespace PimPowerShell.Sandbox.Json;

/// <summary>
/// Writes JSON as PHP's json_encode does: slashes as <c>\/</c>, everything beyond ASCII as <c>\u00e9</c>.
/// </summary>
internal sealed class PhpJsonWriter(bool escapeMarkup = false)
{
    private const string Hex = "0123456789abcdef";
    private const string UpperHex = "0123456789ABCDEF";

    private byte[] _buffer = new byte[1024];
    private int _length;
    private bool _needsComma;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public PhpJsonWriter BeginObject() => Open((byte)'{');

    public PhpJsonWriter EndObject() => Close((byte)'}');

    public PhpJsonWriter BeginArray() => Open((byte)'[');

    public PhpJsonWriter EndArray() => Close((byte)']');

    public PhpJsonWriter Name(string name)
    {
        Separate();
        Quote(name);
        Append((byte)':');
        _needsComma = false;
        return this;
    }

    public PhpJsonWriter String(string? value)
    {
        if (value is null)
        {
            return Null();
        }

        Separate();
        Quote(value);
        _needsComma = true;
        return this;
    }

    public PhpJsonWriter Number(long value) => Literal(value.ToString(CultureInfo.InvariantCulture));

    public PhpJsonWriter Boolean(bool value) => Literal(value ? "true" : "false");

    public PhpJsonWriter Null() => Literal("null");

    /// <summary>Writes a number or keyword as it stands.</summary>
    public PhpJsonWriter Literal(string text)
    {
        Separate();
        Reserve(text.Length);
        foreach (char c in text)
        {
            _buffer[_length++] = (byte)c;
        }

        _needsComma = true;
        return this;
    }

    /// <summary>Ends a line of a JSON-lines body.</summary>
    public void NewLine()
    {
        Append((byte)'\n');
        _needsComma = false;
    }

    public override string ToString() => Encoding.UTF8.GetString(_buffer, 0, _length);

    private PhpJsonWriter Open(byte bracket)
    {
        Separate();
        Append(bracket);
        _needsComma = false;
        return this;
    }

    private PhpJsonWriter Close(byte bracket)
    {
        Append(bracket);
        _needsComma = true;
        return this;
    }

    private void Separate()
    {
        if (_needsComma)
        {
            Append((byte)',');
        }
    }

    private void Quote(string text)
    {
        Reserve((text.Length * 6) + 2);
        byte[] buffer = _buffer;
        int at = _length;
        buffer[at++] = (byte)'"';
        foreach (char c in text)
        {
            if (c >= ' ' && c < 127 && c is not ('"' or '\\' or '/' or '<' or '>' or '&' or '\''))
            {
                buffer[at++] = (byte)c;
            }
            else
            {
                at = Escape(buffer, at, c);
            }
        }

        buffer[at++] = (byte)'"';
        _length = at;
    }

    private int Escape(byte[] buffer, int at, char c)
    {
        if (c is '<' or '>' or '&' or '\'' || (c == '"' && escapeMarkup))
        {
            // JsonResponse of the server's framework sets PHP's JSON_HEX_ flags, plain json_encode does not
            return escapeMarkup ? Unicode(buffer, at, c, UpperHex) : Plain(buffer, at, c);
        }

        char? letter = c switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => null,
        };
        if (letter is null)
        {
            return c == 127 ? Plain(buffer, at, c) : Unicode(buffer, at, c, Hex);
        }

        buffer[at++] = (byte)'\\';
        buffer[at++] = (byte)letter.Value;
        return at;
    }

    private static int Plain(byte[] buffer, int at, char c)
    {
        buffer[at++] = (byte)c;
        return at;
    }

    private static int Unicode(byte[] buffer, int at, char c, string digits)
    {
        buffer[at++] = (byte)'\\';
        buffer[at++] = (byte)'u';
        buffer[at++] = (byte)digits[c >> 12];
        buffer[at++] = (byte)digits[(c >> 8) & 15];
        buffer[at++] = (byte)digits[(c >> 4) & 15];
        buffer[at++] = (byte)digits[c & 15];
        return at;
    }

    private void Append(byte value)
    {
        Reserve(1);
        _buffer[_length++] = value;
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }
    }
}
