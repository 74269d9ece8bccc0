using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// The attributes of reference entities and asset families, which are not the catalog's: asked for when needed, and
/// kept for the session until one of them is written.
/// </summary>
internal sealed class AkeneoEntityAttributes(AkeneoProvider provider)
{
    private readonly ConcurrentDictionary<string, (IReadOnlyDictionary<string, AttributeDefinition> Definitions, long Asked)> _known = new(StringComparer.Ordinal);

    /// <summary>The definitions of all attributes that the items of a resource have; asked for again where one is wanted that was not there.</summary>
    /// <param name="resource">The items' resource.</param>
    /// <param name="pathValues">What the items lie in.</param>
    /// <param name="codes">The attributes that are wanted.</param>
    /// <param name="context">The caller.</param>
    public async Task<IReadOnlyDictionary<string, AttributeDefinition>> GetAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, IEnumerable<string> codes, CallContext context)
    {
        if (Find(resource, pathValues) is { } known && codes.All(known.ContainsKey))
        {
            return known;
        }

        PimResource attributes = provider.Resources.Get(resource.AttributeNoun!);
        long asked = Stopwatch.GetTimestamp();
        IReadOnlyDictionary<string, AttributeDefinition> loaded = await LoadAsync(new PimQuery(attributes) { PathValues = pathValues }, context).ConfigureAwait(false);
        _known[Place(attributes, pathValues)] = (loaded, asked);
        return loaded;
    }

    /// <summary>The definitions that have been asked for already; null where nobody has.</summary>
    public IReadOnlyDictionary<string, AttributeDefinition>? Find(PimResource resource, IReadOnlyDictionary<string, string> pathValues) =>
        _known.TryGetValue(Place(provider.Resources.Get(resource.AttributeNoun!), pathValues), out var known) ? known.Definitions : null;

    /// <summary>The attributes that have been asked for already.</summary>
    public IEnumerable<string> Known(PimResource resource, IReadOnlyDictionary<string, string> pathValues) => Find(resource, pathValues)?.Keys ?? [];

    /// <summary>Drops what was asked for before some moment. Whether that was so.</summary>
    public bool ForgetOlder(PimResource resource, IReadOnlyDictionary<string, string> pathValues, long moment)
    {
        string place = Place(provider.Resources.Get(resource.AttributeNoun!), pathValues);
        return _known.TryGetValue(place, out var known) && known.Asked < moment && _known.TryRemove(place, out _);
    }

    /// <summary>Forgets what a write of an attribute may have changed.</summary>
    public void Forget(PimResource attributes, IReadOnlyDictionary<string, string> pathValues)
    {
        if (!_known.IsEmpty)
        {
            _known.TryRemove(Place(attributes, pathValues), out _);
        }
    }

    private string Place(PimResource attributes, IReadOnlyDictionary<string, string> pathValues) =>
        provider.Address.Of(attributes, pathValues, null, []).AbsolutePath;

    private async Task<IReadOnlyDictionary<string, AttributeDefinition>> LoadAsync(PimQuery query, CallContext context)
    {
        var loaded = new Dictionary<string, AttributeDefinition>(StringComparer.OrdinalIgnoreCase);
        await provider.Read(query).ReadEachAsync(
            item =>
            {
                AttributeDefinition attribute = Read(item, query);
                loaded[attribute.Code] = attribute;
            },
            context).ConfigureAwait(false);
        return loaded;
    }

    private static AttributeDefinition Read(JsonElement attribute, PimQuery query)
    {
        return new AttributeDefinition
        {
            Code = Text("code"),
            Type = Text("type"),
            Form = AkeneoValues.FormOf(Text("type")),
            HasOptions = Text("type") is "single_option" or "multiple_options",
            Codes = Text("type") is "single_option" or "multiple_options"
                ? new CodeSource(query.Resource.Noun + "Option", query.PathValues.Append(new("attribute", Text("code"))).ToDictionary(one => one.Key, one => one.Value)) : null,
            IsFile = Text("type") is "image" or "media_file",
            Localizable = Flag("value_per_locale") ?? false,
            Scopable = Flag("value_per_channel") ?? false,
            DecimalsAllowed = Flag("decimals_allowed"),
            NumberMin = Number("min_value"),
            NumberMax = Number("max_value"),
            MaxCharacters = (int?)Number("max_characters"),
            ValidationRule = attribute.Text("validation_rule"),
            ValidationRegexp = attribute.Text("validation_regexp"),
        };

        string Text(string name) => attribute.Text(name) ?? "";

        decimal? Number(string name) => attribute.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.Number or JsonValueKind.String
            && AkeneoRules.TryReadNumber(value.ToString(), out decimal number) ? number : null;

        bool? Flag(string name) => attribute.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;
    }
}
