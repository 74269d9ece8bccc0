using System.Collections.Generic;
using System.Text.Json;

namespace PimPowerShell.Core.Compare;

/// <summary>What is left of a value when the parts that do not differ are taken out of it.</summary>
internal sealed class JsonPart
{
    private readonly JsonElement _whole;
    private readonly List<KeyValuePair<string, JsonPart>>? _members;
    private readonly List<JsonElement>? _items;

    private JsonPart(JsonElement whole, List<KeyValuePair<string, JsonPart>>? members, List<JsonElement>? items)
    {
        _whole = whole;
        _members = members;
        _items = items;
    }

    /// <summary>All of a value.</summary>
    public static JsonPart Whole(JsonElement value) => new(value, null, null);

    /// <summary>Some members of an object; null when there are none.</summary>
    public static JsonPart? Members(List<KeyValuePair<string, JsonPart>> members) => members.Count == 0 ? null : new(default, members, null);

    /// <summary>Some items of a list; null when there are none.</summary>
    public static JsonPart? Items(List<JsonElement> items) => items.Count == 0 ? null : new(default, null, items);

    public void WriteTo(Utf8JsonWriter writer)
    {
        if (_members is not null)
        {
            writer.WriteStartObject();
            foreach (KeyValuePair<string, JsonPart> member in _members)
            {
                writer.WritePropertyName(member.Key);
                member.Value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }
        else if (_items is not null)
        {
            writer.WriteStartArray();
            _items.ForEach(item => item.WriteTo(writer));
            writer.WriteEndArray();
        }
        else
        {
            _whole.WriteTo(writer);
        }
    }
}
