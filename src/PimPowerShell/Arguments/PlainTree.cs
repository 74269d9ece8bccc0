using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core.Json;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>Takes PowerShell's wrapping off the values that users hand in.</summary>
internal static class PlainTree
{
    /// <summary>One value without its wrapping; a custom object as pairs of names and values.</summary>
    public static object? Unwrap(object? value) => value switch
    {
        // a value names a file by its code
        PSObject { BaseObject: PSCustomObject } file when SentMediaFile.IsMediaFile(file) => file.Properties["Code"]?.Value,
        PSObject { BaseObject: PSCustomObject } custom => Pairs(custom),
        PSObject wrapped => wrapped.BaseObject,
        Guid uuid => uuid.ToString(),
        SwitchParameter flag => flag.IsPresent,
        _ => value,
    };

    /// <summary>One value without its wrapping; a custom object as it is, since there is nothing within it.</summary>
    public static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>The whole tree without wrapping: dictionaries, lists and scalars.</summary>
    public static object? From(object? value) => Unwrap(value) switch
    {
        IEnumerable<KeyValuePair<string, object?>> pairs => pairs.ToDictionary(pair => pair.Key, pair => From(pair.Value), StringComparer.OrdinalIgnoreCase),
        IDictionary map => ToDictionary(map),
        string text => text,
        ReadOnlyMemory<byte> json => JsonToPSObject.Read(json) is { } tree ? From(tree) : null,
        IEnumerable list => list.Cast<object?>().Select(From).ToList(),
        var scalar => scalar,
    };

    public static Dictionary<string, object?> ToDictionary(IDictionary map) =>
        JsonTree.Pairs(map).ToDictionary(entry => entry.Key, entry => From(entry.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>The properties of a custom object; JSON that nobody has looked at stays JSON.</summary>
    private static IEnumerable<KeyValuePair<string, object?>> Pairs(PSObject custom) =>
        custom.Properties
            .Where(property => property.IsGettable)
            .Select(property => new KeyValuePair<string, object?>(property.Name,
                property is JsonNoteProperty { UnreadJson: { } json } ? json : property.Value));
}
