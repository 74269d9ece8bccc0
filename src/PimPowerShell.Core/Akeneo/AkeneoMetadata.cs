using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Akeneo;

/// <summary>The structure of one PIM, asked for when needed and kept for the session.</summary>
internal sealed class AkeneoMetadata(AkeneoProvider provider) : IPimMetadata
{
    // enough for any structure; a category tree or a family list beyond it would not help completion
    private const int MostCodes = 5000;

    private readonly ConcurrentDictionary<string, AttributeDefinition> _attributes = new(StringComparer.OrdinalIgnoreCase);
    private readonly CodeCache _codes = new();
    private readonly AkeneoLabels _labels = new(provider);
    private readonly ConcurrentDictionary<string, bool> _absent = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private int _refusals;
    private long _asked;
    private volatile IdentifierAttribute? _identifier;

    /// <summary>Whether this login may read no attributes, which is known once <see cref="LearnAsync"/> was refused.</summary>
    public bool IsUnreadable => Volatile.Read(ref _refusals) > 0;

    public async Task<IReadOnlyDictionary<string, AttributeDefinition>> GetAttributesAsync(IEnumerable<string> codes, CallContext context)
    {
        string[] wanted = [.. codes.Distinct(StringComparer.OrdinalIgnoreCase)];
        if (!wanted.All(_attributes.ContainsKey))
        {
            await LoadMissingAsync(wanted, _attributes.ContainsKey, context).ConfigureAwait(false);
        }

        var found = new Dictionary<string, AttributeDefinition>(StringComparer.OrdinalIgnoreCase);
        foreach (string code in wanted)
        {
            if (_attributes.TryGetValue(code, out AttributeDefinition? attribute))
            {
                found[code] = attribute;
            }
        }

        return found;
    }

    /// <summary>What is known of an attribute without asking; false when nothing is.</summary>
    /// <param name="code">The attribute.</param>
    /// <param name="attribute">Its definition; null when it does not exist.</param>
    public bool TryFind(string code, out AttributeDefinition? attribute) => _attributes.TryGetValue(code, out attribute) || _absent.ContainsKey(code);

    /// <summary>Finds out, after which <see cref="TryFind"/> knows all of these, where this login may read attributes.</summary>
    public async Task LearnAsync(IReadOnlyCollection<string> codes, CallContext context)
    {
        try
        {
            await LoadMissingAsync(codes, code => IsUnreadable || TryFind(code, out _), context).ConfigureAwait(false);
        }
        catch (PimException e) when (Unreadable.Is(e))
        {
            if (Interlocked.Increment(ref _refusals) == 1)
            {
                Unreadable.Tell("attributes", e, context);
            }
        }
    }

    /// <summary>Whether some of the attributes that are known were asked for before some moment.</summary>
    public bool IsOlder(long moment) => Interlocked.Read(ref _asked) < moment && (!_attributes.IsEmpty || !_absent.IsEmpty);

    /// <summary>Forgets what a write may have changed, so that it is read again.</summary>
    /// <param name="noun">The kind of thing that was written.</param>
    public void Forget(string noun)
    {
        _codes.Forget(noun);
        _labels.Forget(noun);
        if (noun == "Attribute")
        {
            _attributes.Clear();
            _absent.Clear();
        }
        else if (noun == "Channel")
        {
            // a channel activates its locales
            _codes.Forget("Locale");
            _codes.Forget("Currency");
        }
    }

    /// <summary>The identifier attribute, where it has been asked for already.</summary>
    public string? KnownIdentifierAttribute => _identifier?.Code;

    public async Task<string?> GetIdentifierAttributeAsync(CallContext context)
    {
        if (_identifier is null)
        {
            string? code = null;
            try
            {
                var found = await LoadAsync(
                    resource => new PimQuery(resource) { Criteria = [new PimCriterion("type", "IN", new[] { "pim_catalog_identifier" })] }, context).ConfigureAwait(false);
                code = (found.FirstOrDefault(attribute => attribute.IsMain) ?? found.FirstOrDefault())?.Definition.Code;
            }
            catch (PimException e) when (Unreadable.Is(e))
            {
                // a user who may read products but no attributes still gets products, with their uuid alone
            }

            _identifier = new IdentifierAttribute(code);
        }

        return _identifier.Code;
    }

    /// <summary>The attributes that have been asked for already, or offered for completion.</summary>
    public IEnumerable<string> KnownAttributes => _attributes.Keys.Concat(_codes.Find("Attribute") ?? []);

