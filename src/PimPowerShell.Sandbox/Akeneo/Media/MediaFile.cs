using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.Media;

/// <summary>A file that values point at by its code.</summary>
internal sealed class MediaFile(string code, string originalName, ReadOnlyMemory<byte> bytes)
{
    private const int NameMaximum = 100;

    public string Code { get; } = code;

    /// <summary>The name that the file was sent under.</summary>
    public string OriginalName { get; } = originalName;

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public DateTimeOffset Uploaded { get; } = Timestamps.Now();

    public string Extension { get; } = originalName.Substring(originalName.LastIndexOf('.') + 1).ToLowerInvariant();

    public string MimeType => MediaTypes.Of(Extension);

    /// <summary>A file with a code of its own, however often the same file is sent.</summary>
    public static MediaFile Create(string originalName, ReadOnlyMemory<byte> bytes)
    {
        using SHA1 sha1 = SHA1.Create();
        byte[] digest = sha1.ComputeHash(Encoding.UTF8.GetBytes(originalName + Guid.NewGuid()));
        return new MediaFile(MakeCode(string.Concat(digest.Select(part => part.ToString("x2"))), originalName), originalName, bytes);
    }

    /// <summary>The segments of a URL below the API's root; the slashes of a code stay slashes (10, quirk 7).</summary>
    public static string[] SegmentsOf(string path, string code, params string[] more) => [path, .. code.Split('/'), .. more];

    /// <summary>The answer to a download.</summary>
    public HttpResponse Download() => new HttpResponse(200, MimeType, Bytes)
        .With("Content-Disposition", $"attachment; filename=\"{string.Concat(OriginalName.Where(c => c != '"' && !char.IsControl(c)))}\"");

    /// <summary>Four folders of one character, the hash, and what is left of the name (1.5).</summary>
    public static string MakeCode(string hash, string originalName)
    {
        string name = string.Concat(originalName.Select(c => c is '.' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') ? c : '_'));
        name = name.Length > NameMaximum ? name.Substring(name.Length - NameMaximum) : name;
        return $"{hash[0]}/{hash[1]}/{hash[2]}/{hash[3]}/{hash}_{name}";
    }
}
