using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model;

/// <summary>
/// Reads filters written as tables: <c>family = shoes</c>, <c>price &gt;= = 10</c>, <c>updated = { &gt; = date }</c>,
/// <c>name = { operator = CONTAINS, value = cap, locale = en_US }</c>, a list of the latter, or conditions combined by
/// <c>and</c> and <c>or</c>. Whether the properties and their operators exist is not looked at.
/// </summary>
public static class FilterTable
{
    private static readonly HashSet<string> s_conditionKeys =
        new(StringComparer.OrdinalIgnoreCase) { "operator", "value", "locale", "scope", "channel", "locales", "context", "readiness_code" };

    // a measurement, a price, a cell or a link is a value, not a table of operators
    private static readonly HashSet<string> s_valueKeys = new(StringComparer.OrdinalIgnoreCase) { "amount", "unit", "currency", "row", "column", "type", "id" };

    /// <summary>The conditions of a table.</summary>
    /// <exception cref="PimException">An entry is no condition.</exception>
    public static IEnumerable<PimCondition> Read(IEnumerable<KeyValuePair<string, object?>> table)
    {
        foreach (KeyValuePair<string, object?> entry in table)
        {
            if (CombinedConditions.Find(entry.Key, entry.Value) is { } combined)
            {
                yield return combined;
                continue;
            }

            if (CombinedConditions.Holds(entry.Value))
            {
                throw Bad(entry.Key, $"'{entry.Key}' is compared with a value, and not with a condition; 'and' and 'or' alone combine conditions.");
            }

            (string Property, string Operator)? parts = PimOperators.Split(entry.Key);
            foreach (PimCondition condition in Conditions(parts?.Property ?? entry.Key, parts?.Operator, entry.Value))
            {
                yield return condition with { WholeName = parts is null ? null : entry.Key };
            }
        }
    }

    /// <summary>The conditions that a table stands for, as a back end takes them.</summary>
    /// <param name="provider">The back end.</param>
    /// <param name="resource">What is searched.</param>
    /// <param name="table">The conditions by property or attribute.</param>
    /// <param name="context">The caller.</param>
    /// <param name="pathValues">The keys of what the items lie in; null for none.</param>
    public static Task<IReadOnlyList<PimCriterion>> ReadFilterAsync(
        this IPimProvider provider, PimResource resource, IReadOnlyDictionary<string, object?> table, CallContext context, IReadOnlyDictionary<string, string>? pathValues = null) =>
        provider.ReadFilterAsync(new PimQuery(resource) { PathValues = pathValues ?? new Dictionary<string, string>() }, [.. Read(table)], context);

    private static IEnumerable<PimCondition> Conditions(string property, string? op, object? value) => value switch
    {
        IDictionary { Count: 0 } => throw Bad(property, $"the table of '{property}' is empty."),
        IDictionary map when IsValue(map) => [new PimCondition(property, op, map)],
        IDictionary map when IsCondition(map, op) => [Condition(property, op, map)],
        IDictionary map when op is null && IsOperators(map) =>
            JsonTree.Pairs(map).SelectMany(entry => Conditions(property, PimOperators.Find(entry.Key), entry.Value)),
        IList { Count: > 0 } list when list.Cast<object?>().All(item => item is IDictionary map && !IsValue(map) && IsCondition(map, op)) =>
            list.Cast<IDictionary>().Select(map => Condition(property, op, map)),
        _ => [new PimCondition(property, op, value)],
    };

    /// <summary>Whether a table compares, by members of a condition or by operators, rather than naming what is compared.</summary>
    internal static bool IsComparison(IDictionary map) => map.Count > 0 && (IsCondition(map, null) || IsOperators(map));

    private static bool IsOperators(IDictionary map) => Keys(map).All(static key => PimOperators.Find(key) is not null);

    private static IEnumerable<string> Keys(IDictionary map) => map.Keys.Cast<object>().Select(key => key.ToString());

    /// <summary>Members of values are none of conditions, but <c>value</c> and <c>locale</c> are both a cell's and a condition's.</summary>
    private static bool IsValue(IDictionary map) =>
        Keys(map).Any(s_valueKeys.Contains) && Keys(map).All(key => s_valueKeys.Contains(key) || key.ToUpperInvariant() is "VALUE" or "LOCALE");

    private static bool IsCondition(IDictionary map, string? op) =>
        map.Count > 0 && Keys(map).All(s_conditionKeys.Contains)
        && (op is not null || Keys(map).Any(key => key.ToUpperInvariant() is "OPERATOR" or "VALUE"));

    private static PimCondition Condition(string property, string? op, IDictionary map)
    {
        var named = JsonTree.Pairs(map).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.OrdinalIgnoreCase);
        if (named.TryGetValue("context", out object? context) && context is IDictionary place)
        {
            foreach (KeyValuePair<string, object?> member in JsonTree.Pairs(place))
            {
                named[member.Key] = member.Value;
            }
        }

        string? own = Text("operator") is { } text ? PimOperators.Require(text, property) : null;
        return op is not null && own is not null && own != op
            ? throw Bad(property, $"'{property}' has two operators for one condition, {op} and {own}.")
            : new PimCondition(property, op ?? own, named.TryGetValue("value", out object? value) ? value : null)
            {
                Locale = Text("locale"),
                Scope = Text("scope") ?? Text("channel"),
                Locales = named.TryGetValue("locales", out object? locales)
                    ? locales is IEnumerable list and not string ? [.. list.Cast<object>().Select(item => item.ToString())] : [locales?.ToString() ?? ""]
                    : null,
                ReadinessCode = Text("readiness_code"),
            };

        string? Text(string name) => named.TryGetValue(name, out object? found) && found is not null ? Convert.ToString(found, CultureInfo.InvariantCulture) : null;
    }

    private static PimException Bad(string property, string message) => new(PimErrorKind.Input, "Filter: " + message) { Subject = property };
}
