using System;
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
/// kept for the session until it writes one of them.
/// </summary>
internal sealed class AkeneoEntityAttributes
{
    private readonly AkeneoProvider _provider;

    public AkeneoEntityAttributes(AkeneoProvider provider) => (_provider, Answers) = (provider, new("attributes of records or assets", LoadAsync));

    /// <summary>The definitions of all attributes that the items of a resource have, by what they lie in.</summary>
    public KeptAnswers<IReadOnlyDictionary<string, AttributeDefinition>> Answers { get; }

    /// <summary>The key of the answer for the items of a resource.</summary>
    /// <exception cref="PimException">Nothing says what they lie in.</exception>
    public static string Place(PimResource resource, IReadOnlyDictionary<string, string> pathValues)
    {
        string name = resource.PathNames.Single();
        return pathValues.TryGetValue(name, out string? owner) ? $"{resource.AttributeNoun}/{owner}" : throw AkeneoAddress.Needs(resource.Noun, name);
    }

    /// <summary>The definitions of all attributes that the items of a resource have; asked for again where one is wanted that was not there.</summary>
    /// <param name="resource">The items' resource.</param>
    /// <param name="pathValues">What the items lie in.</param>
    /// <param name="codes">The attributes that are wanted.</param>
    /// <param name="context">The caller.</param>
    /// <exception cref="PimException">They cannot be read.</exception>
    public async Task<IReadOnlyDictionary<string, AttributeDefinition>> GetAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, IEnumerable<string> codes, CallContext context)
    {
        string place = Place(resource, pathValues);
        long began = Stopwatch.GetTimestamp();
        // the caller is told of a refusal by the exception
        CallContext quiet = context with { Notes = null };
        Known<IReadOnlyDictionary<string, AttributeDefinition>> known = await Answers.GetAsync(place, quiet).ConfigureAwait(false);
        if (Answers.IsOlder(place, began) && !(known.Value is { } there && codes.All(there.ContainsKey)))
        {
            Answers.ForgetOlder(place, began);
            known = await Answers.GetAsync(place, quiet).ConfigureAwait(false);
        }

        if (known.Refusal is { } refusal)
        {
            Answers.ForgetOlder(place, Stopwatch.GetTimestamp());
            throw refusal;
        }

        return known.Value!;
    }

    /// <summary>The attributes that have been asked for already.</summary>
    public IEnumerable<string> Known(PimResource resource, IReadOnlyDictionary<string, string> pathValues) =>
        Answers.TryGet(Place(resource, pathValues), out Known<IReadOnlyDictionary<string, AttributeDefinition>> known) && known.Value is { } definitions ? definitions.Keys : [];

    /// <summary>Forgets what a write may have changed.</summary>
    /// <param name="noun">The kind of thing that was written.</param>
    public void Forget(string noun)
    {
        if (noun is "ReferenceEntity" or "ReferenceEntityAttribute" or "AssetFamily" or "AssetAttribute")
        {
            Answers.Forget();
        }
    }

    private async Task<IReadOnlyDictionary<string, AttributeDefinition>?> LoadAsync(string place, CallContext context)
    {
        int end = place.IndexOf('/');
        PimResource attributes = _provider.Resources.Get(place.Substring(0, end));
        var query = new PimQuery(attributes) { PathValues = new Dictionary<string, string> { [attributes.PathNames.Single()] = place.Substring(end + 1) } };
        var loaded = new Dictionary<string, AttributeDefinition>(StringComparer.OrdinalIgnoreCase);
        await _provider.Read(query).ReadEachAsync(
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
            MaxCharacters = AkeneoRules.CountLimit(attribute, "max_characters"),
            ValidationRule = attribute.Text("validation_rule"),
            ValidationRegexp = attribute.Text("validation_regexp"),
        };

        string Text(string name) => attribute.Text(name) ?? "";

        decimal? Number(string name) => AkeneoRules.NumberLimit(attribute, name);

        bool? Flag(string name) => AkeneoRules.Flag(attribute, name);
    }
}
