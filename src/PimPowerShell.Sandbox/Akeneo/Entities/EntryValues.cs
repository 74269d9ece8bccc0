using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>Puts values that were sent among those that a record or an asset has: by attribute, locale and channel (5.8).</summary>
internal static class EntryValues
{
    public static IEnumerable<Violation> Merge(EntityStore store, IReadOnlyList<StructureEntity> attributes, JsonObject entry, JsonElement sent)
    {
        List<Violation> violations = [];
        EntryRules rules = new(store);
        JsonObject values = (JsonObject)entry["values"]!;
        foreach (KeyValuePair<string, JsonElement> member in PhpJson.Entries(sent))
        {
            StructureEntity attribute = EntryFormat.Find(attributes, member.Key)!;
            ValueFormat format = store.Model.TypeOf(attribute).Format;
            if (format == ValueFormat.Tags)
            {
                continue; // tagging is the server's
            }

            int at = 0;
            foreach (JsonElement value in member.Value.EnumerateArray())
            {
                string path = $"values.{attribute.Code}[{at++}]";
                string? locale = value.GetProperty("locale").GetString();
                string? channel = value.GetProperty("channel").GetString();
                JsonNode? data = PhpJson.ToNode(value.GetProperty("data"));
                string[] problems = [.. rules.Check(attribute, locale, channel, data)];
                violations.AddRange(problems.Select(problem => new Violation(path, problem)));
                if (problems.Length == 0)
                {
                    Put(values, attribute.Code, locale, channel, format == ValueFormat.Date && !IsEmpty(data) ? Moment(data!) : data);
                }
            }
        }

        return violations;
    }

    /// <summary>What is the same as nothing: null, an empty text, an empty list.</summary>
    public static bool IsEmpty(JsonNode? data) =>
        data is null or JsonArray { Count: 0 } || (data is JsonValue value && value.TryGetValue(out string? text) && text.Length == 0);

    public static bool IsAt(JsonNode value, string? locale, string? channel) =>
        value["locale"]?.GetValue<string>() == locale && value["channel"]?.GetValue<string>() == channel;

    /// <summary>The data of an entry's value, or null.</summary>
    public static JsonNode? Find(StructureEntity entry, string attribute, string? locale, string? channel) =>
        (entry.Data["values"]![attribute] as JsonArray)?.FirstOrDefault(value => IsAt(value!, locale, channel))?["data"];

    /// <summary>Takes a code that is no more out of an entry's values.</summary>
    public static void Forget(EntityStore store, StructureEntity entry, StructureEntity attribute, string code)
    {
        if (entry.Data["values"]![attribute.Code] is not JsonArray)
        {
            return;
        }

        JsonObject data = (JsonObject)entry.Data.DeepClone();
        JsonObject values = (JsonObject)data["values"]!;
        foreach (JsonNode? value in values[attribute.Code]!.AsArray().ToArray())
        {
            JsonNode? left = value!["data"] is JsonArray codes ? codes.ToCodes().Where(other => !Same(other, code)).ToJson()
                : Same(value["data"]!.GetValue<string>(), code) ? null : value["data"]!.DeepClone();
            Put(values, attribute.Code, value["locale"]?.GetValue<string>(), value["channel"]?.GetValue<string>(), left);
        }

        store.Entries.Put(new StructureEntity(entry.Owner, entry.Code, data, entry.Updated, entry.Order));
    }

    /// <summary>A day is kept as the moment at which it begins.</summary>
    private static JsonValue Moment(JsonNode data)
    {
        string text = data.GetValue<string>();
        return JsonValue.Create(Timestamps.Write((Timestamps.ReadIso(text) ?? Timestamps.ReadDay(text))!.Value));
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static void Put(JsonObject values, string attribute, string? locale, string? channel, JsonNode? data)
    {
        JsonArray list = values[attribute] as JsonArray ?? [];
        JsonNode? stored = list.FirstOrDefault(value => IsAt(value!, locale, channel));
        if (!IsEmpty(data) && stored is not null)
        {
            stored["data"] = data;
        }
        else if (!IsEmpty(data))
        {
            list.Add(new JsonObject { ["locale"] = locale, ["channel"] = channel, ["data"] = data });
        }
        else if (stored is not null)
        {
            list.Remove(stored);
        }

        if (list.Count == 0)
        {
            values.Remove(attribute);
        }
        else if (list.Parent is null)
        {
            values[attribute] = list;
        }
    }
}
