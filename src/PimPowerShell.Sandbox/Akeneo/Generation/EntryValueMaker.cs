using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Entities;
using PimPowerShell.Sandbox.Akeneo.Media;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>Makes up the values of a record or an asset, so that each keeps to the rules of its attribute.</summary>
internal sealed class EntryValueMaker(EntityStore store)
{
    private const int FilledPercent = 85;

    // one transparent dot
    private static readonly byte[] _picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public JsonObject Values(IReadOnlyList<EntityAttributeSeed> attributes, string code, ref Dice dice)
    {
        JsonObject values = [];
        foreach (EntityAttributeSeed attribute in attributes)
        {
            if (!dice.Chance(FilledPercent) && attribute.Code != "label")
            {
                continue;
            }

            JsonArray list = [];
            foreach ((string? locale, string? channel) in Places(attribute))
            {
                JsonNode data = Data(attribute, code, locale, ref dice);
                list.Add(new JsonObject { ["locale"] = locale, ["channel"] = channel, ["data"] = data });
            }

            values[attribute.Code] = list;
        }

        return values;
    }

    private IEnumerable<(string? Locale, string? Channel)> Places(EntityAttributeSeed attribute)
    {
        if (!attribute.PerChannel)
        {
            return attribute.PerLocale ? Words.Locales.Take(2).Select(locale => ((string?)locale, (string?)null)) : [(null, null)];
        }

        return store.World.Structure.Catalog.Channels.Values.SelectMany(channel =>
            attribute.PerLocale ? channel.LocaleList.Select(locale => ((string?)locale, (string?)channel.Code)) : [(null, channel.Code)]);
    }

    private JsonNode Data(EntityAttributeSeed attribute, string code, string? locale, ref Dice dice)
    {
        EntityAttributeType type = store.Model.Type(attribute.Type)!;
        switch (type.Format)
        {
            case ValueFormat.Media:
                return Upload($"{code}_{attribute.Code}.png", ref dice);
            case ValueFormat.Number:
                return dice.Between(1900, 1999).ToString();
            case ValueFormat.Flag:
                return dice.Chance(50);
            case ValueFormat.Date:
                return Timestamps.Write(new DateTimeOffset(2023, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(dice.Next(700)));
            case ValueFormat.Option:
                return dice.Pick(attribute.Options);
            case ValueFormat.Options:
                return Some(attribute.Options, ref dice);
            case ValueFormat.Link:
                return dice.Pick(Targets(attribute, type));
            case ValueFormat.Links:
                return Some(Targets(attribute, type), ref dice);
            case ValueFormat.Tags:
                return Some(["fashion", "indoor", "outdoor", "portrait"], ref dice);
            default:
                return Text(attribute, code, locale, ref dice);
        }
    }

    private static string Text(EntityAttributeSeed attribute, string code, string? locale, ref Dice dice)
    {
        int language = Math.Max(0, Array.IndexOf(Words.Locales, locale));
        return attribute.Code switch
        {
            "label" => char.ToUpperInvariant(code[0]) + code.Substring(1).Replace('_', ' '),
            "hex" => "#" + (dice.Next() % 0x1000000).ToString("x6"),
            "website" => $"https://www.{code}.example.com",
            "contact" => $"hello@{code}.example.com",
            "document" => code + ".pdf",
            "source_link" => code + ".png",
            "description" => $"<p>{dice.Pick(Words.Benefits)[language]}</p>",
            _ => dice.Pick(Words.Adjectives)[language],
        };
    }

    private static JsonArray Some(IReadOnlyList<string> codes, ref Dice dice)
    {
        int first = dice.Next(codes.Count);
        int count = dice.Between(1, Math.Min(3, codes.Count));
        return Enumerable.Range(first, count).Select(at => codes[at % codes.Count]).Distinct().ToJson();
    }

    private string[] Targets(EntityAttributeSeed attribute, EntityAttributeType type) =>
        [.. store.TargetOf(type).Entries.Of(attribute.More[type.LinkProperty!]!.GetValue<string>()).Select(entry => entry.Code)];

    private string Upload(string name, ref Dice dice)
    {
        string hash = (dice.Next().ToString("x16") + dice.Next().ToString("x16") + dice.Next().ToString("x16")).Substring(0, 40);
        MediaFile file = new(MediaFile.MakeCode(hash, name), name, _picture);
        store.Media.Add(file);
        return file.Code;
    }
}
