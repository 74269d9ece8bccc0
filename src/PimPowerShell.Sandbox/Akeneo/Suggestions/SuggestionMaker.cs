using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Apps;
using PimPowerShell.Sandbox.Akeneo.Generation;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Suggestions;

/// <summary>Makes suggestions for attributes. The server asks an assistant; here the attribute is what the words say.</summary>
internal static class SuggestionMaker
{
    public const string Draft = "draft";
    public const string Approved = "approved";
    public const string Rejected = "rejected";

    /// <summary>The types as people say them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Types = new Dictionary<string, string>
    {
        ["text"] = AttributeTypes.Text, ["textarea"] = AttributeTypes.Textarea, ["number"] = AttributeTypes.Number, ["boolean"] = AttributeTypes.Boolean,
        ["date"] = AttributeTypes.Date, ["simple_select"] = AttributeTypes.SimpleSelect, ["multi_select"] = AttributeTypes.MultiSelect,
        ["image"] = AttributeTypes.Image, ["file"] = AttributeTypes.File,
    };

    private const int CodeWords = 3;

    private static readonly DateTimeOffset _epoch = new(2025, 4, 1, 10, 0, 0, TimeSpan.Zero);

    public static IEnumerable<JsonObject> Generate(int seed, string author)
    {
        UuidSequence uuids = new(3, seed + 2601);
        (string Description, string Type, string Status)[] seeds =
            [("Recycled content in percent", "number", Draft), ("Repair guide", "file", Approved), ("Mood of the photo", "text", Rejected)];
        for (int i = 0; i < seeds.Length; i++)
        {
            JsonObject sent = new() { ["source"] = "generated", ["description"] = seeds[i].Description, ["type"] = seeds[i].Type };
            JsonObject suggestion = Make(uuids[i], sent, author, _epoch.AddDays(i));
            suggestion["status"] = seeds[i].Status;
            yield return suggestion;
        }
    }

    public static JsonObject Make(Guid uuid, JsonObject sent, string author, DateTimeOffset time)
    {
        string description = EntityChecks.Text(sent["description"])!;
        string code = EntityChecks.Text(sent["code"]) ?? CodeOf(description);
        string type = EntityChecks.Text(sent["type"]) ?? "text";
        return new()
        {
            ["uuid"] = uuid.ToString(),
            ["source"] = sent["source"]?.DeepClone(),
            ["description"] = description,
            ["additional_comments"] = sent["additional_comments"]?.DeepClone(),
            ["status"] = Draft,
            ["author"] = author,
            ["reject_reason"] = null,
            ["attributes"] = new JsonArray(new JsonObject
            {
                ["code"] = code,
                ["type"] = Types.TryGetValue(type, out string? known) ? known : type,
                ["labels"] = new JsonObject { ["en_US"] = description },
                ["group"] = "other",
                ["scopable"] = false,
                ["localizable"] = false,
            }),
            ["created_at"] = Timestamps.Write(time),
            ["updated_at"] = Timestamps.Write(time),
        };
    }

    private static string CodeOf(string description)
    {
        string letters = new([.. description.ToLowerInvariant().Select(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? letter : ' ')]);
        return string.Join("_", letters.Split([' '], StringSplitOptions.RemoveEmptyEntries).Take(CodeWords));
    }
}
