using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PimPowerShell.Core.Compare;

/// <summary>When two pieces of JSON say the same. One that is absent is <c>default</c>.</summary>
internal static class SameJson
{
    private static readonly string[] s_times = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Equal but for the order of members; an empty list is how some versions write an empty object.</summary>
    public static bool Value(JsonElement wanted, JsonElement present) =>
        IsThere(wanted) && IsThere(present)
        // most of what is read and sent back is the same to the byte
        && (JsonMarshal.GetRawUtf8Value(wanted).SequenceEqual(JsonMarshal.GetRawUtf8Value(present))
            || JsonElement.DeepEquals(wanted, present) || (IsEmptyContainer(wanted) && IsEmptyContainer(present)));

    public static bool IsThere(JsonElement value) => value.ValueKind != JsonValueKind.Undefined;

    public static bool IsNull(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    public static bool IsEmptyContainer(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        _ => false,
    };

    /// <summary>The same text, in any case.</summary>
    public static bool Code(JsonElement wanted, JsonElement present) =>
        wanted.ValueKind == JsonValueKind.String && present.ValueKind == JsonValueKind.String
        && string.Equals(wanted.GetString(), present.GetString(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Equal numbers, each as a number or as text; more digits than a number can have compare as they are.</summary>
    public static bool Decimal(JsonElement wanted, JsonElement present) =>
        Value(wanted, present) || (TryDecimal(wanted, out decimal x) && TryDecimal(present, out decimal y) && x == y);

    /// <summary>The same day as it is written, whatever the time and the zone.</summary>
    public static bool Day(JsonElement wanted, JsonElement present) =>
        Value(wanted, present) || (TryTime(wanted, out DateTimeOffset x) && TryTime(present, out DateTimeOffset y) && x.Date == y.Date);

    /// <summary>The same moment; a day begins at midnight UTC.</summary>
    public static bool Moment(JsonElement wanted, JsonElement present) =>
        Value(wanted, present) || (TryTime(wanted, out DateTimeOffset x) && TryTime(present, out DateTimeOffset y) && x == y);

    /// <summary>Whether a value is an amount with its unit.</summary>
    public static bool IsMeasurement(JsonElement value) => IsThere(Member(value, "amount")) && IsThere(Member(value, "unit"));

    /// <summary>Equal amounts of the same unit; what some servers tell of the unit besides, such as its symbol, is none of the value.</summary>
    public static bool Measurement(JsonElement wanted, JsonElement present) =>
        Value(Member(wanted, "unit"), Member(present, "unit")) && Decimal(Member(wanted, "amount"), Member(present, "amount"));

    /// <summary>Lists of the same texts in any order, each text counted once. What is absent is empty.</summary>
    public static bool Set(JsonElement wanted, JsonElement present, StringComparer comparer, string? implied = null)
    {
        if (!IsThere(wanted) || Texts(wanted, comparer) is not { } asked || Texts(present, comparer) is not { } kept)
        {
            return Value(wanted, present);
        }

        if (implied is not null && asked.Count < kept.Count)
        {
            asked.Add(implied);
        }

        return asked.SetEquals(kept);
    }

    /// <summary>
    /// Whether two values could be one and the same, as a caller wrote it and as the server gives it: numbers by their
    /// value, lists in any order, and nothing for what is empty.
    /// </summary>
    /// <param name="x">The one.</param>
    /// <param name="y">The other.</param>
    /// <param name="inAnyCase">Whether the case of texts means nothing, as that of codes does not.</param>
    public static bool Alike(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y, bool inAnyCase)
    {
        using JsonDocument? one = x.IsEmpty ? null : JsonDocument.Parse(x);
        using JsonDocument? other = y.IsEmpty ? null : JsonDocument.Parse(y);
        return Alike(one?.RootElement ?? default, other?.RootElement ?? default, inAnyCase);
    }

    private static bool Alike(JsonElement x, JsonElement y, bool inAnyCase) => IsNothing(x) || IsNothing(y) ? IsNothing(x) && IsNothing(y) : (x.ValueKind, y.ValueKind) switch
    {
        (JsonValueKind.Array, JsonValueKind.Array) => Items(x) is var items && Items(y) is var others && items.Count == others.Count && items.All(item => others.Any(other => Alike(item, other, inAnyCase))),
        (JsonValueKind.Object, JsonValueKind.Object) when IsMeasurement(x) && IsMeasurement(y) => Measurement(x, y),
        (JsonValueKind.Object, JsonValueKind.Object) => Members(x).Keys.Union(Members(y).Keys).All(name => Alike(Member(x, name), Member(y, name), inAnyCase)),
        _ => (inAnyCase && Code(x, y)) || Decimal(x, y) || Day(x, y),
    };

    private static bool IsNothing(JsonElement value) =>
        IsNull(value) || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""u8)) || IsEmptyContainer(value)
        // a price or a measurement without an amount is none
        || (Member(value, "amount") is var amount && IsThere(amount) && IsNothing(amount));

    private static List<JsonElement> Items(JsonElement list) => [.. list.EnumerateArray().Where(static item => !IsNothing(item))];

    /// <summary>The texts of a list; null when it is no list, or has something else in it.</summary>
    public static HashSet<string>? Texts(JsonElement list, StringComparer comparer)
    {
        var texts = new HashSet<string>(comparer);
        if (!IsThere(list))
        {
            return texts;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            texts.Add(item.GetString()!);
        }

        return texts;
    }

    /// <summary>The text that a piece of JSON is; null for all else.</summary>
    public static string? Text(ReadOnlyMemory<byte> json)
    {
        using JsonDocument? document = json.IsEmpty ? null : JsonDocument.Parse(json);
        return document?.RootElement is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    }

    /// <summary>The members of an object by their names; none of what is no object.</summary>
    public static Dictionary<string, JsonElement> Members(JsonElement value, StringComparer? comparer = null)
    {
        var members = new Dictionary<string, JsonElement>(comparer ?? StringComparer.Ordinal);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in value.EnumerateObject())
            {
                members[member.Name] = member.Value;
            }
        }

        return members;
    }

    /// <summary>A member of something that may be no object.</summary>
    public static JsonElement Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement member) ? member : default;

    /// <summary>A copy of the value's own bytes; none of what is absent.</summary>
    public static ReadOnlyMemory<byte> Bytes(JsonElement value) => IsThere(value) ? JsonMarshal.GetRawUtf8Value(value).ToArray() : default(ReadOnlyMemory<byte>);

    private static bool TryDecimal(JsonElement value, out decimal number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number
            ? value.TryGetDecimal(out number)
            : value.ValueKind == JsonValueKind.String && decimal.TryParse(
                value.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryTime(JsonElement value, out DateTimeOffset time)
    {
        time = default;
        return value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParseExact(
            value.GetString(), s_times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }
}
