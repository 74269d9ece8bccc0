using System;
using System.Globalization;

namespace PimPowerShell.Sandbox.Pims.Generation;

/// <summary>Article numbers of generated products. The product follows from the number, which keeps the check for uniqueness cheap.</summary>
internal static class Ean
{
    private const string Prefix = "40";

    public static string Of(int row)
    {
        string digits = Prefix + row.ToString("D10", CultureInfo.InvariantCulture);
        return digits + Check(digits);
    }

    /// <summary>The row of a generated number, or -1.</summary>
    public static int RowOf(string ean) =>
        ean.Length == 13
        && ean.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(ean.Substring(2, 10), NumberStyles.None, CultureInfo.InvariantCulture, out int row)
        && Of(row) == ean
            ? row
            : -1;

    private static char Check(string digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
