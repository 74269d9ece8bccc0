using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Makes of an item as a read tells it what a write takes. A read has links at any depth, members of values that are the
/// server's own, and the values of categories in another shape.
/// </summary>
internal static class AkeneoOutgoing
{
    // {"values":{"picture":[{"attribute_type":...
    private const int DepthOfValueMembers = 4;

    public static byte[] Shape(PimResource resource, byte[] item)
    {
        FieldShape? values = AkeneoResources.FieldOf(resource, "values")?.Shape;
        return MayNeedIt(item, values) ? JsonBytes.Write(writer => Copy(writer, item, values)) : item;
    }

    /// <summary>
    /// An identifier beside a uuid goes to where the server keeps it, among the values, unless it is there already. There it
    /// wins, except over one that was changed since the item was read.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="attribute">The attribute that holds identifiers.</param>
    /// <param name="identifier">The identifier beside the uuid.</param>
    /// <param name="read">What that was when the item was read; null where nobody knows.</param>
    /// <exception cref="PimException">Both were changed.</exception>
    public static byte[] KeepIdentifier(byte[] item, string attribute, string identifier, string? read)
    {
        ReadOnlyMemory<byte> kept = JsonCursor.FindValue(item, "values"u8);
        // some versions write an empty object as an empty list
        bool hasValues = !kept.IsEmpty && kept.Span[0] == (byte)'{';
        string? own = null;
        bool isRenamed = read is not null && identifier != read && hasValues && FindIdentifier(kept, attribute, out own) && own != identifier;
        if (isRenamed && own != read)
        {
            throw new PimException(PimErrorKind.Input, $"The identifier was changed to '{identifier}', and to '{own}' among the values: it can have one.") { Subject = attribute };
        }

        if (!isRenamed && hasValues && JsonCursor.HasMember(kept.Span, Encoding.UTF8.GetBytes(attribute)))
        {
            return item;
        }

        using JsonDocument document = JsonDocument.Parse(item);
        JsonProperty[] values = hasValues ? [.. document.RootElement.GetProperty("values").EnumerateObject().Where(value => !isRenamed || !IsCode(value, attribute))] : [];
        return values.Any(value => IsCode(value, attribute)) ? item : Write(item, "values", writer => WriteValues(writer, values, () =>
        {
            writer.WriteStartArray(attribute);
            writer.WriteStartObject();
            writer.WriteNull("locale");
            writer.WriteNull("scope");
            writer.WriteString("data", identifier);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }));
    }

    /// <summary>The identifier among the values of an item; false where they do not say.</summary>
    public static bool FindIdentifier(ReadOnlyMemory<byte> values, string attribute, out string? identifier)
    {
        using JsonDocument document = JsonDocument.Parse(values);
        JsonElement found = document.RootElement.EnumerateObject().FirstOrDefault(value => IsCode(value, attribute)).Value;
        bool isSaid = found.ValueKind == JsonValueKind.Array && found.GetArrayLength() == 1 && found[0].ValueKind == JsonValueKind.Object
            && found[0].TryGetProperty("data", out JsonElement data) && data.ValueKind is JsonValueKind.String or JsonValueKind.Null;
        identifier = isSaid ? found[0].GetProperty("data").GetString() : null;
        return isSaid;
    }

    /// <summary>An item with another identifier in its field.</summary>
    public static byte[] Rename(ReadOnlyMemory<byte> item, string? identifier) =>
        Write(item, "identifier", writer => writer.WriteString("identifier", identifier));

    /// <summary>An item without the field of its identifier.</summary>
    public static byte[] WithoutIdentifier(ReadOnlyMemory<byte> item) => Write(item, "identifier", static _ => { });

    /// <summary>An item without what it says of an attribute; without values, where that is all that they say.</summary>
    public static byte[] WithoutValue(ReadOnlyMemory<byte> item, string attribute)
    {
        using JsonDocument document = JsonDocument.Parse(JsonCursor.FindValue(item, "values"u8));
        JsonProperty[] left = [.. document.RootElement.EnumerateObject().Where(value => !IsCode(value, attribute))];
        return Write(item, "values", writer =>
        {
            if (left.Length > 0)
            {
                WriteValues(writer, left, static () => { });
            }
        });
    }

    private static void WriteValues(Utf8JsonWriter writer, IEnumerable<JsonProperty> values, Action more)
    {
        writer.WriteStartObject("values");
        foreach (JsonProperty value in values)
        {
            value.WriteTo(writer);
        }

        more();
        writer.WriteEndObject();
    }

    /// <summary>An item with something else instead of one of its fields.</summary>
    private static byte[] Write(ReadOnlyMemory<byte> item, string name, Action<Utf8JsonWriter> instead)
    {
        using JsonDocument document = JsonDocument.Parse(item);
        return JsonBytes.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (JsonProperty field in document.RootElement.EnumerateObject().Where(field => !field.NameEquals(name)))
            {
                field.WriteTo(writer);
            }

            instead(writer);
            writer.WriteEndObject();
        });
    }

    private static bool IsCode(JsonProperty value, string attribute) => string.Equals(value.Name, attribute, StringComparison.OrdinalIgnoreCase);

    /// <summary>Most lines of a file were never read from a server: they go out as they are.</summary>
    [MethodImpl(Jit.Hot)]
    private static bool MayNeedIt(ReadOnlySpan<byte> item, FieldShape? values) =>
        item.IndexOf("\"_links\""u8) >= 0 || values switch
        {
            FieldShape.Values => item.IndexOf("\"attribute_type\""u8) >= 0 || item.IndexOf("\"linked_data\""u8) >= 0 || item.IndexOf("\"reference_data_name\""u8) >= 0
                || item.IndexOf("\"symbol\""u8) >= 0,
            FieldShape.ValueList => item.IndexOf("\"values\""u8) >= 0,
            _ => false,
        };

    private static void Copy(Utf8JsonWriter writer, byte[] item, FieldShape? values)
    {
        var reader = new Utf8JsonReader(item);
        bool isInValues = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    isInValues = reader.CurrentDepth == 1 ? reader.ValueTextEquals("values"u8) : isInValues;
                    CopyMember(writer, ref reader, item, isInValues ? values : null);
                    break;
                default:
                    writer.WriteRawValue(item.AsSpan((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)), skipInputValidation: true);
                    break;
            }
        }
    }

    private static void CopyMember(Utf8JsonWriter writer, ref Utf8JsonReader reader, byte[] item, FieldShape? values)
    {
        if (reader.ValueTextEquals("_links"u8) || (values == FieldShape.Values && IsServersOwn(ref reader)))
        {
            reader.Skip();
            return;
        }

        writer.WritePropertyName(reader.GetString()!);
        if (values == FieldShape.ValueList && reader.CurrentDepth == 1)
        {
            reader.Read();
            AkeneoCategoryValues.Write(writer, JsonCursor.TakeValue(ref reader, item));
        }
    }

    private static bool IsServersOwn(ref Utf8JsonReader name) => name.CurrentDepth switch
    {
        DepthOfValueMembers => name.ValueTextEquals("attribute_type"u8) || name.ValueTextEquals("linked_data"u8) || name.ValueTextEquals("reference_data_name"u8),
        // what a unit is written with, beside the amount of a measurement and its unit
        DepthOfValueMembers + 1 => name.ValueTextEquals("symbol"u8),
        _ => false,
    };
}
