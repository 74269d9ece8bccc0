using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Auth;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Products;

/// <summary>A history as a caller sees it: attributes under the names of the view, and without those that it hides.</summary>
internal static class HistoryView
{
    /// <param name="entries">The whole history.</param>
    /// <param name="map">The caller's view.</param>
    /// <param name="user">A user's name, a key, or a key as the history shows it; null for everybody.</param>
    public static List<HistoryEntry> Of(IEnumerable<HistoryEntry> entries, AttributeMap map, string? user) =>
        [.. entries.Where(entry => entry.New.Keys.Any(name => map.NameOf(name) is not null) && (string.IsNullOrEmpty(user) || IsBy(entry, user!)))];

    public static void Write(PhpJsonWriter writer, HistoryEntry entry, AttributeMap map)
    {
        DateTimeOffset date = DateTimeOffset.FromUnixTimeSeconds(entry.Date);
        writer.BeginObject();
        writer.Name("user").String(entry.User);
        writer.Name("date").Number(entry.Date);
        writer.Name("formatted_date_round").String(date.ToString("yyyy-MM-dd 00:00:00", CultureInfo.InvariantCulture));
        WriteValues(writer.Name("old"), entry.Old, map);
        WriteValues(writer.Name("new"), entry.New, map);
        writer.EndObject();
    }

    private static bool IsBy(HistoryEntry entry, string user) =>
        entry.User.Equals(user, StringComparison.OrdinalIgnoreCase) || entry.User == PimsKey.Mask(user);

    private static void WriteValues(PhpJsonWriter writer, IReadOnlyDictionary<string, object?> values, AttributeMap map)
    {
        writer.BeginObject();
        foreach (KeyValuePair<string, object?> value in values)
        {
            if (map.NameOf(value.Key) is string name)
            {
                ProductJson.WriteValue(writer.Name(name), value.Value, isCollection: false);
            }
        }

        writer.EndObject();
    }
}
