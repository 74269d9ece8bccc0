using System.Collections.Generic;

namespace PimPowerShell.Core.Model;

/// <summary>A channel, and where values for it may lie.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Locales">Its locales.</param>
/// <param name="Currencies">Its currencies.</param>
public sealed record PimChannel(string Code, IReadOnlyList<string> Locales, IReadOnlyList<string> Currencies);

/// <summary>Where values and links may lie. What cannot be known is empty.</summary>
/// <param name="Channels">The channels.</param>
/// <param name="Locales">The active locales.</param>
/// <param name="Currencies">The active currencies.</param>
/// <param name="AssociationTypes">The types of association, and whether theirs have quantities.</param>
public sealed record CatalogPlaces(
    IReadOnlyList<PimChannel> Channels, IReadOnlyList<string> Locales, IReadOnlyList<string> Currencies, IReadOnlyDictionary<string, bool> AssociationTypes)
{
    /// <summary>None: a back end without locales, channels and associations.</summary>
    public static CatalogPlaces None { get; } = new([], [], [], new Dictionary<string, bool>());
}