    public async Task<IReadOnlyList<string>> GetCodesAsync(string noun, CallContext context, IReadOnlyDictionary<string, string>? pathValues = null, PimCriterion? only = null)
    {
        var codes = new List<string>();
        // there are too many products and media files to offer
        if (provider.Resources.Find(noun) is not { Key: "code", Paging: PagingStyle.Page or PagingStyle.Cursor or PagingStyle.None } resource
            || resource.Verbs == ResourceVerbs.None || resource.KeyHasSlashes || !resource.PathNames.All(name => pathValues?.ContainsKey(name) == true))
        {
            return codes;
        }

        Dictionary<string, string> owners = resource.PathNames.ToDictionary(name => name, name => pathValues![name]);
        string[] place = [.. owners.Values, .. only is null ? [] : new[] { $"{only.Field} {(only.Value is string[] values ? string.Join(" ", values) : only.Value)}" }];
        if (_codes.Find(resource.Noun, place, context.Began) is { } known)
        {
            return known;
        }

        long asked = Stopwatch.GetTimestamp();
        try
        {
            using var pages = new PageReader(provider.Read(new PimQuery(resource)
            {
                PathValues = owners,
                Criteria = only is not null ? [only] : resource.Filters.ContainsKey("enabled") ? [new PimCriterion("enabled", "=", true)] : [],
            }), context, MostCodes / 100);
            while (codes.Count < MostCodes && await pages.ReadAsync().ConfigureAwait(false) is { } page)
            {
                using (page)
                {
                    codes.AddRange(page.Keys("code"));
                }
            }
        }
        catch (OperationCanceledException) when (codes.Count > 0)
        {
            // some are better than none for who cannot wait; the next call asks again
            return codes;
        }

        return _codes.Keep(codes, asked, resource.Noun, place);
    }

    public async Task<IReadOnlyList<string>> GetUnitsAsync(string measurementFamily, CallContext context)
    {
        Known<IReadOnlyDictionary<string, KnownUnits>> families = await provider.Catalog.Units.GetAsync(AkeneoCatalog.Whole, context).ConfigureAwait(false);
        return families.Value is { } known && known.TryGetValue(measurementFamily, out KnownUnits? units) ? units.Names : [];
    }

    public async Task<CatalogPlaces> GetPlacesAsync(CallContext context)
    {
        KnownChannels? channels = (await provider.Catalog.Channels.GetAsync(AkeneoCatalog.Whole, context).ConfigureAwait(false)).Value;
        IReadOnlyDictionary<string, bool>? types = (await provider.Catalog.AssociationTypes.GetAsync(AkeneoCatalog.Whole, context).ConfigureAwait(false)).Value;
        return (channels?.ToPlaces() ?? CatalogPlaces.None) with { AssociationTypes = types ?? CatalogPlaces.None.AssociationTypes };
    }

    public async Task<IReadOnlyList<string>?> GetFamilyAttributesAsync(string? family, CallContext context)
    {
        if (family is null)
        {
            return [];
        }

        Known<KnownFamily> known = await provider.Catalog.Families.GetAsync(family, context).ConfigureAwait(false);
        return !known.IsReadable ? [] : known.Value is { } found ? [.. found.Attributes] : null;
    }

    public Task<IReadOnlyDictionary<string, string>> GetLabelsAsync(
        string noun, string locale, IReadOnlyCollection<string> codes, IReadOnlyDictionary<string, string> pathValues, CallContext context) =>
        _labels.GetAsync(noun, locale, codes, pathValues, context);

    private async Task LoadMissingAsync(IReadOnlyCollection<string> wanted, Func<string, bool> isKnown, CallContext context)
    {
        // who comes while others ask most likely wants the same
        await _loading.WaitAsync(context.Cancellation).ConfigureAwait(false);
        try
        {
            string[] missing = [.. wanted.Where(code => !isKnown(code))];
            if (missing.Length == 0)
            {
                return;
            }

            await LoadAsync(resource => new PimQuery(resource) { Keys = missing, ByListOnly = true }, context).ConfigureAwait(false);
            foreach (string code in missing)
            {
                _absent[code] = true;
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<List<AkeneoAttribute>> LoadAsync(Func<PimResource, PimQuery> query, CallContext context)
    {
        if (_attributes.IsEmpty && _absent.IsEmpty)
        {
            Interlocked.Exchange(ref _asked, Stopwatch.GetTimestamp());
        }

        PimResource resource = provider.Resources.Get("Attribute");
        var loaded = new List<AkeneoAttribute>();
        await provider.Read(query(resource)).ReadEachAsync(
            item =>
            {
                AkeneoAttribute attribute = AkeneoAttribute.Read(item);
                _attributes[attribute.Definition.Code] = attribute.Definition;
                loaded.Add(attribute);
            },
            context).ConfigureAwait(false);
        return loaded;
    }

    private sealed record IdentifierAttribute(string? Code);
}
