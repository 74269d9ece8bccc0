using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Pims.Api;

/// <summary>Reads members of a request's body. What is absent is null; what has another type is refused.</summary>
internal static class Field
{
    /// <summary>A text or a number, as text.</summary>
    public static string? Text(JsonElement body, string name)
    {
        if (!PhpJson.TryGet(body, name, out JsonElement value) || PhpJson.IsNull(value))
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? PhpJson.Text(value)
            : throw new PimsException($"The value of \"{name}\" should be a string!");
    }

    public static int? Number(JsonElement body, string name)
    {
        if (Text(body, name) is not string text || text.Length == 0)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new PimsException($"The value of \"{name}\" should be a number!");
    }

    /// <summary>True for the text or the literal <c>true</c>, false for anything else.</summary>
    public static bool IsTrue(JsonElement body, string name) =>
        PhpJson.TryGet(body, name, out JsonElement value)
        && (value.ValueKind == JsonValueKind.True || PhpJson.StringOrNull(value) == "true");

    /// <summary>An object; an empty one when it is absent.</summary>
    public static JsonElement Object(JsonElement body, string name)
    {
        if (!PhpJson.TryGet(body, name, out JsonElement value) || PhpJson.IsNull(value) || IsEmptyArray(value))
        {
            return default;
        }

        return value.ValueKind == JsonValueKind.Object ? value : throw new PimsException($"The value of \"{name}\" should be an OBJECT!");
    }

    public static IReadOnlyList<JsonElement> Array(JsonElement body, string name)
    {
        if (!PhpJson.TryGet(body, name, out JsonElement value) || PhpJson.IsNull(value))
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : throw new PimsException($"The value of \"{name}\" should be an ARRAY!");
    }

    public static string[] Texts(JsonElement body, string name) =>
        [.. Array(body, name).Select(PhpJson.Text)];

    public static bool Has(JsonElement body, string name) => PhpJson.TryGet(body, name, out _);

    /// <summary>To PHP an empty object and an empty list are the same.</summary>
    private static bool IsEmptyArray(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;
}
