using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Media;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.CategoryValues;

/// <summary>Puts values into a category. They are kept as the server tells them: an object, though they come as a list (9.2).</summary>
internal static class CategoryValueWriter
{
    private const string Property = "values";

    /// <summary>The stored values with those that were sent: null and an empty text erase.</summary>
    public static JsonObject Merge(StructureStore store, JsonNode? stored, JsonNode? sent)
    {
        JsonObject values = stored is JsonObject before ? (JsonObject)before.DeepClone() : [];
        foreach (JsonNode? entry in sent is JsonArray list ? list : [])
        {
            JsonObject value = entry as JsonObject ?? throw ApiException.Documented($"Property \"{Property}\" expects an array with valid data.");
            CategoryAttribute attribute = Attribute(value);
            (string? channel, string? locale) = Qualifiers(store, attribute, value);
            if (!value.ContainsKey("data"))
            {
                throw ApiException.Documented($"Property \"{Property}\" expects an array with the key \"data\".");
            }

            Set(values, attribute, channel, locale, Data(attribute, value["data"], values[attribute.Key(channel, locale)]?["data"]));
        }

        return values;
    }

    /// <summary>Makes a file the value of an image attribute.</summary>
    public static void SetImage(JsonObject values, CategoryAttribute attribute, string? channel, string? locale, MediaFile file) =>
        Set(values, attribute, channel, locale, new JsonObject
        {
            ["size"] = file.Bytes.Length,
            ["extension"] = file.Extension,
            ["file_path"] = file.Code,
            ["mime_type"] = file.MimeType,
            ["original_filename"] = file.OriginalName,
        });

    /// <summary>The attribute that a value names.</summary>
    public static CategoryAttribute Attribute(JsonObject value)
    {
        string code = Text(value, "attribute_code") ?? throw ApiException.Documented($"Property \"{Property}\" expects an array with the key \"attribute_code\".");
        return CategoryAttribute.Find(code) ?? throw ApiException.Documented($"The {code} attribute does not exist in your PIM.");
    }

    /// <summary>Channel and locale of a value, there exactly when the attribute has them.</summary>
    public static (string? Channel, string? Locale) Qualifiers(StructureStore store, CategoryAttribute attribute, JsonObject value)
    {
        string? channel = Text(value, "channel");
        string? locale = Text(value, "locale");
        string? message = (attribute.PerLocale, locale, attribute.PerChannel, channel) switch
        {
            (true, null, _, _) => $"The {attribute.Code} attribute requires a locale.",
            (false, not null, _, _) => $"The {attribute.Code} attribute does not require a locale, the \"{locale}\" locale was detected.",
            (_, _, true, null) => $"The {attribute.Code} attribute requires a channel.",
            (_, _, false, not null) => $"The {attribute.Code} attribute does not require a channel, the \"{channel}\" channel was detected.",
            _ when channel is not null && store.Catalog.Channel(channel) is null => $"The channel \"{channel}\" does not exist.",
            _ when locale is not null && !store.Catalog.ActiveLocales.Contains(locale) => $"The locale \"{locale}\" does not exist or is not activated.",
            _ => null,
        };
        return message is null ? (channel, locale) : throw ApiException.Unprocessable(message);
    }

    private static JsonNode? Data(CategoryAttribute attribute, JsonNode? sent, JsonNode? stored)
    {
        switch (sent)
        {
            case null:
                return null;
            case JsonValue value when attribute.Type != CategoryAttribute.Image && value.TryGetValue(out string? text):
                return text.Length == 0 ? null : text;
            case JsonObject when attribute.Type == CategoryAttribute.Image && JsonNode.DeepEquals(sent, stored):
                return sent.DeepClone(); // an image comes as a file only, but may be sent back as it was told
            default:
                throw ApiException.Documented(attribute.Type == CategoryAttribute.Image
                    ? $"Property \"{attribute.Code}\" expects a media file of this category."
                    : $"Property \"{attribute.Code}\" expects a string as data.");
        }
    }

    /// <summary>Puts data in the place of what was there; null only removes that.</summary>
    public static void Set(JsonObject values, CategoryAttribute attribute, string? channel, string? locale, JsonNode? data)
    {
        values.Remove(attribute.Key(channel, locale));
        if (data is not null)
        {
            values[attribute.Key(channel, locale)] = new JsonObject
            {
                ["data"] = data,
                ["type"] = attribute.Type,
                ["channel"] = channel,
                ["locale"] = locale,
                ["attribute_code"] = attribute.FullCode,
            };
        }
    }

    private static string? Text(JsonObject value, string name) => value[name] is JsonValue scalar && scalar.TryGetValue(out string? text) ? text : null;
}
