using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Arguments;

/// <summary>Completes tables by the codes of a kind of thing.</summary>
public abstract class CodeTableCompleter(string noun) : TableCompleter
{
    internal override Task<IReadOnlyList<string>> KeysAsync(IPimProvider provider, TypedLine line, CallContext context) => provider.Metadata.GetCodesAsync(noun, context);
}

/// <summary>Completes tables by locale: labels.</summary>
public sealed class LocaleTableCompleter() : CodeTableCompleter("Locale");

/// <summary>Completes tables by channel.</summary>
public sealed class ChannelTableCompleter() : CodeTableCompleter("Channel");

/// <summary>Completes tables by attribute.</summary>
public sealed class AttributeTableCompleter() : CodeTableCompleter("Attribute");

/// <summary>Completes tables by attribute with a unit of each: those that are measurements.</summary>
public sealed class AttributeUnitTableCompleter() : CodeTableCompleter("Attribute")
{
    internal override Task<IReadOnlyList<string>> KeysAsync(IPimProvider provider, TypedLine line, CallContext context) =>
        provider.Metadata.GetCodesAsync("Attribute", context, only: PimCriteria.OfTypes("pim_catalog_metric"));

    internal override async Task<KnownValues> ValuesAsync(IPimProvider provider, TypedLine line, string key, CallContext context) =>
        new(await UnitCompleter.OfAttributeAsync(provider, key, context).ConfigureAwait(false));
}

/// <summary>Completes tables by association type: those with quantities, or those without, as the parameter takes them.</summary>
public sealed class AssociationTableCompleter : TableCompleter
{
    internal override async Task<IReadOnlyList<string>> KeysAsync(IPimProvider provider, TypedLine line, CallContext context)
    {
        bool haveQuantities = line.Parameter.StartsWith("Quantified", StringComparison.OrdinalIgnoreCase);
        CatalogPlaces places = await provider.Metadata.GetPlacesAsync(context).ConfigureAwait(false);
        return [.. places.AssociationTypes.Where(type => type.Value == haveQuantities).Select(type => type.Key)];
    }
}

/// <summary>Completes tables of values: attributes, and what is known of their values.</summary>
public sealed class ValueTableCompleter : TableCompleter
{
    internal override async Task<IReadOnlyList<string>> KeysAsync(IPimProvider provider, TypedLine line, CallContext context) =>
        line.Query(provider) is { } query ? await TypedLine.AttributesAsync(provider, query, context).ConfigureAwait(false) : [];

    internal override async Task<KnownValues> ValuesAsync(IPimProvider provider, TypedLine line, string key, CallContext context) =>
        line.Query(provider) is { } query && await provider.FindFilterAsync(query, key, context).ConfigureAwait(false) is { Attribute: not null } field
            ? await KnownValues.OfAsync(provider, field, context).ConfigureAwait(false)
            : KnownValues.None;
}

/// <summary>Completes conditions: the properties and attributes that the list can be searched by, and what is known of their values.</summary>
public sealed class FilterTableCompleter : TableCompleter
{
    internal override async Task<IReadOnlyList<string>> KeysAsync(IPimProvider provider, TypedLine line, CallContext context)
    {
        if (line.Query(provider) is not { } query)
        {
            return [];
        }

        IReadOnlyList<string> attributes = query.Resource.FiltersByAttribute ? await TypedLine.AttributesAsync(provider, query, context).ConfigureAwait(false) : [];
        return [.. provider.FilterNames(query.Resource).Concat(attributes).Distinct()];
    }

    internal override async Task<KnownValues> ValuesAsync(IPimProvider provider, TypedLine line, string key, CallContext context) =>
        line.Query(provider) is { } query && await provider.FindFilterAsync(query, key, context).ConfigureAwait(false) is { } field
            ? await KnownValues.OfAsync(provider, field, context).ConfigureAwait(false)
            : KnownValues.None;
}
