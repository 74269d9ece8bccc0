using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PimPowerShell.Sandbox.Json;

/// <summary>JSON as PHP sees it, where objects and arrays are one type.</summary>
internal static class PhpJson
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The name that PHP's gettype gives a value, which is what the server's messages use.</summary>
    public static string TypeName(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => IsInteger(value) ? "integer" : "double",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object or JsonValueKind.Array => "array",
        _ => "NULL",
    };

    /// <summary>A scalar as it looks when put into a message.</summary>
    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "1",
        JsonValueKind.Object or JsonValueKind.Array => "Array",
        _ => "",
    };

    public static bool IsInteger(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _) && value.GetRawText().IndexOfAny(['.', 'e', 'E']) < 0;

    public static bool IsArray(JsonElement value) => value.ValueKind is JsonValueKind.Object or JsonValueKind.Array;

    public static bool IsNull(JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    public static string? StringOrNull(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Keys and values of either kind of array; a list has its positions as keys.</summary>
    public static IEnumerable<KeyValuePair<string, JsonElement>> Entries(JsonElement array)
    {
        if (array.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in array.EnumerateObject())
            {
                yield return new(property.Name, property.Value);
            }
        }
        else if (array.ValueKind == JsonValueKind.Array)
        {
            int position = 0;
            foreach (JsonElement item in array.EnumerateArray())
            {
                yield return new((position++).ToString(), item);
            }
        }
    }

    public static bool TryGet(JsonElement array, string key, out JsonElement value)
    {
        value = default;
        return array.ValueKind == JsonValueKind.Object && array.TryGetProperty(key, out value);
    }

    /// <summary>Parses an object or list; false for anything else, as for what is not JSON.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> text, out JsonElement value)
    {
        value = default;
        try
        {
            RequireUtf8(text);
            value = JsonDocument.Parse(text).RootElement;
            RequireWholeLetters(text.Span);
            return IsArray(value);
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The parser looks at the bytes of a string only when somebody asks for it; PHP looks at once.</summary>
    private static void RequireUtf8(ReadOnlyMemory<byte> text)
    {
        if (MemoryMarshal.TryGetArray(text, out ArraySegment<byte> segment) && segment.Array is not null)
        {
            _utf8.GetCharCount(segment.Array, segment.Offset, segment.Count);
        }
    }

    /// <summary>So with letters that are written by two numbers, of which one may be missing.</summary>
    private static void RequireWholeLetters(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("\\u"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(text);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                _ = reader.GetString();
            }
        }
    }

    /// <summary>A node that shares nothing with the document it was read from, and so is safe to read from many threads.</summary>
    public static JsonNode? ToNode(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                JsonObject result = [];
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    result[property.Name] = ToNode(property.Value);
                }

                return result;
            case JsonValueKind.Array:
                JsonArray list = [];
                foreach (JsonElement item in value.EnumerateArray())
                {
                    list.Add(ToNode(item));
                }

                return list;
            case JsonValueKind.String:
                return JsonValue.Create(value.GetString());
            case JsonValueKind.Number:
                return IsInteger(value) ? JsonValue.Create(value.GetInt64()) : JsonValue.Create(value.GetDouble());
            case JsonValueKind.True:
            case JsonValueKind.False:
                return JsonValue.Create(value.GetBoolean());
            default:
                return null;
        }
    }

    public static void Write(PhpJsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.Null();
                break;
            case JsonObject members:
                writer.BeginObject();
                foreach (KeyValuePair<string, JsonNode?> member in members)
                {
                    writer.Name(member.Key);
                    Write(writer, member.Value);
                }

                writer.EndObject();
                break;
            case JsonArray items:
                writer.BeginArray();
                foreach (JsonNode? item in items)
                {
                    Write(writer, item);
                }

                writer.EndArray();
                break;
            case JsonValue value when value.TryGetValue(out string? text):
                writer.String(text);
                break;
            default:
                writer.Literal(node.ToJsonString());
                break;
        }
    }
}
