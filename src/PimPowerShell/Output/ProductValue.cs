using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace PimPowerShell.Output;

/// <summary>The method <c>GetValue</c> of products, product models and records.</summary>
public static class ProductValue
{
    /// <summary>The data of one value; null when there is none.</summary>
    /// <param name="product">The item.</param>
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

        // records and assets call the channel by its name
        PSObject[] fitting = [.. entries.Cast<object>().Select(PSObject.AsPSObject)
            .Where(entry => Fits(entry, "locale", locale) && Fits(entry, "scope", channel) && Fits(entry, "channel", channel))];
        PSObject? best = fitting.FirstOrDefault(entry => entry.Properties["locale"]?.Value is null && (entry.Properties["scope"] ?? entry.Properties["channel"])?.Value is null)
            ?? fitting.FirstOrDefault();
        return best?.Properties["data"]?.Value;
    }

    /// <summary>A value that has no locale or channel holds for all of them.</summary>
    private static bool Fits(PSObject entry, string name, string? wanted) =>
        string.IsNullOrEmpty(wanted) || entry.Properties[name]?.Value is not string present || string.Equals(present, wanted, StringComparison.OrdinalIgnoreCase);
}
