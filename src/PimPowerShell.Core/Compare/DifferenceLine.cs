using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Compare;

/// <summary>Makes a line of differences: one that gives an item one side of each.</summary>
internal static class DifferenceLine
{
    /// <summary>The line that gives an item what each difference says it has. What is absent there is emptied.</summary>
    public static byte[] OfPresent(PimResource resource, string key, IEnumerable<PimDifference> differences) =>
        Make(resource, key, differences, static difference => (difference.Present, difference.Wanted));

    /// <summary>The line that gives an item what each difference says it is to have. What is absent there is emptied.</summary>
    public static byte[] OfWanted(PimResource resource, string key, IEnumerable<PimDifference> differences) =>
        Make(resource, key, differences, static difference => (difference.Wanted, difference.Present));

    /// <summary>What a difference is about: two with the same name are about the same thing.</summary>
    public static string Place(PimDifference difference)
    {
        IEnumerable<string?> parts = [difference.Property, difference.Attribute, difference.Locale, difference.Channel];
        // an association says in its value which type and kind it is
        return string.Join("\n", difference.Attribute is null ? parts.Concat(Path(difference.Wanted.IsEmpty ? difference.Present : difference.Wanted)) : parts);
    }

    /// <summary>The same difference with the empty lists that stand for what is absent on one side, such as associations of which there were none.</summary>
    public static PimDifference Whole(PimDifference difference) => difference.Attribute is not null ? difference
        : difference.Present.IsEmpty ? difference with { Present = EmptiedLists(difference.Wanted) }
        : difference.Wanted.IsEmpty ? difference with { Wanted = EmptiedLists(difference.Present) }
        : difference;

    private static ReadOnlyMemory<byte> EmptiedLists(ReadOnlyMemory<byte> other) =>
        Parse(other) is JsonObject lists && Emptied(lists) is { } emptied ? JsonBytes.Write(writer => emptied.WriteTo(writer)) : default(ReadOnlyMemory<byte>);

    private static byte[] Make(
        PimResource resource, string key, IEnumerable<PimDifference> differences, Func<PimDifference, (ReadOnlyMemory<byte> Value, ReadOnlyMemory<byte> Other)> side)
    {
        var line = new JsonObject { [resource.Key] = key };
        foreach (PimDifference difference in differences)
        {
            (ReadOnlyMemory<byte> value, ReadOnlyMemory<byte> other) = side(difference);
            JsonNode? node = value.IsEmpty ? null : Parse(value);
            if (difference.Attribute is not { } attribute)
            {
                Merge(line, difference.Property, value.IsEmpty ? Emptied(Parse(other)) : node);
            }
            else if (resource.Values is not null)
            {
                Member(line, difference.Property, static () => new JsonObject())[attribute] = node ?? (Parse(other) is JsonArray ? new JsonArray() : "");
            }
            else
            {
                Member(Member(line, difference.Property, static () => new JsonObject()), attribute, static () => new JsonArray()).Add(
                    (JsonNode)new JsonObject { ["locale"] = difference.Locale, [resource.ChannelField] = difference.Channel, ["data"] = node });
            }
        }

        return JsonBytes.Write(writer => line.WriteTo(writer));
    }

    private static T Member<T>(JsonObject owner, string name, Func<T> make) where T : JsonNode
    {
        if (owner[name] is not T member)
        {
            owner[name] = member = make();
        }

        return member;
    }

    /// <summary>Puts a value into an object: objects member by member, all else as a whole.</summary>
    private static void Merge(JsonObject owner, string name, JsonNode? value)
    {
        if (value is JsonObject added && owner[name] is JsonObject kept)
        {
            foreach (KeyValuePair<string, JsonNode?> member in added.ToList())
            {
                added.Remove(member.Key);
                Merge(kept, member.Key, member.Value);
            }
        }
        else
        {
            owner[name] = value;
        }
    }

    /// <summary>What takes a value away: an empty list for a list, and so for those in an object; null for all else.</summary>
    private static JsonNode? Emptied(JsonNode? value) => value switch
    {
        JsonArray => new JsonArray(),
        JsonObject members => new JsonObject(members.Select(static member => new KeyValuePair<string, JsonNode?>(member.Key, Emptied(member.Value)))),
        _ => null,
    };

    private static JsonNode? Parse(ReadOnlyMemory<byte> json) => json.IsEmpty ? null : JsonNode.Parse(json.Span);

    private static IEnumerable<string> Path(ReadOnlyMemory<byte> json)
    {
        using JsonDocument? document = json.IsEmpty ? null : JsonDocument.Parse(json);
        var path = new List<string>();
        for (JsonElement value = document?.RootElement ?? default; value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 1;)
        {
            JsonProperty only = value.EnumerateObject().Single();
            path.Add(only.Name);
            value = only.Value;
        }

        return path;
    }
}
