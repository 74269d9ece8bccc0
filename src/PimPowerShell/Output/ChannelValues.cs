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
    private readonly string _channelField;
    private readonly IReadOnlyList<string>? _locales;

    /// <param name="channel">The channel.</param>
    /// <param name="channelField">What the channel of a value is called.</param>
    /// <param name="places">The channels, whose locales bound the values; null where the server has chosen the locales already.</param>
    public ChannelValues(string channel, string channelField, CatalogPlaces? places)
    {
        _channel = channel;
        _channelField = channelField;
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
        && (entry.Properties[_channelField]?.Value is not string own || IsSame(own, _channel))
        && (entry.Properties["locale"]?.Value is not string locale || _locales is null || _locales.Contains(locale, StringComparer.OrdinalIgnoreCase));

    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
