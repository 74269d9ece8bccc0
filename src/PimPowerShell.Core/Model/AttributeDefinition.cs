using System.Collections.Generic;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Core.Model;

/// <summary>What a value of an attribute may look like.</summary>
public sealed record AttributeDefinition
{
    /// <summary>The attribute's code, as the server spells it.</summary>
    public required string Code { get; init; }

    /// <summary>The type, for example <c>pim_catalog_text</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What its data looks like.</summary>
    public ValueForm Form { get; init; }

    /// <summary>Whether its data are codes of options, which have labels.</summary>
    public bool HasOptions { get; init; }

    /// <summary>What its data are codes of, where these can be listed; null for anything else.</summary>
    public CodeSource? Codes { get; init; }

    /// <summary>Whether its data are codes of files, which are each server's own.</summary>
    public bool IsFile { get; init; }

    /// <summary>Whether its data are addresses, those of files among them, which are each server's own.</summary>
    public bool HoldsLinks { get; init; }

    /// <summary>Whether its data are codes of assets.</summary>
    public bool HoldsAssets { get; init; }

    /// <summary>Whether the server computes it, and takes none.</summary>
    public bool IsComputed { get; init; }

    /// <summary>Whether no two items have the same value.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Whether a value belongs to a locale.</summary>
    public bool Localizable { get; init; }

    /// <summary>Whether a value belongs to a channel.</summary>
    public bool Scopable { get; init; }

    /// <summary>Whether numbers may have decimals; null where that is no question.</summary>
    public bool? DecimalsAllowed { get; init; }

    /// <summary>The most decimals that a number may have where more are refused; null for any.</summary>
    public int? DecimalPlaces { get; init; }

    /// <summary>The most items of a collection; null for any number.</summary>
    public int? MaxItems { get; init; }

    /// <summary>The unit of a measurement given without one.</summary>
    public string? DefaultMetricUnit { get; init; }

    /// <summary>The measurement family that units come from.</summary>
    public string? MetricFamily { get; init; }

    /// <summary>Whether numbers may be less than 0; null where that is no question.</summary>
    public bool? NegativeAllowed { get; init; }

    /// <summary>The least number; null for any.</summary>
    public decimal? NumberMin { get; init; }

    /// <summary>The greatest number; null for any.</summary>
    public decimal? NumberMax { get; init; }

    /// <summary>The first day, as the server writes it; null for any.</summary>
    public string? DateMin { get; init; }

    /// <summary>The last day, as the server writes it; null for any.</summary>
    public string? DateMax { get; init; }

    /// <summary>The most characters that a text may have; null for what its type allows.</summary>
    public int? MaxCharacters { get; init; }

    /// <summary>What a text has to be: <c>email</c>, <c>url</c> or <c>regexp</c>; null for anything.</summary>
    public string? ValidationRule { get; init; }

    /// <summary>The regular expression of the rule <c>regexp</c>, as PHP writes one: between slashes.</summary>
    public string? ValidationRegexp { get; init; }

    /// <summary>Whether a write may make options that do not exist, where it asks for that.</summary>
    public bool EnableOptionCreationDuringImport { get; init; }

    /// <summary>The reference entity or asset family that its values lie in; null for none.</summary>
    public string? ReferenceDataName { get; init; }

    /// <summary>Whether it holds several values.</summary>
    public bool IsCollection { get; init; }

    /// <summary>The only values that it takes; null for any.</summary>
    public IReadOnlyCollection<string>? AllowedValues { get; init; }

    /// <summary>The only extensions of the files that it takes; empty for those that the server allows.</summary>
    public IReadOnlyList<string> AllowedExtensions { get; init; } = [];

    /// <summary>How large its files may be, in MB; null where the server does not say.</summary>
    public decimal? MaximumFileSize { get; init; }

    /// <summary>The only locales that it has values in; empty for all.</summary>
    public IReadOnlyList<string> AvailableLocales { get; init; } = [];

    /// <summary>The types of a table's columns by their codes; null where it is no table.</summary>
    public IReadOnlyDictionary<string, string>? ColumnTypes { get; init; }
}

/// <summary>Things whose codes can stand for them.</summary>
/// <param name="Noun">The kind of thing.</param>
/// <param name="PathValues">The keys of what they lie in.</param>
public sealed record CodeSource(string Noun, IReadOnlyDictionary<string, string> PathValues);

/// <summary>What a session knows of the catalog's structure: asked for once, then kept.</summary>
public interface IPimMetadata
{
    /// <summary>The definitions of these attributes by code; one that does not exist is left out.</summary>
    Task<IReadOnlyDictionary<string, AttributeDefinition>> GetAttributesAsync(IEnumerable<string> codes, CallContext context);

    /// <summary>The attribute that holds a product's identifier; null when it cannot be known.</summary>
    Task<string?> GetIdentifierAttributeAsync(CallContext context);

    /// <summary>
    /// The codes of a kind of thing for completion: those known from some minutes ago, and a request for them where they
    /// are not. A caller that cancels gets those that have come until then.
    /// </summary>
    /// <param name="noun">The kind of thing.</param>
    /// <param name="context">The caller.</param>
    /// <param name="pathValues">The keys of what they lie in; null for none.</param>
    /// <param name="only">Which of them; null for all. A back end that cannot search for these gives all.</param>
    Task<IReadOnlyList<string>> GetCodesAsync(string noun, CallContext context, IReadOnlyDictionary<string, string>? pathValues = null, PimCriterion? only = null);

    /// <summary>The units of a measurement family; none for one that does not exist.</summary>
    /// <param name="measurementFamily">The measurement family.</param>
    /// <param name="context">The caller.</param>
    Task<IReadOnlyList<string>> GetUnitsAsync(string measurementFamily, CallContext context);

    /// <summary>The locales, channels, currencies and types of association.</summary>
    Task<CatalogPlaces> GetPlacesAsync(CallContext context);

    /// <summary>The attributes that a product of a family has; null for a family that does not exist.</summary>
    /// <param name="family">The family; null for those that a product has without one.</param>
    /// <param name="context">The caller.</param>
    Task<IReadOnlyList<string>?> GetFamilyAttributesAsync(string? family, CallContext context);

    /// <summary>Labels by code; what has none in this locale is left out.</summary>
    /// <param name="noun">The kind of thing.</param>
    /// <param name="locale">The locale.</param>
    /// <param name="codes">Which ones.</param>
    /// <param name="pathValues">The keys of what they lie in.</param>
    /// <param name="context">The caller.</param>
    Task<IReadOnlyDictionary<string, string>> GetLabelsAsync(
        string noun, string locale, IReadOnlyCollection<string> codes, IReadOnlyDictionary<string, string> pathValues, CallContext context);
}
