using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace PimPowerShell.Output;

/// <summary>The method <c>GetValue</c> of products and product models.</summary>
public static class ProductValue
{
    /// <summary>The data of one value; null when there is none.</summary>
    /// <param name="product">The product.</param>
    /// <param name="attribute">The attribute's code.</param>
    /// <param name="locale">The locale; where none is given, the value without one, else the first there is.</param>
    /// <param name="channel">The channel; where none is given, the value without one, else the first there is.</param>
    public static object? GetValue(PSObject product, string attribute, string? locale = null, string? channel = null)
    {
        if (product?.Properties["Values"]?.Value is not PSObject values || values.Properties[attribute]?.Value is not { } value)
        {
            return null;
        }

        // a back end without locales and channels has the data itself
        if (value is not IEnumerable entries || value is string || !entries.Cast<object>().All(entry => entry is PSObject part && part.Properties["data"] is not null))
        {
            return value;
        }

        PSObject[] fitting = [.. entries.Cast<object>().Select(PSObject.AsPSObject)
            .Where(entry => Fits(entry, "locale", locale) && Fits(entry, "scope", channel))];
        PSObject? best = fitting.FirstOrDefault(entry => entry.Properties["locale"]?.Value is null && entry.Properties["scope"]?.Value is null)
            ?? fitting.FirstOrDefault();
        return best?.Properties["data"]?.Value;
    }

    /// <summary>A value that has no locale or channel holds for all of them.</summary>
    private static bool Fits(PSObject entry, string name, string? wanted) =>
        string.IsNullOrEmpty(wanted) || entry.Properties[name]?.Value is not string present || string.Equals(present, wanted, StringComparison.OrdinalIgnoreCase);
}
