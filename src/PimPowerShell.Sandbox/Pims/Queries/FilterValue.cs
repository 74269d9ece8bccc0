using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Products;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Queries;

/// <summary>A filter on one attribute: values with | between them, or two bounds with ;; between them.</summary>
internal static class FilterValue
{
    private const string RangeMark = ";;";

    public static Func<PimsProduct, bool> Parse(MappedAttribute mapped, string text, ProductReader reader)
    {
        PimsAttribute attribute = mapped.Attribute;
        if (!attribute.IsFilterable)
        {
            throw new PimsException($"The attribute \"{mapped.Name}\" is not filterable!");
        }

        int mark = text.IndexOf(RangeMark, StringComparison.Ordinal);
        if (mark >= 0)
        {
            decimal first = Bound(text.Substring(0, mark));
            decimal second = Bound(text.Substring(mark + RangeMark.Length));
            return product => Values(reader.Read(product, attribute)).Any(value => Number(value) is decimal number && number >= Math.Min(first, second) && number <= Math.Max(first, second));
        }

        HashSet<string> wanted = new(text.Split('|').Select(value => value.Trim()), StringComparer.OrdinalIgnoreCase);
        return product => Values(reader.Read(product, attribute)).Any(wanted.Contains);
    }

    public static IEnumerable<string> Values(object? value) => value switch
    {
        string text => [text],
        string[] texts => texts,
        _ => [],
    };

    public static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    private static decimal Bound(string text) =>
        text.Length > 0 && text.All(c => c is (>= '0' and <= '9') or '.') && Number(text) is decimal number
            ? number
            : throw new PimsException("The values in the range must consist only of digits and periods!");
}
