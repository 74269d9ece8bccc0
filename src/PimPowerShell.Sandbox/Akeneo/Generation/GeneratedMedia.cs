using System;
using System.Text;
using System.Text.RegularExpressions;
using PimPowerShell.Sandbox.Akeneo.Media;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>
/// The files that generated values point at. None is kept: the end of a code's hash is a check over the rest,
/// which tells the codes that were generated from all others.
/// </summary>
internal static class GeneratedMedia
{
    private const int HashLength = 40;
    private const int CheckLength = 8;

    private static readonly Regex _code = new("^[0-9a-f]/[0-9a-f]/[0-9a-f]/[0-9a-f]/([0-9a-f]{40})_([a-z_]+\\.[a-z]+)$", RegexOptions.CultureInvariant);

    /// <summary>The smallest picture there is.</summary>
    private static readonly byte[] _jpeg = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=");

    private static readonly byte[] _pdf = Encoding.ASCII.GetBytes(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    /// <param name="digits">32 hexadecimal digits.</param>
    /// <param name="name">The name of the file.</param>
    public static string Code(string digits, string name) => MediaFile.MakeCode(digits + Check(digits, name), name);

    /// <summary>The file of a generated code, or null when the code is none.</summary>
    public static MediaFile? Find(string code)
    {
        Match match = _code.Match(code);
        string name = match.Groups[2].Value;
        return match.Success && code == Code(match.Groups[1].Value.Substring(0, HashLength - CheckLength), name)
            ? new MediaFile(code, name, Content(code))
            : null;
    }

    /// <summary>A readable file; its code at the end makes each a different one.</summary>
    private static byte[] Content(string code) => [.. code.EndsWith(".pdf", StringComparison.Ordinal) ? _pdf : _jpeg, .. Encoding.ASCII.GetBytes(code)];

    private static string Check(string digits, string name)
    {
        uint check = 2166136261;
        foreach (char c in digits + name)
        {
            check = (check ^ c) * 16777619;
        }

        return check.ToString("x8");
    }
}
