using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>Which values a list shows: those of one channel and of some locales, and those that are of none (4.6).</summary>
internal sealed class EntryProjection
{
    public static readonly EntryProjection Everything = new();

    private string? _channel;
    private string[]? _locales;

    public static EntryProjection Parse(QueryString query, Catalog catalog)
    {
        EntryProjection projection = new() { _channel = query["channel"], _locales = query["locales"]?.Split(',') };
        Require(catalog, projection._channel, projection._locales ?? []);
        return projection;
    }

    /// <summary>Refuses a channel or a locale that does not exist or is not active.</summary>
    public static void Require(Catalog catalog, string? channel, IEnumerable<string> locales)
    {
        if ((channel is not null && catalog.Channel(channel) is null) || locales.Any(locale => !catalog.ActiveLocales.Contains(locale)))
        {
            throw ApiException.Unprocessable("Invalid query parameters");
        }
    }

    public bool Shows(JsonNode value) =>
        Fits(value["channel"], _channel is null ? null : [_channel]) && Fits(value["locale"], _locales);

    private static bool Fits(JsonNode? own, string[]? wanted) => own is null || wanted is null || wanted.Contains(own.GetValue<string>());
}
