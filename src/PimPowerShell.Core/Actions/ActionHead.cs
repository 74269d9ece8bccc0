using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace PimPowerShell.Core.Actions;

/// <summary>The request line and the headers of a call. What one server reads this way and another that way is refused.</summary>
internal sealed class ActionHead
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    private ActionHead(string method, string path)
    {
        Method = method;
        Path = path;
    }

    public string Method { get; }

    public string Path { get; }

    /// <summary>Whether the caller wants to be told before it sends the body.</summary>
    public bool ExpectsContinue => string.Equals(Header("Expect"), "100-continue", StringComparison.OrdinalIgnoreCase);

    public string? Header(string name) => _headers.TryGetValue(name, out string? value) ? value : null;

    /// <summary>Reads a head.</summary>
    /// <param name="bytes">The bytes, without the empty line at the end.</param>
    /// <exception cref="ActionRefusal">It is malformed.</exception>
    public static ActionHead Parse(ReadOnlySpan<byte> bytes)
    {
        foreach (byte one in bytes)
        {
            if (one is (< 0x20 or > 0x7E) and not ((byte)'\r' or (byte)'\n' or (byte)'\t'))
            {
                throw Malformed("a character that no header has");
            }
        }

        string[] lines = Encoding.ASCII.GetString(bytes.ToArray()).Split(["\r\n"], StringSplitOptions.None);
        string[] first = lines[0].Split(' ');
        if (first.Length != 3 || first[0].Length == 0 || first[1].Length == 0 || first[1][0] != '/' || first[2] is not ("HTTP/1.1" or "HTTP/1.0"))
        {
            throw Malformed("no request line of HTTP/1.1");
        }

        var head = new ActionHead(first[0], first[1].Split('?')[0]);
        for (int i = 1; i < lines.Length; i++)
        {
            head.Add(lines[i]);
        }

        return head._headers.ContainsKey("Host") || first[2] == "HTTP/1.0" ? head : throw Malformed("no host");
    }

    /// <summary>How long the body is.</summary>
    /// <param name="maximum">The most that is taken.</param>
    /// <exception cref="ActionRefusal">It does not say so, or it is too long.</exception>
    public int BodyLength(int maximum)
    {
        if (Header("Transfer-Encoding") is not null || Header("Content-Length") is not { } text)
        {
            throw new ActionRefusal(411, "it does not say how long its body is");
        }

        if (text.Length == 0 || text.Trim('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').Length > 0)
        {
            throw Malformed("a length that is no number");
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length <= maximum ? length
            : throw new ActionRefusal(413, $"its body is longer than {maximum} bytes");
    }

    private void Add(string line)
    {
        int colon = line.IndexOf(':');
        if (colon <= 0 || line.IndexOfAny([' ', '\t'], 0, colon) >= 0 || line.IndexOfAny(['\r', '\n']) >= 0)
        {
            throw Malformed("a line that is no header");
        }

        string name = line.Substring(0, colon);
        if (_headers.ContainsKey(name) && name.ToUpperInvariant() is ("CONTENT-LENGTH" or "HOST" or "TRANSFER-ENCODING" or "SIGNATURE"))
        {
            throw Malformed($"{name} twice");
        }

        _headers[name] = line.Substring(colon + 1).Trim(' ', '\t');
    }

    private static ActionRefusal Malformed(string what) => new(400, $"it is malformed: it has {what}");
}
