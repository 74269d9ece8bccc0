using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Turns a filter written as a dictionary into conditions:
/// <c>family = shoes</c>, <c>enabled = true</c>, <c>updated = { &gt; = date }</c>,
/// <c>name = { operator = CONTAINS, value = cap, locale = en_US }</c>, or a list of the latter.
/// </summary>
internal sealed class AkeneoFilter(IPimMetadata metadata, AkeneoEntityAttributes entityAttributes)
{
    private static readonly HashSet<string> s_conditionKeys = new(StringComparer.OrdinalIgnoreCase) { "operator", "value", "locale", "scope", "channel", "locales" };

    // a measurement or a price is a value, not a table of operators
    private static readonly HashSet<string> s_amountKeys = new(StringComparer.OrdinalIgnoreCase) { "amount", "unit", "currency" };

    private static readonly HashSet<string> s_listTypes = new(StringComparer.Ordinal)
    {
        "pim_catalog_simpleselect", "pim_catalog_multiselect", "pim_reference_data_simpleselect", "pim_reference_data_multiselect",
        "pim_catalog_asset_collection", "akeneo_reference_entity", "akeneo_reference_entity_collection", "pim_catalog_product_link",
        "single_option", "multiple_options", "reference_entity_single_link", "reference_entity_multiple_links", "record",
        "asset_family_single_link", "asset_family_multiple_links",
    };

    public async Task<IReadOnlyList<PimCriterion>> ReadAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, IReadOnlyDictionary<string, object?> filter, CallContext context)
    {
        var criteria = new List<PimCriterion>();
        foreach (KeyValuePair<string, object?> entry in filter)
        {
            string field = resource.Filters.Keys.FirstOrDefault(name => string.Equals(name, entry.Key, StringComparison.OrdinalIgnoreCase)) ?? entry.Key;
            AttributeDefinition? attribute = null;
            if (!resource.Filters.TryGetValue(field, out string[]? operators))
            {
                attribute = await FindAttributeAsync(resource, pathValues, field, context).ConfigureAwait(false);
            }

            foreach (PimCriterion criterion in Conditions(attribute?.Code ?? field, entry.Value, DefaultOperator(operators, attribute, entry.Value)))
            {
                if (operators is not null && !operators.Contains(criterion.Operator))
                {
                    throw Bad(field, $"'{field}' has no operator '{criterion.Operator}'; it has {string.Join(", ", operators)}.");
                }

                criteria.Add(criterion);
            }
        }

        return criteria;
    }

    private async Task<AttributeDefinition> FindAttributeAsync(PimResource resource, IReadOnlyDictionary<string, string> pathValues, string field, CallContext context)
    {
        if (!resource.FiltersByAttribute)
        {
            string offers = resource.Filters.Count == 0 ? "no filters" : "the filters " + string.Join(", ", resource.Filters.Keys);
            throw Bad(field, $"{resource.Noun} has no filter '{field}'; it has {offers}.");
        }

        if (resource.AttributeNoun is not null && pathValues.Count == 0)
        {
            throw Bad(field, $"'{field}' can be searched in one {string.Join(" and ", resource.PathNames).Replace('_', ' ')} at a time. Everywhere there are {string.Join(", ", resource.Filters.Keys)}.");
        }

        IReadOnlyDictionary<string, AttributeDefinition> found = resource.AttributeNoun is null
            ? await metadata.GetAttributesAsync([field], context).ConfigureAwait(false)
            : await entityAttributes.GetAsync(resource, pathValues, [field], context).ConfigureAwait(false);
        string owner = resource.AttributeNoun is null ? "this PIM" : $"'{pathValues.Values.Last()}'";
        return found.TryGetValue(field, out AttributeDefinition? attribute)
            ? attribute
            : throw Bad(field, $"'{field}' is neither a property of {resource.Noun} nor an attribute of {owner}. The properties are {string.Join(", ", resource.Filters.Keys)}.");
    }

    private static IEnumerable<PimCriterion> Conditions(string field, object? value, string defaultOperator)
    {
        switch (value)
        {
            case IDictionary { Count: 0 }:
                throw Bad(field, $"the table of '{field}' is empty.");
            case IDictionary amount when amount.Keys.Cast<object>().All(key => s_amountKeys.Contains(key.ToString())):
                yield return new PimCriterion(field, defaultOperator, amount);
                break;
            case IDictionary condition when IsCondition(condition):
                yield return Condition(field, condition, defaultOperator);
                break;
            case IDictionary byOperator when byOperator.Keys.Cast<object>().All(key => IsOperator(key.ToString())):
                foreach (DictionaryEntry entry in byOperator)
                {
                    yield return new PimCriterion(field, entry.Key.ToString().ToUpperInvariant(), entry.Value);
                }

                break;
            case IList { Count: > 0 } list when list.Cast<object?>().All(item => item is IDictionary condition && IsCondition(condition)):
                foreach (IDictionary condition in list)
                {
                    yield return Condition(field, condition, defaultOperator);
                }

                break;
            case null:
                yield return new PimCriterion(field, "EMPTY");
                break;
            default:
                yield return new PimCriterion(field, defaultOperator, defaultOperator == "IN" && value is not IList ? new[] { value } : value);
                break;
        }
    }

    private static bool IsCondition(IDictionary value) =>
        value.Count > 0
        && value.Keys.Cast<object>().All(key => s_conditionKeys.Contains(key.ToString()))
        && value.Keys.Cast<object>().Any(key => key.ToString().Equals("operator", StringComparison.OrdinalIgnoreCase) || key.ToString().Equals("value", StringComparison.OrdinalIgnoreCase));

    private static bool IsOperator(string text) =>
        text.Length > 0 && text.All(c => c is '<' or '>' or '=' or '!' or ' ' || (c is >= 'A' and <= 'Z') || (c is >= 'a' and <= 'z'));

    private static PimCriterion Condition(string field, IDictionary condition, string defaultOperator)
    {
        var named = JsonTree.Pairs(condition).ToDictionary(e => e.Key, e => e.Value, StringComparer.OrdinalIgnoreCase);
        return new PimCriterion(
            field,
            (Text("operator") ?? defaultOperator).ToUpperInvariant(),
            named.TryGetValue("value", out object? value) ? value : null,
            Text("locale"),
            Text("scope") ?? Text("channel"))
        {
            Locales = named.TryGetValue("locales", out object? locales)
                ? locales is IEnumerable list and not string ? [.. list.Cast<object>().Select(item => item.ToString())] : [locales?.ToString() ?? ""]
                : null,
        };

        string? Text(string name) => named.TryGetValue(name, out object? found) ? Convert.ToString(found, CultureInfo.InvariantCulture) : null;
    }

    private static string DefaultOperator(string[]? operators, AttributeDefinition? attribute, object? value)
    {
        bool takesLists = operators?.Contains("IN") ?? (attribute is not null && s_listTypes.Contains(attribute.Type));
        bool takesOne = operators?.Contains("=") ?? !takesLists;
        if (attribute?.Type == "pim_catalog_identifier")
        {
            takesLists = takesOne = true;
        }

        return takesLists && (value is IList || !takesOne) ? "IN" : "=";
    }

    private static PimException Bad(string field, string message) => new(PimErrorKind.Input, "Filter: " + message) { Subject = field };
}
