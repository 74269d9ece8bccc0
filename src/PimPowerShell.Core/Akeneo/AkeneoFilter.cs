using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Makes a caller's conditions those of the server, and refuses what the server would: an unknown property, an operator
/// that it lacks, a value that does not fit, a locale or channel that is missing or has no business there.
/// </summary>
internal sealed class AkeneoFilter(AkeneoProvider provider, AkeneoMetadata metadata, AkeneoEntityAttributes entityAttributes)
{
    // news of November 2026
    private const int MostParts = 100;

    /// <summary>The conditions of one query. Those of its searches in JSON are looked at likewise, and sent as they are.</summary>
    /// <param name="query">What is searched; its options may have defaults for locale and channel.</param>
    /// <param name="given">The conditions.</param>
    /// <param name="context">The caller.</param>
    public async Task<IReadOnlyList<PimCriterion>> ReadAsync(PimQuery query, IReadOnlyList<PimCondition> given, CallContext context)
    {
        IReadOnlyList<PimCondition> all = [.. given, .. AkeneoSearch.Read(query.Resource, query.Search, query.MoreSearches)];
        CheckCombined(query, all);
        bool isCombined = all.Any(static one => one.Parts is not null);
        PimCondition[] singles = [.. all.SelectMany(CombinedConditions.Singles)];
        int givenSingles = given.SelectMany(CombinedConditions.Singles).Count();
        PimCriterion?[] read = await ReadSinglesAsync(query, singles, givenSingles, isCombined, context).ConfigureAwait(false);
        for (int i = givenSingles; isCombined && i < read.Length; i++)
        {
            if (read[i] is { } fitting)
            {
                AkeneoSearch.RequireForm(query.Resource, singles[i], fitting);
            }
        }

        var criteria = new Queue<PimCriterion>(read.Take(givenSingles)!);
        return [.. given.Select(condition => CombinedConditions.Map(condition, _ => criteria.Dequeue()))];
    }

    /// <param name="query">What is searched.</param>
    /// <param name="conditions">Single conditions.</param>
    /// <param name="given">How many of them, the first ones, are not from JSON.</param>
    /// <param name="isCombined">Whether they are parts of a combination.</param>
    /// <param name="context">The caller.</param>
    /// <returns>What they become; null for those that nobody could look at.</returns>
    private async Task<PimCriterion?[]> ReadSinglesAsync(PimQuery query, IReadOnlyList<PimCondition> conditions, int given, bool isCombined, CallContext context)
    {
        var criteria = new PimCriterion?[conditions.Count];
        var attributes = new List<int>();
        for (int i = 0; i < criteria.Length; i++)
        {
            if (AkeneoFilterFields.Property(query.Resource, conditions[i].Property, provider.IsHosted, isCombined) is { } property)
            {
                criteria[i] = Criterion(query, property, conditions[i]);
            }
            else
            {
                attributes.Add(i);
            }
        }

        // the definitions are asked for once, and not at all where something is wrong without them
        string[] names = [.. attributes.Select(i => conditions[i].Property)];
        IReadOnlyDictionary<string, AttributeDefinition> found;
        try
        {
            found = names.Length == 0 ? new Dictionary<string, AttributeDefinition>() : await FindAsync(query, names, context).ConfigureAwait(false);
        }
        catch (PimException e) when (Unreadable.Is(e) && attributes.TrueForAll(i => i >= given))
        {
            // JSON says all that the server needs, which looks at it as well
            Unreadable.Tell("attributes", e, context);
            attributes.Clear();
            found = new Dictionary<string, AttributeDefinition>();
        }

        foreach (int i in attributes)
        {
            PimFilterField field = found.TryGetValue(conditions[i].Property, out AttributeDefinition? attribute)
                ? AkeneoFilterFields.Attribute(query.Resource, attribute, provider.IsHosted, isCombined)
                : throw Unknown(query, conditions[i], isCombined);
            // an edition that does not search tables does not search their cells
            criteria[i] = attribute.Type == AkeneoFilterFields.Table && field.Operators.Count > 0 && conditions[i] is ({ Value: IDictionary } or { Value: not null, Operator: not ("EMPTY" or "NOT EMPTY") })
                ? await CellAsync(query, field, conditions[i], context).ConfigureAwait(false)
                : Criterion(query, field, conditions[i]);
        }

        foreach (PimCriterion criterion in criteria.OfType<PimCriterion>())
        {
            if (AkeneoFilterFields.Ties.TryGetValue(criterion.Field, out string? other) && !criteria.Any(one => one?.Field == other))
            {
                throw new PimException(PimErrorKind.Input, $"'{criterion.Field}' is of no use without '{other}': give both.") { Subject = criterion.Field };
            }
        }

        return criteria;
    }

