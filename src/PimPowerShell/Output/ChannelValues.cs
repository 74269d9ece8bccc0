using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Output;

/// <summary>Leaves of an item's values those that a list gives for a channel: the channel's own, and those that have none.</summary>
internal sealed class ChannelValues
{
    private readonly string _channel;
    private readonly IReadOnlyList<string>? _locales;

    /// <param name="channel">The channel.</param>
    /// <param name="places">The channels, whose locales bound the values; null where the server has chosen the locales already.</param>
    public ChannelValues(string channel, CatalogPlaces? places)
    {
        _channel = channel;
        _locales = places?.Channels.FirstOrDefault(known => IsSame(known.Code, channel))?.Locales;
    }

    /// <summary>Takes the other values out of an item.</summary>
    public void Keep(PSObject item)
    {
        if (item.Properties["Values"]?.Value is not PSObject values)
        {
            return;
        }

        foreach (PSPropertyInfo attribute in values.Properties.ToArray())
        {
            object?[] kept = attribute.Value is object?[] all ? [.. all.Where(Fits)] : [];
            if (kept.Length > 0)
            {
                attribute.Value = kept;
            }
            else
            {
                values.Properties.Remove(attribute.Name);
            }
        }
    }

    private bool Fits(object? value) => value is PSObject entry
        && (entry.Properties["scope"]?.Value is not string scope || IsSame(scope, _channel))
        && (entry.Properties["locale"]?.Value is not string locale || _locales is null || _locales.Contains(locale, StringComparer.OrdinalIgnoreCase));

    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
