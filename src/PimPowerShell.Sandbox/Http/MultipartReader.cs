using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace PimPowerShell.Sandbox.Http;

/// <summary>
/// Reads a <c>multipart/form-data</c> body. As strict as the standard: anything but parts between delimiters,
/// each with a Content-Disposition of form-data and a name, is no form.
/// </summary>
internal static class MultipartReader
{
    public const string MediaType = "multipart/form-data";

    // RFC 2046, 5.1.1
    private const int BoundaryMaximum = 70;

    private static readonly byte[] _lineEnd = [(byte)'\r', (byte)'\n'];
    private static readonly byte[] _headEnd = [(byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'];

    /// <summary>The parts in their order; false when the content type is no form's or the body is not well formed.</summary>
    public static bool TryRead(string? contentType, ReadOnlyMemory<byte> body, out IReadOnlyList<MultipartPart> parts)
    {
        List<MultipartPart> found = [];
        parts = found;
        if (Boundary(contentType) is not string boundary)
        {
            return false;
        }

        byte[] delimiter = Encoding.ASCII.GetBytes("--" + boundary);
        if (!body.Span.StartsWith(delimiter))
        {
            return false;
        }

        ReadOnlyMemory<byte> rest = body.Slice(delimiter.Length);
        byte[] between = [.. _lineEnd, .. delimiter];
        while (!IsEnd(rest.Span))
        {
            if (!rest.Span.StartsWith(_lineEnd))
            {
                return false;
            }

            // a part without headers would end its head at once, and a part must have one
            rest = rest.Slice(_lineEnd.Length);
            int length = rest.Span.IndexOf(between);
            if (length < 0 || ReadPart(rest.Slice(0, length)) is not MultipartPart part)
            {
                return false;
            }

            found.Add(part);
            rest = rest.Slice(length + between.Length);
        }

        return true;
    }

    /// <summary>The boundary that a content type names, or null when it is not a form's.</summary>
    private static string? Boundary(string? contentType)
    {
        string[] members = SplitMembers(contentType ?? "");
        if (!members[0].Trim().Equals(MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string? boundary = Parameter(members, "boundary");
        return boundary is { Length: > 0 and <= BoundaryMaximum } && boundary.All(c => c is >= ' ' and < (char)127) ? boundary : null;
    }

    /// <summary>Two dashes close the form; nothing but the end of the line may follow.</summary>
    private static bool IsEnd(ReadOnlySpan<byte> rest) =>
        rest.Length >= 2 && rest[0] == '-' && rest[1] == '-' && (rest.Length == 2 || rest.Slice(2).SequenceEqual(_lineEnd));

    private static MultipartPart? ReadPart(ReadOnlyMemory<byte> part)
    {
        int end = part.Span.IndexOf(_headEnd);
        if (end < 0)
        {
            return null;
        }

        string? disposition = null;
        string? contentType = null;
        foreach (string line in Encoding.UTF8.GetString(part.Slice(0, end).ToArray()).Split(["\r\n"], StringSplitOptions.None))
        {
            int colon = line.IndexOf(':');
            if (colon <= 0)
            {
                return null;
            }

            string value = line.Substring(colon + 1).Trim();
            switch (line.Substring(0, colon).ToLowerInvariant())
            {
                case "content-disposition" when disposition is null:
                    disposition = value;
                    break;
                case "content-type":
                    contentType = value;
                    break;
                case "content-disposition":
                    return null;
            }
        }

        string[] members = SplitMembers(disposition ?? "");
        bool isField = members[0].Trim().Equals("form-data", StringComparison.OrdinalIgnoreCase);
        return isField && Parameter(members, "name") is { Length: > 0 } name
            ? new MultipartPart(name, Parameter(members, "filename"), contentType, part.Slice(end + _headEnd.Length))
            : null;
    }

    /// <summary>The members of a header between semicolons, those within quotes left alone.</summary>
    private static string[] SplitMembers(string header)
    {
        List<string> members = [];
        StringBuilder member = new();
        bool quoted = false;
        for (int i = 0; i < header.Length; i++)
        {
            char c = header[i];
            if (quoted && c == '\\' && i + 1 < header.Length)
            {
                member.Append(c).Append(header[++i]);
                continue;
            }

            quoted ^= c == '"';
            if (c == ';' && !quoted)
            {
                members.Add(member.ToString());
                member.Clear();
            }
            else
            {
                member.Append(c);
            }
        }

        members.Add(member.ToString());
        return [.. members];
    }

    private static string? Parameter(string[] members, string name)
    {
        foreach (string member in members.Skip(1))
        {
            int equals = member.IndexOf('=');
            if (equals > 0 && member.Substring(0, equals).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return Unquote(member.Substring(equals + 1).Trim());
            }
        }

        return null;
    }

    /// <summary>A backslash stands before a quote or another backslash; before anything else it is part of a name.</summary>
    private static string Unquote(string value)
    {
        if (value.Length < 2 || value[0] != '"' || value[value.Length - 1] != '"')
        {
            return value;
        }

        return value.Substring(1, value.Length - 2).Replace("\\\"", "\"").Replace("\\\\", "\\");
    }
}
