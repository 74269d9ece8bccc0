using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace PimPowerShell.Core.Json;

/// <summary>
/// Writes plain .NET values as JSON: strings, numbers, booleans, dates, dictionaries, sequences, and
/// <see cref="ReadOnlyMemory{T}"/> of bytes for JSON that is already written.
/// </summary>
public static class JsonTree
{
    /// <summary>Writes one value. A type that JSON has no form for becomes its invariant text.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="unwrap">Turns each value that the caller's world wraps into one of those above, an object into pairs; null for none.</param>
    public static void Write(Utf8JsonWriter writer, object? value, Func<object?, object?>? unwrap = null)
    {
        if (unwrap is not null)
        {
            value = unwrap(value);
        }

        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case float number:
                writer.WriteNumberValue(number);
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case Enum name:
                writer.WriteStringValue(name.ToString());
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case DateTime time:
                writer.WriteStringValue(CalendarDay.Moment(time));
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
                break;
            case ReadOnlyMemory<byte> json when json.Span.IndexOfAny((byte)'\n', (byte)'\r') >= 0:
                // a line of a batch must not contain the line breaks of a text that was laid out for reading
                using (JsonDocument document = JsonDocument.Parse(json))
                {
                    document.RootElement.WriteTo(writer);
                }

                break;
            case ReadOnlyMemory<byte> json:
                writer.WriteRawValue(json.Span, skipInputValidation: true);
                break;
            case IDictionary map:
                writer.WriteStartObject();
                foreach (DictionaryEntry entry in map)
                {
                    writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "");
                    Write(writer, entry.Value, unwrap);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable<KeyValuePair<string, object?>> pairs:
                writer.WriteStartObject();
                foreach (KeyValuePair<string, object?> pair in pairs)
                {
                    writer.WritePropertyName(pair.Key);
                    Write(writer, pair.Value, unwrap);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable sequence:
                writer.WriteStartArray();
                foreach (object? item in sequence)
                {
                    Write(writer, item, unwrap);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(CalendarDay.Of(value) ?? Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>One value as plain .NET values: what <see cref="Write"/> takes.</summary>
    /// <param name="value">The value.</param>
    public static object? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Members(value),
        JsonValueKind.Array => value.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetDecimal(out decimal number) ? number : value.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        _ => null,
    };

    private static Dictionary<string, object?> Members(JsonElement value)
    {
        var members = new Dictionary<string, object?>();
        foreach (JsonProperty member in value.EnumerateObject())
        {
            members[member.Name] = Read(member.Value);
        }

        return members;
    }

    /// <summary>The entries of any dictionary. A generic one gives another type of them to <c>Cast</c>.</summary>
    /// <param name="map">The dictionary.</param>
    public static IEnumerable<KeyValuePair<string, object?>> Pairs(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
        {
            yield return new KeyValuePair<string, object?>(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", entry.Value);
        }
    }

    /// <summary>Whether a value is a JSON number.</summary>
    public static bool IsNumber(object? value) =>
        value is decimal or double or float or sbyte or byte or short or ushort or int or uint or long or ulong;
}
