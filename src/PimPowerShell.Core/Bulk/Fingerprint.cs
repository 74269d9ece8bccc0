using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Bulk;

/// <summary>Half of a SHA-256 over an input or a text: enough to tell a thousand million apart.</summary>
internal readonly record struct Fingerprint(ulong High, ulong Low)
{
    public static Fingerprint Of(BulkItem item) => Of(Name(item), item.Line);

    public static Fingerprint OfName(BulkItem item) => Of(Name(item).ToLowerInvariant(), default);

    public static Fingerprint Of(string text) => Of(text, default);

    /// <summary>Of a key, which is the same in any case.</summary>
    public static Fingerprint OfKey(string key) => Of(key.ToUpperInvariant());

    public static Fingerprint Of(MediaKey file) => Of($"{file.Kind}\n{file.Code}");

    private static string Name(BulkItem item)
    {
        string owners = item.PathValues is null ? "" : string.Join("\n", item.Resource.PathNames.Select(name => item.PathValues.TryGetValue(name, out string? value) ? value : ""));
        string part = item.Part == 0 ? "" : $"{item.Part}\n";
        return $"{item.Resource.Noun}\n{owners}\n{item.Key}\n{part}";
    }

    private static Fingerprint Of(string name, ReadOnlyMemory<byte> line)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(name));
        hash.AppendData(line.ToArray());
        byte[] bytes = hash.GetHashAndReset();
        return new Fingerprint(BitConverter.ToUInt64(bytes, 0), BitConverter.ToUInt64(bytes, 8));
    }

    public static Fingerprint Parse(string text) => text.Length == 32
        ? new Fingerprint(ulong.Parse(text.Substring(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture), ulong.Parse(text.Substring(16), NumberStyles.HexNumber, CultureInfo.InvariantCulture))
        : throw new FormatException();

    public override string ToString() => High.ToString("x16", CultureInfo.InvariantCulture) + Low.ToString("x16", CultureInfo.InvariantCulture);
}
