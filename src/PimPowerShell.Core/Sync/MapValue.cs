using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Fits a value to an attribute where back ends write the same thing in different ways.</summary>
internal static class MapValue
{
    private const int DayLength = 10;

    /// <exception cref="PimException">The value has a unit or currencies of which the entry does not say what to make.</exception>
    public static object? Fit(AttributeDefinition attribute, object? value, MapEntry entry) => attribute.Form switch
    {
        ValueForm.Measure => value is IDictionary || entry.Unit is null ? value : new Dictionary<string, object?> { ["amount"] = value, ["unit"] = entry.Unit },
        ValueForm.Prices when entry.Currency is { } currency => new Dictionary<string, object?> { [currency] = Prices(value) is { } prices ? Amount(prices, currency, attribute) : value },
        ValueForm.Prices or ValueForm.Json => value,
        _ => Plain(attribute, value, entry),
    };

    private static object? Plain(AttributeDefinition attribute, object? value, MapEntry entry)
    {
        if (value is IDictionary measure && measure.Contains("amount") && measure.Contains("unit"))
        {
            return entry.Unit is null || string.Equals(measure["unit"] as string, entry.Unit, StringComparison.OrdinalIgnoreCase) ? measure["amount"]
                : throw Bad(attribute, $"takes a number of {entry.Unit}, and the value is in {measure["unit"]}");
        }

        if (Prices(value) is { } prices)
        {
            return Amount(prices, entry.Currency, attribute);
        }

        return value switch
        {
            IList { Count: 1 } list when attribute.Form != ValueForm.List => list[0],
            // the time of a day is always midnight
            string { Length: > DayLength } time when attribute.Type == "date" && time[DayLength] == 'T' => time.Substring(0, DayLength),
            _ => value,
        };
    }

    private static List<IDictionary>? Prices(object? value) =>
        value is IList { Count: > 0 } list && list.Cast<object?>().All(static item => item is IDictionary price && price.Contains("amount") && price.Contains("currency"))
            ? [.. list.Cast<IDictionary>()] : null;

    private static object? Amount(List<IDictionary> prices, string? currency, AttributeDefinition attribute)
    {
        List<IDictionary> found = currency is null ? prices : prices.FindAll(price => string.Equals(price["currency"] as string, currency, StringComparison.OrdinalIgnoreCase));
        return found.Count > 1 ? throw Bad(attribute, "takes one amount, and the value has several currencies: give the Currency of one") : found.FirstOrDefault()?["amount"];
    }

    private static PimException Bad(AttributeDefinition attribute, string message) =>
        new(PimErrorKind.Input, $"The attribute '{attribute.Code}' {message}.") { Subject = attribute.Code };
}
