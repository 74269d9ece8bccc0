using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>How much of what a family requires an item has, by channel and locale, and the score made of it.</summary>
internal static class Completeness
{
    /// <summary>Percents for every channel and its locales; nothing for an item without a family.</summary>
    public static IEnumerable<(string Scope, string Locale, int Percent)> Of(ItemView view, Catalog catalog)
    {
        foreach (ChannelDefinition channel in catalog.Channels.Values)
        {
            foreach (string locale in channel.LocaleList)
            {
                if (Percent(view, catalog, channel, locale) is int percent)
                {
                    yield return (channel.Code, locale, percent);
                }
            }
        }
    }

    public static int? Percent(ItemView view, Catalog catalog, ChannelDefinition channel, string locale)
    {
        FamilyDefinition? family = catalog.Family(view.Item.Family);
        if (family is null || !family.Requirements.TryGetValue(channel.Code, out string[]? required) || required.Length == 0)
        {
            return null;
        }

        int filled = required.Count(code => IsFilled(view, catalog, code, channel.Code, locale));
        return 100 * filled / required.Length;
    }

    /// <summary>The letters that a score is one of.</summary>
    public static readonly string[] Scores = ["A", "B", "C", "D", "E"];

    /// <summary>A letter from A to E. The server's real score weighs spelling and images too; this one looks at completeness alone.</summary>
    public static string Score(int percent) => percent switch
    {
        100 => "A",
        >= 85 => "B",
        >= 70 => "C",
        >= 50 => "D",
        _ => "E",
    };

    private static bool IsFilled(ItemView view, Catalog catalog, string attribute, string scope, string locale) =>
        attribute == catalog.Identifier.Code
            ? view.Item.Code is not null
            : view.Values.Any(value => value.Attribute == attribute && (value.Scope is null || value.Scope == scope) && (value.Locale is null || value.Locale == locale));
}