    /// <summary>A property or an attribute that a list can be searched by; null for none.</summary>
    public async Task<PimFilterField?> FindFieldAsync(PimQuery query, string name, CallContext context)
    {
        if (AkeneoFilterFields.Property(query.Resource, name, provider.IsHosted) is { } property)
        {
            return property;
        }

        return HasAttributes(query) && (await LoadAsync(query, [name], context).ConfigureAwait(false)).TryGetValue(name, out AttributeDefinition? attribute)
            ? AkeneoFilterFields.Attribute(query.Resource, attribute, provider.IsHosted)
            : null;
    }

    /// <summary>Only some lists combine conditions, in one edition, and none combines too many.</summary>
    private void CheckCombined(PimQuery query, IEnumerable<PimCondition> conditions)
    {
        bool isOffered = query.Resource.CombinedFilters.Count > 0;
        foreach (PimCondition condition in conditions)
        {
            string name = condition.Property;
            if (condition.Parts is not { } parts)
            {
                // elsewhere it may be an attribute
                if (isOffered && CombinedConditions.IsName(name))
                {
                    throw Bad(name, CombinedConditions.Form(name) + ".");
                }

                continue;
            }

            if (!isOffered || !provider.IsHosted)
            {
                throw Bad(name, isOffered
                    ? $"'{name}' combines conditions in the hosted edition alone; here all conditions on {query.Resource.Noun} have to hold."
                    : $"'{name}' combines conditions on Asset alone, and there in the hosted edition; all conditions on {query.Resource.Noun} have to hold.");
            }

            if (parts.Count > MostParts)
            {
                throw Bad(name, $"'{name}' combines {MostParts} conditions at most, not {parts.Count}.");
            }

            CheckCombined(query, parts);
        }
    }

    private bool HasAttributes(PimQuery query) => query.Resource.FiltersByAttribute && (query.Resource.AttributeNoun is null || (provider.IsHosted && query.PathValues.Count > 0));

    private Task<IReadOnlyDictionary<string, AttributeDefinition>> FindAsync(PimQuery query, string[] names, CallContext context)
    {
        PimResource resource = query.Resource;
        if (!HasAttributes(query))
        {
            string[] offers = [.. AkeneoFilterFields.Names(resource, provider.IsHosted)];
            throw Bad(names[0], !resource.FiltersByAttribute
                ? $"{resource.Noun} has no filter '{names[0]}'; it has {(offers.Length == 0 ? "no filters" : "the filters " + string.Join(", ", offers))}.{Nearest.Hint(names[0], offers)}"
                : query.PathValues.Count == 0
                ? $"'{names[0]}' can be searched in one {string.Join(" and ", resource.PathNames).Replace('_', ' ')} at a time. Everywhere there are {string.Join(", ", offers)}."
                : $"{resource.Noun} has no filter '{names[0]}'; it has the filters {string.Join(", ", offers)}. Only the hosted edition searches by attributes too.");
        }

        return LoadAsync(query, names, context);
    }

    private Task<IReadOnlyDictionary<string, AttributeDefinition>> LoadAsync(PimQuery query, string[] names, CallContext context) => query.Resource.AttributeNoun is null
        ? metadata.GetAttributesAsync(names, context)
        : entityAttributes.GetAsync(query.Resource, query.PathValues, names, context);

    private PimException Unknown(PimQuery query, PimCondition condition, bool isCombined)
    {
        string name = condition.Property;
        if (condition.Operator is null && name.IndexOf(' ') is > 0 and var blank)
        {
            return Bad(name, $"{PimOperators.NotOne(name.Substring(blank + 1))} It stands in '{name}'.");
        }

        string[] properties = [.. AkeneoFilterFields.Names(query.Resource, provider.IsHosted, isCombined)];
        IReadOnlyList<string> combined = isCombined ? [] : AkeneoFilterFields.Combined(query.Resource, name, provider.IsHosted);
        string owner = query.Resource.AttributeNoun is null ? "this PIM" : $"'{query.PathValues.Values.Last()}'";
        IEnumerable<string> known = query.Resource.AttributeNoun is null ? metadata.KnownAttributes : entityAttributes.Known(query.Resource, query.PathValues);
        return Bad(name, $"'{name}' is neither a property of {query.Resource.Noun} nor an attribute of {owner}. The properties are {string.Join(", ", properties)}.{AlsoCombined(name, condition.Operator, combined) ?? Nearest.Hint(name, properties.Concat(known))}");
    }

    /// <summary>The way out where only a combination has it; null for none.</summary>
    private static string? AlsoCombined(string name, string? op, IReadOnlyList<string> combined) => combined.Count > 0 && (op is null || combined.Contains(op))
        ? $" Within 'and' or 'or' it has also {string.Join(", ", combined)}: @{{ and = @{{ {(op is null ? name : $"'{name} {op}'")} = ... }} }}."
        : null;

