using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// What lines are held against, besides the definitions of attributes: asked for when first needed, and kept for the
/// session until this session writes it.
/// </summary>
internal sealed class AkeneoCatalog
{
    /// <summary>The key of what there is once.</summary>
    public const string Whole = "";

    private const int MostOptions = 20_000;
    private const int MostCategories = 10_000;

    private readonly AkeneoProvider _provider;
    private readonly ConcurrentDictionary<string, AkeneoCodes> _options = new(StringComparer.OrdinalIgnoreCase);
    private AkeneoCodes? _categories;

    public AkeneoCatalog(AkeneoProvider provider)
    {
        _provider = provider;
        Families = new("families", ReadFamilyAsync);
        FamilyVariants = new("family variants", ReadVariantsAsync);
        VariantsOfModels = new("product models", ReadVariantOfModelAsync);
        AnyModel = new("product models", ReadAnyModelAsync);
        Channels = new("channels, locales or currencies", ReadChannelsAsync);
        Units = new("measurement families", ReadUnitsAsync);
        MeasuringAttributes = new("attributes", ReadMeasuringAttributesAsync);
        Tables = new("columns of table attributes", ReadColumnsAsync);
        AssociationTypes = new("association types", ReadAssociationTypesAsync);
    }

    /// <summary>Families by code.</summary>
    public KeptAnswers<KnownFamily> Families { get; }

    /// <summary>The variants of a family, by the family's code.</summary>
    public KeptAnswers<IReadOnlyDictionary<string, KnownVariant>> FamilyVariants { get; }

    /// <summary>The family variant of a product model, by the model's code.</summary>
    public KeptAnswers<string> VariantsOfModels { get; }

    /// <summary>The code of some product model; null where there is none.</summary>
    public KeptAnswers<string> AnyModel { get; }

    /// <summary>The channels, with what is active.</summary>
    public KeptAnswers<KnownChannels> Channels { get; }

    /// <summary>The units of all measurement families.</summary>
    public KeptAnswers<IReadOnlyDictionary<string, KnownUnits>> Units { get; }

    /// <summary>An attribute of each measurement family that has any, by the family's code.</summary>
    public KeptAnswers<IReadOnlyDictionary<string, string>> MeasuringAttributes { get; }

    /// <summary>The columns of a table attribute, by its code.</summary>
    public KeptAnswers<IReadOnlyList<KnownColumn>> Tables { get; }

    /// <summary>The types of association, and whether theirs have quantities.</summary>
    public KeptAnswers<IReadOnlyDictionary<string, bool>> AssociationTypes { get; }

    /// <summary>The regular expressions of attributes, read once.</summary>
    public AkeneoPatterns Patterns { get; } = new();

    public AkeneoCodes Categories
    {
        get
        {
            if (Volatile.Read(ref _categories) is { } known)
            {
                return known;
            }

            var codes = new AkeneoCodes(_provider, new PimQuery(Resource("Category")), MostCategories);
            return Interlocked.CompareExchange(ref _categories, codes, null) ?? codes;
        }
    }

    public AkeneoCodes Options(string attribute) => _options.TryGetValue(attribute, out AkeneoCodes? known) ? known : _options.GetOrAdd(attribute,
        code => new AkeneoCodes(_provider, new PimQuery(Resource("AttributeOption")) { PathValues = new Dictionary<string, string> { ["attribute"] = code } }, MostOptions));

    /// <summary>Forgets what a write may have changed.</summary>
    /// <param name="noun">The kind of thing that was written.</param>
    /// <param name="options">The query options of the write.</param>
    public void Forget(string noun, IReadOnlyDictionary<string, string> options)
    {
        if (noun == "ProductModel")
        {
            AnyModel.Forget();
        }

        switch (noun)
        {
            case "Family":
                Families.Forget();
                FamilyVariants.Forget();
                break;
            case "FamilyVariant":
                FamilyVariants.Forget();
                break;
            case "AssociationType":
                AssociationTypes.Forget();
                break;
            case "Channel":
                Channels.Forget();
                break;
            case "MeasurementFamily":
                Units.Forget();
                break;
            case "Attribute":
                Tables.Forget();
                MeasuringAttributes.Forget();
                break;
            case "AttributeOption":
            case "Product" or "ProductModel" when options.ContainsKey("create_missing_options"):
                _options.Clear();
                break;
            case "Category":
                Volatile.Write(ref _categories, null);
                break;
        }
    }

