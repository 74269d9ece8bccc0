using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Arguments;

/// <summary>Reads the table of Copy-PimProduct that says what becomes what.</summary>
internal static class ProductMapArgument
{
    private static readonly string[] s_names = ["From", "Locale", "Channel", "FromLocale", "FromChannel", "Unit", "Currency", "Convert"];

    public static IReadOnlyList<MapEntry> Read(IDictionary map)
    {
        List<MapEntry> entries = [.. JsonTree.Pairs(map).SelectMany(static pair => Entries(pair.Key, pair.Value))];
        return entries.Count > 0 ? entries : throw new PimException(PimErrorKind.Input, "Map: is empty. It takes a table such as @{ name = 'title' }.") { Subject = "Map" };
    }

    private static IEnumerable<MapEntry> Entries(string target, object? value) => PlainTree.Base(value) switch
    {
        IDictionary table => [Entry(target, table)],
        IEnumerable list and not string => list.Cast<object?>().SelectMany(item => Entries(target, item)),
        var source => [From(new MapEntry(target), source)],
    };

    private static MapEntry Entry(string target, IDictionary table)
    {
        var fields = JsonTree.Pairs(table).ToDictionary(static pair => pair.Key, static pair => PlainTree.Base(pair.Value), StringComparer.OrdinalIgnoreCase);
        if (fields.Keys.FirstOrDefault(static name => !s_names.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw Bad(target, $"'{unknown}' means nothing there. It takes {string.Join(", ", s_names)}");
        }

        return From(new MapEntry(target)
        {
            Locale = Text("Locale"),
            Channel = Text("Channel"),
            FromLocale = Text("FromLocale"),
            FromChannel = Text("FromChannel"),
            Unit = Text("Unit"),
            Currency = Text("Currency"),
            Convert = Find("Convert") switch
            {
                null => null,
                ScriptBlock script => item => Invoke(script, item),
                IDictionary words => item => Look(words, item),
                _ => throw Bad(target, "Convert takes a table of old and new values, or a script"),
            },
        }, Find("From"));

        object? Find(string name) => fields.TryGetValue(name, out object? value) ? value : null;

        string? Text(string name) => Find(name) is { } value ? LanguagePrimitives.ConvertTo<string>(value) : null;
    }

    private static MapEntry From(MapEntry entry, object? source) => source switch
    {
        string { Length: > 0 } name => entry with { From = name },
        ScriptBlock script => entry with { Compute = product => Invoke(script, product) },
        _ => throw Bad(entry.Target, "takes the name of an attribute or a field, a script with the product as $_, or a table with one of these as From"),
    };

    /// <summary>What a script makes of something; several outputs are a list.</summary>
    private static object? Invoke(ScriptBlock script, object? item)
    {
        try
        {
            var output = script.InvokeWithContext(null, [new PSVariable("_", item)], []);
            return output.Count switch
            {
                0 => null,
                1 => PlainTree.From(output[0]),
                _ => output.Select(PlainTree.From).ToList(),
            };
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw new PimException(PimErrorKind.Input, $"The script failed: {e.Message}", e);
        }
    }

    /// <summary>The new value of an old one; one that is not in the table stays.</summary>
    private static object? Look(IDictionary words, object? item)
    {
        string text = item is bool flag ? (flag ? "true" : "false") : LanguagePrimitives.ConvertTo<string>(item);
        foreach (KeyValuePair<string, object?> word in JsonTree.Pairs(words))
        {
            if (string.Equals(word.Key, text, StringComparison.OrdinalIgnoreCase))
            {
                return PlainTree.From(word.Value);
            }
        }

        return item;
    }

    private static PimException Bad(string target, string message) => new(PimErrorKind.Input, $"Map: '{target}': {message}.") { Subject = "Map" };
}
