using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Holds the values of one line against their attributes: whether they exist, and where values of theirs may lie.</summary>
/// <param name="findings">Takes what is found.</param>
/// <param name="catalog">The channels.</param>
/// <param name="dataCheck">Holds the data against the attributes.</param>
/// <param name="place">Which attributes a product model may have; null for all.</param>
/// <param name="family">The family of a product, which may have other attributes too; null where the line does not say.</param>
/// <param name="holdsIdentifier">Whether the identifier is one of the values; elsewhere it is passed over among them.</param>
internal sealed class AkeneoValuesCheck(AkeneoFindings findings, AkeneoCatalog catalog, AkeneoDataCheck dataCheck, AkeneoModelPlace? place, KnownFamily? family, bool holdsIdentifier)
{
    private readonly List<ValuePlace> _seen = [];
    private KnownChannels? _channels;

    public void Check(JsonElement values)
    {
        foreach (JsonProperty property in values.EnumerateObject())
        {
            string code = property.Name;
            if (!findings.TryFindAttribute(code, out AttributeDefinition? attribute))
            {
                continue;
            }

            if (attribute is null)
            {
                findings.Wrong(new ValuePlace(code, null, null), "does not exist in this PIM, or you have no permission to see it");
            }
            else
            {
                CheckAttribute(attribute, property.Value);
            }
        }
    }

    /// <summary>Holds the values of one attribute against it.</summary>
    public void CheckAttribute(AttributeDefinition attribute, JsonElement entries)
    {
        _seen.Clear();
        if (entries.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement entry in entries.EnumerateArray())
            {
                CheckEntry(attribute, entry);
            }
        }
        else if (entries.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty entry in entries.EnumerateObject())
            {
                CheckEntry(attribute, entry.Value);
            }
        }
        else
        {
            findings.Wrong(new ValuePlace(attribute.Code, null, null), $"takes a list of values, each with locale, scope and data, not {JsonKind.Of(entries)}");
        }
    }

    private void CheckEntry(AttributeDefinition attribute, JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            findings.Wrong(new ValuePlace(attribute.Code, null, null), $"takes values that each have locale, scope and data, not {JsonKind.Of(entry)}");
            return;
        }

        JsonElement locale = default;
        JsonElement scope = default;
        JsonElement data = default;
        foreach (JsonProperty member in entry.EnumerateObject())
        {
            if (member.NameEquals("data"u8))
            {
                data = member.Value;
            }
            else if (member.NameEquals("locale"u8))
            {
                locale = member.Value;
            }
            else if (member.NameEquals("scope"u8))
            {
                scope = member.Value;
            }
        }

        var spot = new ValuePlace(attribute.Code, locale.Text(), scope.Text());
        if (!IsQualifier(spot, "locale", locale) | !IsQualifier(spot, "scope", scope))
        {
            return;
        }

        if (data.ValueKind == JsonValueKind.Undefined)
        {
            findings.Wrong(spot, "has a value without data; data of null erases it");
            return;
        }

        if (_seen.Contains(spot))
        {
            findings.Wrong(spot, "has two values for the same locale and channel");
            return;
        }

        _seen.Add(spot);
        if (IsWellPlaced(attribute, spot))
        {
            CheckData(attribute, spot, data);
        }
    }

    private void CheckData(AttributeDefinition attribute, in ValuePlace spot, JsonElement data)
    {
        bool isIdentifier = attribute.Type == "pim_catalog_identifier";
        if (isIdentifier && !holdsIdentifier)
        {
            return;
        }

        // what is erased may be anywhere, and of any type; an identifier is text all the same
        if (JsonKind.IsEmpty(data) && !isIdentifier)
        {
            return;
        }

        if (place?.Fault(attribute.Code) is { } fault)
        {
            findings.Wrong(spot, fault);
        }

        if (family?.Attributes.Contains(attribute.Code) == false && !isIdentifier)
        {
            findings.Odd(spot, $"is not in the family '{family.Code}'");
        }

        dataCheck.Check(attribute, spot, data);
    }

    private bool IsQualifier(in ValuePlace spot, string name, JsonElement qualifier)
    {
        switch (qualifier.ValueKind)
        {
            case JsonValueKind.String or JsonValueKind.Null:
                return true;
            case JsonValueKind.Undefined:
                findings.Wrong(spot, $"has a value without {name}; where it has none, it is null");
                return false;
            default:
                findings.Wrong(spot, $"has {JsonKind.Of(qualifier)} for a {name}; it takes text or null");
                return false;
        }
    }

    private bool IsWellPlaced(AttributeDefinition attribute, in ValuePlace spot)
    {
        bool isKnown = _channels is not null || findings.TryGet(catalog.Channels, AkeneoCatalog.Whole, out _channels);
        KnownChannels? channels = _channels;
        bool isRight = true;
        if (attribute.Localizable != spot.Locale is not null)
        {
            findings.Wrong(spot, attribute.Localizable
                ? $"has a value for each locale; give one of {(isKnown ? Locales(attribute, channels!.Find(spot.Scope), channels) : "the active locales")}"
                : "has no value for each locale; make the locale null");
            isRight = false;
        }

        if (attribute.Scopable != spot.Scope is not null)
        {
            findings.Wrong(spot, attribute.Scopable
                ? $"has a value for each channel; give one of {(isKnown ? Choices.List(channels!.Names) : "the channels")} as scope"
                : "has no value for each channel; make the scope null");
            isRight = false;
        }

        return isRight && (!isKnown || Exists(attribute, spot, channels!));
    }

    private bool Exists(AttributeDefinition attribute, in ValuePlace spot, KnownChannels channels)
    {
        KnownChannel? channel = channels.Find(spot.Scope);
        string? fault = null;
        if (spot.Scope is not null && channel is null)
        {
            fault = $"there is no channel '{spot.Scope}'; there are {Choices.List(channels.Names)}";
        }
        else if (spot.Locale is not null)
        {
            fault = !channels.Locales.Contains(spot.Locale) ? $"'{spot.Locale}' is no active locale; give one of {Locales(attribute, channel, channels)}"
                : channel?.Locales.Contains(spot.Locale) == false ? $"'{spot.Locale}' is no locale of the channel '{channel.Code}', which has {Sorted(channel.Locales)}"
                : attribute.AvailableLocales.Count > 0 && !attribute.AvailableLocales.Contains(spot.Locale) ? AkeneoRules.OnlyIn(attribute)
                : null;
        }

        if (fault is not null)
        {
            findings.Wrong(spot, fault);
        }

        return fault is null;
    }

    private static string Locales(AttributeDefinition attribute, KnownChannel? channel, KnownChannels channels) =>
        Sorted((channel?.Locales ?? channels.Locales).Where(locale => attribute.AvailableLocales.Count == 0 || attribute.AvailableLocales.Contains(locale)));

    private static string Sorted(IEnumerable<string> names) => Choices.List([.. names.OrderBy(name => name, StringComparer.Ordinal)]);

}
