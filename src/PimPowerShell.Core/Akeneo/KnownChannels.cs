using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>A channel.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Locales">Its locales.</param>
/// <param name="Currencies">Its currencies.</param>
internal sealed record KnownChannel(string Code, HashSet<string> Locales, HashSet<string> Currencies);

/// <summary>The channels, and what is active in the PIM.</summary>
internal sealed class KnownChannels(Dictionary<string, KnownChannel> channels, IReadOnlyList<string> locales, IReadOnlyList<string> currencies)
{
    public HashSet<string> Locales { get; } = [.. locales];

    public HashSet<string> Currencies { get; } = [.. currencies];

    public IReadOnlyList<string> CurrencyNames { get; } = currencies;

    public IReadOnlyList<string> Names { get; } = [.. channels.Values.Select(channel => channel.Code).OrderBy(code => code, StringComparer.Ordinal)];

    public CatalogPlaces ToPlaces() => new(
        [.. Names.Select(name => channels[name]).Select(channel => new PimChannel(channel.Code, Sorted(channel.Locales), Sorted(channel.Currencies)))],
        Sorted(Locales), Sorted(Currencies), CatalogPlaces.None.AssociationTypes);

    private static string[] Sorted(IEnumerable<string> codes) => [.. codes.OrderBy(code => code, StringComparer.Ordinal)];

    public KnownChannel? Find(string? code) => code is not null && channels.TryGetValue(code, out KnownChannel? channel) ? channel : null;
}
