using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>One input, ready to be sent.</summary>
/// <param name="Resource">The kind of thing, by the key that the input has.</param>
/// <param name="Key">Its key; null when it has none.</param>
/// <param name="Body">Its JSON on one line.</param>
internal sealed record WritableItem(PimResource Resource, string? Key, byte[] Body)
{
    private static readonly Dictionary<string, string> s_none = [];

    /// <summary>Whether the status that is sent was made of whether the item is enabled.</summary>
    public bool HasStatusOfEnabled { get; init; }

    /// <summary>Its key by the resource's other key, where it has both; null otherwise.</summary>
    public string? OtherKey { get; init; }

    /// <summary>What that other key was when the input was read; null where nobody knows.</summary>
    public string? ReadKey { get; init; }

    /// <summary>What its key was when the input was read; null where nobody knows.</summary>
    public string? KeyAsRead { get; init; }

    /// <summary>What the input says of where it lies, by the names in the resource's path.</summary>
    public IReadOnlyDictionary<string, string> Owners { get; init; } = s_none;
}

/// <summary>
/// Makes JSON of what users hand in: an object that was read, a hashtable, a row, or text that is JSON already.
/// Fields that only the server writes are left out, so that what was read can be sent back. What is within them is shaped
/// by the provider: <see cref="IPimProvider.ShapeItemAsync"/>.
/// </summary>
internal static class ItemWriter
{
    /// <param name="input">What the user handed in.</param>
    /// <param name="resource">The kind of thing.</param>
    public static WritableItem Write(object? input, PimResource resource)
    {
        object? plain = PlainTree.Unwrap(input);
        if (ReadyLine.Read(plain, resource) is { } ready)
        {
            return ready;
        }

        List<KeyValuePair<string, object?>> fields = Fields(plain is FileLine line ? line.Text : input);
        if (resource.Values is { } shape)
        {
            return MapItemWriter.Write(fields, resource, shape);
        }

        FieldNames names = FieldNames.Of(resource);
        RenameSku(fields, resource);
        Spell(fields, names);
        PimResource target = resource;
        string? key = Text(fields, resource.Key);
        string? otherKey = resource.ByOtherKey is { } other ? Text(fields, other.Key) : null;
        if (key is null && otherKey is not null)
        {
            target = resource.ByOtherKey!;
            names = FieldNames.Of(target);
            (key, otherKey) = (otherKey, null);
        }

        byte[] body = JsonBytes.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (KeyValuePair<string, object?> field in fields)
            {
                // a key that is null says nothing: the server makes or knows it
                if (!names.IsLeftOut(field.Key) && !(field.Key == target.Key && field.Value is null))
                {
                    object? value = field.Value;
                    if (names.Find(field.Key) is { } known && !FieldValue.TryConvert(known, field.Value, out value))
                    {
                        continue;
                    }

                    writer.WritePropertyName(field.Key);
                    JsonTree.Write(writer, value, PlainTree.UnwrapValue);
                }
            }

            writer.WriteEndObject();
        });
        var item = new WritableItem(target, key, body)
        {
            OtherKey = otherKey,
            ReadKey = otherKey is null ? null : ReadKey(input, resource.ByOtherKey!.Key),
            KeyAsRead = ReadKey(input, target.Key),
        };
        return target.Path.IndexOf('{') < 0 ? item : item with { Owners = Owners(fields, target) };
    }

    private static string? ReadKey(object? input, string name) =>
        input is PSObject item && item.Properties[ApiName.ToPascal(name)] is ReadNoteProperty property ? property.Read : null;

    private static Dictionary<string, string> Owners(List<KeyValuePair<string, object?>> fields, PimResource resource)
    {
        var owners = new Dictionary<string, string>();
        foreach (string name in resource.PathNames)
        {
            if (Text(fields, name) is { } owner)
            {
                owners[name] = owner;
            }
        }

        return owners;
    }

    private static void Spell(List<KeyValuePair<string, object?>> fields, FieldNames names)
    {
        for (int i = 0; i < fields.Count; i++)
        {
            fields[i] = new KeyValuePair<string, object?>(names.Spell(fields[i].Key), fields[i].Value);
        }
    }

    /// <summary>A column named Sku is the identifier, as it is for -Identity.</summary>
    private static void RenameSku(List<KeyValuePair<string, object?>> fields, PimResource resource)
    {
        int place = fields.FindIndex(field => field.Key == "sku");
        if (resource.HasIdentifier && place >= 0 && !fields.Exists(field => field.Key == "identifier"))
        {
            fields[place] = new KeyValuePair<string, object?>("identifier", fields[place].Value);
        }
    }

    /// <summary>The first-level fields under the API's names.</summary>
    /// <exception cref="PimException">It has none, or not all that it had.</exception>
    public static List<KeyValuePair<string, object?>> Fields(object? input)
    {
        LostDepth.Check(input);
        return Read(input);
    }

    /// <summary>The key of an input, whatever else is in it; null where it has none.</summary>
    /// <exception cref="PimException">It is no item.</exception>
    public static string? FindKey(object? input, PimResource resource)
    {
        List<KeyValuePair<string, object?>> fields = Read(PlainTree.Unwrap(input) is FileLine line ? line.Text : input);
        string? ownName = resource.Values?.Fields[resource.Key];
        return new[] { resource.Key, resource.ByOtherKey?.Key, ownName is null ? null : ApiName.ToSnake(ownName), resource.HasIdentifier ? "sku" : null }
            .OfType<string>().Select(name => Text(fields, name)).FirstOrDefault(static key => key is not null && !ItemText.IsOfObject(key));
    }

    private static List<KeyValuePair<string, object?>> Read(object? input)
    {
        object? plain = PlainTree.Unwrap(input);
        IEnumerable<KeyValuePair<string, object?>> pairs = plain switch
        {
            string json => Parse(json),
            IDictionary map => JsonTree.Pairs(map),
            IEnumerable<KeyValuePair<string, object?>> custom => custom,
            _ => throw new PimException(PimErrorKind.Input, $"An item has to be an object, a hashtable or a line of JSON, not {plain?.GetType().Name ?? "null"}."),
        };
        return [.. pairs.Select(pair => new KeyValuePair<string, object?>(ApiName.ToSnake(pair.Key), PlainTree.Bare(pair.Value)))];
    }

    private static List<KeyValuePair<string, object?>> Parse(string json)
    {
        try
        {
            byte[] bytes = Encoding.UTF8.GetBytes(json);
            var reader = new Utf8JsonReader(bytes);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new JsonException("it is no JSON object");
            }

            var fields = new List<KeyValuePair<string, object?>>();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                reader.Read();
                fields.Add(new KeyValuePair<string, object?>(name, reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
                    ? JsonCursor.TakeValue(ref reader, bytes)
                    : JsonToPSObject.ReadScalar(ref reader)));
            }

            if (reader.Read())
            {
                throw new JsonException("more text follows the object");
            }

            return fields;
        }
        catch (JsonException e)
        {
            throw new PimException(PimErrorKind.Input, $"The text is not one JSON object: {e.Message}", e);
        }
    }

    private static string? Text(List<KeyValuePair<string, object?>> fields, string name)
    {
        object? value = fields.FirstOrDefault(field => field.Key == name).Value;
        string? text = value is null ? null : LanguagePrimitives.ConvertTo<string>(value);
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
