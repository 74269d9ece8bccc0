namespace PimPowerShell.Core.Rows;

/// <summary>
/// Keeps a spreadsheet from taking a text for a formula: an apostrophe goes before it. A text that begins with
/// apostrophes and then as a formula does gets one more, so that the way back is the same for all.
/// </summary>
internal static class RowFormula
{
    public static string Disarm(string text) => IsArmed(text) ? "'" + text : text;

    public static string Arm(string cell) => cell.Length > 1 && cell[0] == '\'' && IsArmed(cell) ? cell.Substring(1) : cell;

    /// <summary>Whether a text is a formula behind as many apostrophes as it has.</summary>
    private static bool IsArmed(string text)
    {
        int start = 0;
        while (start < text.Length && text[start] == '\'')
        {
            start++;
        }

        return start < text.Length && text[start] is '=' or '+' or '-' or '@' or '\t' or '\r';
    }
}
