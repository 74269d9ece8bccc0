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
        PSObject { BaseObject: PSCustomObject } custom => TimeOf(custom) ?? (object)Pairs(custom),
        PSObject wrapped => Unwrap(wrapped.BaseObject),
        Guid uuid => uuid.ToString(),
        SwitchParameter flag => flag.IsPresent,
        _ => CalendarDay.IsDateOnly(value) ? CalendarDay.Of(value) : value,
    };

    /// <summary>What PowerShell has wrapped.</summary>
    public static object? Base(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>One value without its wrapping; a custom object as it is, since there is nothing within it.</summary>
    public static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>What stands for a value without its wrapping: an object that was read is named by its code.</summary>
    public static object? UnwrapValue(object? value) => value is PSObject { BaseObject: PSCustomObject } item && ItemText.IsItem(item) ? ItemText.Of(item) : Unwrap(value);

    /// <summary>The whole tree without wrapping: dictionaries, lists and scalars.</summary>
    public static object? From(object? value) => Tree(Unwrap(value), UnwrapData);

    /// <summary>The whole tree of what stands for a value.</summary>
    public static object? FromValue(object? value) => Tree(UnwrapValue(value), UnwrapValue);

    public static Dictionary<string, object?> ToDictionary(IDictionary map) => ToDictionary(map, UnwrapValue);

    public static Dictionary<string, object?> ToDictionary(IDictionary map, Func<object?, object?> unwrap) => ToDictionary(JsonTree.Pairs(map), unwrap);

    // a link tells products from product models
    private static object? UnwrapData(object? value) =>
        value is PSObject { BaseObject: PSCustomObject } item && (ObjectKind.Is(item, "Product") || ObjectKind.Is(item, "ProductModel")) ? Unwrap(value) : UnwrapValue(value);

    private static Dictionary<string, object?> ToDictionary(IEnumerable<KeyValuePair<string, object?>> pairs, Func<object?, object?> unwrap) =>
        pairs.ToDictionary(pair => pair.Key, pair => Tree(unwrap(pair.Value), unwrap), StringComparer.OrdinalIgnoreCase);

    private static object? Tree(object? plain, Func<object?, object?> unwrap) => plain switch
    {
        IEnumerable<KeyValuePair<string, object?>> pairs => ToDictionary(pairs, unwrap),
        IDictionary map => ToDictionary(JsonTree.Pairs(map), unwrap),
        string text => text,
        // nothing within JSON is an object that was read by itself
        ReadOnlyMemory<byte> json => JsonToPSObject.Read(json) is { } tree ? Tree(Unwrap(tree), Unwrap) : null,
        IEnumerable list => list.Cast<object?>().Select(item => Tree(unwrap(item), unwrap)).ToList(),
        var scalar => scalar,
    };

    /// <summary>The properties of a custom object that are its own, not PowerShell's.</summary>
    public static IEnumerable<PSPropertyInfo> Properties(PSObject custom)
    {
        bool isFromElsewhere = ObjectKind.IsFromElsewhere(custom);
        return custom.Properties.Where(property => property.IsGettable && !(isFromElsewhere && ObjectKind.IsAddedOnTheWay(property.Name)));
    }

    /// <summary>What PowerShell made of a time that went through a job or a file; null for all else.</summary>
    private static DateTimeOffset? TimeOf(PSObject custom) =>
        ObjectKind.IsFromElsewhere(custom, typeof(DateTimeOffset).FullName) && custom.Properties["Ticks"]?.Value is long ticks && custom.Properties["Offset"]?.Value is TimeSpan offset
            ? new DateTimeOffset(ticks, offset) : null;

    /// <summary>The properties with their values; JSON that nobody has looked at stays JSON.</summary>
    private static IEnumerable<KeyValuePair<string, object?>> Pairs(PSObject custom) =>
        Properties(custom)
            .Select(property => new KeyValuePair<string, object?>(property.Name,
                property is JsonNoteProperty { UnreadJson: { } json } ? json : property.Value));
}
