using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PimPowerShell.Sandbox.Akeneo.Media;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>What a value of a record or an asset is held against: its attribute, the channels and locales, and what it names.</summary>
internal sealed class EntryRules(EntityStore store)
{
    private readonly Catalog _catalog = store.World.Structure.Catalog;

    /// <summary>What is wrong with a value, each told as a message.</summary>
    public IEnumerable<string> Check(StructureEntity attribute, string? locale, string? channel, JsonNode? data)
    {
        string[] misplaced = [.. Place(attribute, locale, channel)];
        return misplaced.Length > 0 || EntryValues.IsEmpty(data) ? misplaced : Data(attribute, data!);
    }

    private IEnumerable<string> Place(StructureEntity attribute, string? locale, string? channel)
    {
        bool perLocale = attribute.Flag("value_per_locale");
        if (perLocale != locale is not null)
        {
            yield return perLocale
                ? $"The {attribute.Code} attribute requires a locale."
                : $"The {attribute.Code} attribute does not require a locale, the \"{locale}\" locale was detected.";
        }
        else if (locale is not null && !_catalog.ActiveLocales.Contains(locale))
        {
            yield return $"Attribute \"{attribute.Code}\" expects an existing and activated locale, \"{locale}\" given.";
        }

        bool perChannel = attribute.Flag("value_per_channel");
        if (perChannel != channel is not null)
        {
            yield return perChannel
                ? $"The {attribute.Code} attribute requires a channel."
                : $"The {attribute.Code} attribute does not require a channel, the \"{channel}\" channel was detected.";
        }
        else if (channel is not null && _catalog.Channel(channel) is not ChannelDefinition known)
        {
            yield return $"Attribute \"{attribute.Code}\" expects an existing channel, \"{channel}\" given.";
        }
        else if (channel is not null && locale is not null && perLocale && !_catalog.Channel(channel)!.Locales.Contains(locale))
        {
            yield return $"Attribute \"{attribute.Code}\" expects a valid locale, \"{locale}\" is not bound to channel \"{channel}\".";
        }
    }

    private IEnumerable<string> Data(StructureEntity attribute, JsonNode data)
    {
        EntityAttributeType type = store.Model.TypeOf(attribute);
        return type.Format switch
        {
            ValueFormat.Text => Text(attribute, data.GetValue<string>()),
            ValueFormat.Number => Number(attribute, data.GetValue<string>()),
            ValueFormat.Date when Timestamps.ReadIso(data.GetValue<string>()) is null && Timestamps.ReadDay(data.GetValue<string>()) is null =>
                [$"The {attribute.Code} attribute requires a valid date. Please use the following format yyyy-mm-dd for dates."],
            ValueFormat.Media => Media(attribute, data.GetValue<string>()),
            ValueFormat.Option or ValueFormat.Options => Options(attribute, Codes(data)),
            ValueFormat.Link or ValueFormat.Links => Links(attribute, type, Codes(data)),
            _ => [],
        };
    }

    private static string[] Codes(JsonNode data) => data is JsonArray ? data.ToCodes() : [data.GetValue<string>()];

    private static IEnumerable<string> Text(StructureEntity attribute, string text)
    {
        if (attribute.Data["max_characters"]?.GetValue<long>() is long limit && text.Length > limit)
        {
            yield return $"The {attribute.Code} attribute must not contain more than {limit} characters. The submitted value is too long.";
        }

        string? rule = attribute.Text("validation_rule");
        if (rule == "email" && !TextRules.IsEmail(text))
        {
            yield return $"The {attribute.Code} attribute requires an e-mail address.";
        }
        else if (rule == "url" && !TextRules.IsUrl(text))
        {
            yield return $"The {attribute.Code} attribute requires a valid URL.";
        }
        else if (EntityAttributeRules.HasPattern(rule) && attribute.Text("validation_regexp") is string pattern
            && TextRules.TryParsePattern(pattern, out Regex? regex) && !regex!.IsMatch(text))
        {
            yield return $"The {attribute.Code} attribute must match the following regular expression: {pattern}.";
        }
    }

    private static IEnumerable<string> Number(StructureEntity attribute, string text)
    {
        if (!Decimals.TryRead(text, out decimal number))
        {
            return [$"The {attribute.Code} attribute requires a number, and the submitted {text} value is not."];
        }

        List<string> problems = [];
        if (number != decimal.Truncate(number) && !attribute.Flag("decimals_allowed"))
        {
            problems.Add($"The {attribute.Code} attribute requires a non-decimal value, and {text} is not a valid value.");
        }

        if (attribute.Text("min_value") is string low && Decimals.TryRead(low, out decimal minimum) && number < minimum)
        {
            problems.Add($"The {attribute.Code} attribute requires an equal or greater than {low} value.");
        }

        if (attribute.Text("max_value") is string high && Decimals.TryRead(high, out decimal maximum) && number > maximum)
        {
            problems.Add($"The {attribute.Code} attribute requires an equal or lower than {high} value.");
        }

        return problems;
    }

    private IEnumerable<string> Media(StructureEntity attribute, string code)
    {
        MediaFile? file = store.Media.Find(code);
        if (file is null)
        {
            yield return $"Media file \"{code}\" does not exist.";
            yield break;
        }

        string[] extensions = attribute.Codes("allowed_extensions");
        if (extensions.Length > 0 && !extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"The {file.Extension} files cannot be a value of the attribute {attribute.Code}, which takes {string.Join(", ", extensions)}.";
        }

        if (attribute.Text("max_file_size") is string size && Decimals.TryRead(size, out decimal megabytes) && file.Bytes.Length > megabytes * 1_000_000)
        {
            yield return $"The {attribute.Code} attribute does not take files of more than {megabytes:0.####} MB.";
        }
    }

    private IEnumerable<string> Options(StructureEntity attribute, string[] codes)
    {
        string owner = EntityStore.OptionOwner(attribute);
        string[] unknown = [.. codes.Where(code => store.Options.Find(owner, code) is null)];
        return unknown.Length switch
        {
            0 => [],
            1 => [$"The {unknown[0]} value is not in the {attribute.Code} attribute option list."],
            _ => [$"The {string.Join(", ", unknown)} values are not in the {attribute.Code} attribute option list."],
        };
    }

    private IEnumerable<string> Links(StructureEntity attribute, EntityAttributeType type, string[] codes)
    {
        EntityStore target = store.TargetOf(type);
        string entity = attribute.Text(type.LinkProperty!)!;
        return codes.Where(code => target.Entries.Find(entity, code) is null).Select(code => target.Model.EntryNotFound(entity, code));
    }
}
