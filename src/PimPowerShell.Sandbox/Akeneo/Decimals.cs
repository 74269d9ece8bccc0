using System.Globalization;

namespace PimPowerShell.Sandbox.Akeneo;

/// <summary>Numbers as the API writes and reads them.</summary>
internal static class Decimals
{
    public static bool TryRead(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number);

    public static string Write(decimal number, int places) => number.ToString("F" + places, CultureInfo.InvariantCulture);

    /// <summary>The number of an amount, which is kept as a long or as a string with decimals.</summary>
    public static decimal Of(object amount) => amount is long whole ? whole : decimal.Parse((string)amount, CultureInfo.InvariantCulture);
}
