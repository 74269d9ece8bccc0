using System;
using System.Globalization;

namespace PimPowerShell.Sandbox.Pims.Generation;

/// <summary>Codes of generated assets: which kind, of which product. So nothing has to be held to serve them.</summary>
internal static class AssetCode
{
    private const string Prefix = "5371";
    private const int RowWidth = 11;

    private static readonly string[] _kinds = ["thumb.png", "image.png", "sheet.pdf", "gallery-1.png", "gallery-2.png", "gallery-3.png"];

    public static string Of(int kind, int row) => Prefix + kind + row.ToString("D" + RowWidth, CultureInfo.InvariantCulture);

    public static string FileOf(int kind) => _kinds[kind];

    public static int KindOf(string file) => Array.IndexOf(_kinds, file);

    /// <summary>Whether a code is one of a catalog of so many products.</summary>
    public static bool TryRead(string code, int count, out int kind, out int row)
    {
        kind = row = 0;
        return code.Length == Prefix.Length + 1 + RowWidth
            && code.StartsWith(Prefix, StringComparison.Ordinal)
            && (kind = code[Prefix.Length] - '0') < _kinds.Length
            && kind >= 0
            && int.TryParse(code.Substring(Prefix.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out row)
            && row < count;
    }
}