    private PimResource Resource(string noun) => _provider.Resources.Get(noun);

    private async Task<KnownFamily?> ReadFamilyAsync(string code, CallContext context)
    {
        KnownFamily? family = null;
        await ReadAsync(new PimQuery(Resource("Family")) { Keys = [code], ByListOnly = true }, item =>
            family = new KnownFamily(Code(item), new HashSet<string>(item.Texts("attributes"), StringComparer.OrdinalIgnoreCase)), context).ConfigureAwait(false);
        return family;
    }

    private async Task<IReadOnlyDictionary<string, KnownVariant>?> ReadVariantsAsync(string family, CallContext context)
    {
        var variants = new Dictionary<string, KnownVariant>(StringComparer.OrdinalIgnoreCase);
        var query = new PimQuery(Resource("FamilyVariant")) { PathValues = new Dictionary<string, string> { ["family"] = family } };
        await ReadAsync(query, item => variants[Code(item)] = KnownVariant.Read(item), context).ConfigureAwait(false);
        return variants;
    }

    private async Task<string?> ReadVariantOfModelAsync(string code, CallContext context)
    {
        string? variant = null;
        await ReadAsync(new PimQuery(Resource("ProductModel")) { Keys = [code] }, item => variant = item.Text("family_variant"), context).ConfigureAwait(false);
        return variant;
    }

    private async Task<string?> ReadAnyModelAsync(string key, CallContext context)
    {
        using PimPage? page = await _provider.Read(new PimQuery(Resource("ProductModel")) { PageSize = 1 }).NextAsync(context).ConfigureAwait(false);
        return page?.Keys("code").FirstOrDefault();
    }

    private async Task<KnownChannels?> ReadChannelsAsync(string key, CallContext context)
    {
        var channels = new Dictionary<string, KnownChannel>(StringComparer.OrdinalIgnoreCase);
        await ReadAsync(new PimQuery(Resource("Channel")), item =>
            channels[Code(item)] = new KnownChannel(Code(item), [.. item.Texts("locales")], [.. item.Texts("currencies")]), context).ConfigureAwait(false);
        return new KnownChannels(
            channels,
            await _provider.Metadata.GetCodesAsync("Locale", context).ConfigureAwait(false),
            await _provider.Metadata.GetCodesAsync("Currency", context).ConfigureAwait(false));
    }

    private async Task<IReadOnlyDictionary<string, bool>?> ReadAssociationTypesAsync(string key, CallContext context)
    {
        var types = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        await ReadAsync(new PimQuery(Resource("AssociationType")), item =>
            types[Code(item)] = item.TryGetProperty("is_quantified", out JsonElement flag) && flag.ValueKind == JsonValueKind.True, context).ConfigureAwait(false);
        return types;
    }

    private async Task<IReadOnlyDictionary<string, KnownUnits>?> ReadUnitsAsync(string key, CallContext context)
    {
        var units = new Dictionary<string, KnownUnits>(StringComparer.OrdinalIgnoreCase);
        await ReadAsync(new PimQuery(Resource("MeasurementFamily")), item =>
        {
            if (KnownUnits.Of(item) is { } known)
            {
                units[Code(item)] = known;
            }
        }, context).ConfigureAwait(false);
        return units;
    }

    private async Task<IReadOnlyDictionary<string, string>?> ReadMeasuringAttributesAsync(string key, CallContext context)
    {
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var query = new PimQuery(Resource("Attribute")) { Criteria = [PimCriteria.OfTypes("pim_catalog_metric")] };
        await ReadAsync(query, item => attributes[item.Text("metric_family") ?? ""] = Code(item), context).ConfigureAwait(false);
        return attributes;
    }

    private async Task<IReadOnlyList<KnownColumn>?> ReadColumnsAsync(string attribute, CallContext context)
    {
        List<KnownColumn>? columns = null;
        PimQuery query = PimQuery.Whole(Resource("Attribute")) with { Keys = [attribute], ByListOnly = true };
        await ReadAsync(query, item => columns = [.. item.Items("table_configuration").Select(KnownColumn.Read)], context).ConfigureAwait(false);
        return columns;
    }

    private Task ReadAsync(PimQuery query, Action<JsonElement> take, CallContext context) => _provider.Read(query).ReadEachAsync(take, context);

    private static string Code(JsonElement item) => item.Text("code") ?? "";
}