    /// <summary>A cell of a table is compared as its column allows: the condition's table says which, and with what.</summary>
    private async Task<PimCriterion> CellAsync(PimQuery query, PimFilterField field, PimCondition condition, CallContext context)
    {
        List<KeyValuePair<string, object?>> parts = condition.Value is IDictionary cell
            ? [.. JsonTree.Pairs(cell).Select(static part => new KeyValuePair<string, object?>(part.Key.ToLowerInvariant(), part.Value))]
            : [];
        if (parts.Find(static part => part.Key == "column").Value is not string code)
        {
            throw Bad(field.Name, $"a condition on '{field.Name}' says which column: @{{ column = 'percentage'; row = 'sugar'; value = 50 }}.");
        }

        Known<IReadOnlyList<KnownColumn>> known = await provider.Catalog.Tables.GetAsync(field.Name, context).ConfigureAwait(false);
        if (!known.IsReadable)
        {
            return Criterion(query, field, condition);
        }

        IReadOnlyList<KnownColumn> columns = known.Value ?? [];
        KnownColumn column = columns.FirstOrDefault(one => one.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
            ?? throw Bad(field.Name, $"'{field.Name}' has no column '{code}'; it has {string.Join(", ", columns.Select(static one => one.Code))}.{Nearest.Hint(code, columns.Select(static one => one.Code))}");
        PimCriterion compared = Criterion(query, AkeneoFilterFields.Column(field, column, provider.IsHosted), condition with { Value = parts.Find(static part => part.Key == "value").Value });
        return compared with
        {
            Field = field.Name,
            Value = (List<KeyValuePair<string, object?>>)[.. parts.Where(static part => part.Key != "value"), .. compared.Value is null ? [] : new[] { new KeyValuePair<string, object?>("value", compared.Value) }],
        };
    }

    private static PimCriterion Criterion(PimQuery query, PimFilterField field, PimCondition condition)
    {
        string op = condition.Operator ?? DefaultOperator(field, condition.Value);
        if (!field.Operators.Contains(op))
        {
            string type = field.Attribute is { Type.Length: > 0 } attribute ? $", which is of the type {attribute.Type}," : "";
            throw Bad(field.Name, $"'{field.Name}'{type} has no operator '{op}'; it has {(field.Operators.Count == 0 ? "none" : string.Join(", ", field.Operators))}.{AlsoCombined(field.Name, op, field.Combined)}");
        }

        RequirePlace(query, field, condition, op);
        object? value = AkeneoFilterValues.Shape(field, op, condition.Value, query.Resource.FilterDates);
        var criterion = new PimCriterion(field.Name, op, value, condition.Locale, condition.Scope) { Locales = condition.Locales, ReadinessCode = condition.ReadinessCode };
        // of these several locales are the one form there is
        return condition.Locale is not null && condition.Locales is null && (field.Name == "complete" || PimOperators.IsOnAllLocales(op))
            ? criterion with { Locale = null, Locales = [condition.Locale] }
            : criterion;
    }

    private static void RequirePlace(PimQuery query, PimFilterField field, PimCondition condition, string op)
    {
        Require(field.Scope, condition.Scope ?? Option("search_scope"), condition.Scope, "channel", "channels");
        FilterNeed need = PimOperators.IsOnAllLocales(op) ? FilterNeed.Must : field.Locale;
        // the default is one locale, and these conditions are about several
        string? inherited = PimOperators.IsOnAllLocales(op) ? null : Option("search_locale");
        Require(need, condition.Locale ?? condition.Locales?.FirstOrDefault() ?? inherited, condition.Locale ?? condition.Locales?.FirstOrDefault(), "locale", "locales");
        if (condition.Locales is not null && !field.TakesLocales)
        {
            throw Bad(field.Name, $"a condition on '{field.Name}' is about one locale: name it as locale, not as locales.");
        }

        if (condition.ReadinessCode is not null && field.Name != "readiness")
        {
            throw Bad(field.Name, $"'{field.Name}' has no readiness_code.");
        }

        void Require(FilterNeed need, string? effective, string? given, string what, string whats)
        {
            if (need == FilterNeed.Must && string.IsNullOrEmpty(effective))
            {
                throw Bad(field.Name, $"a condition on '{field.Name}' needs a {what}, and none is given.");
            }

            if (need == FilterNeed.No && given is not null)
            {
                throw Bad(field.Name, $"'{field.Name}' has no {whats}, and the {what} '{given}' is given.");
            }
        }

        string? Option(string name) => query.Options.TryGetValue(name, out string? value) ? value : null;
    }

    private static string DefaultOperator(PimFilterField field, object? value)
    {
        if (value is null)
        {
            return "EMPTY";
        }

        bool takesOne = field.Operators.Contains("=");
        bool takesList = field.Operators.Contains("IN");
        // a parent and the like have both; what has nothing else for a value has its only operator
        return takesList && (value is IList || !takesOne || field.Attribute?.Type is "single_option" or "multiple_options" or "reference_entity_single_link" or "reference_entity_multiple_links") ? "IN" : "=";
    }

    private static PimException Bad(string field, string message) => new(PimErrorKind.Input, "Filter: " + message) { Subject = field };
}
