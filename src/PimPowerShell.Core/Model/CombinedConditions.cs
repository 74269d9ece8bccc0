using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model;

/// <summary>
/// Reads conditions that are combined: <c>or = { code = hero }, { title CONTAINS = summer }</c>. Each part is a table, whose
/// conditions all hold, a condition, or a text of JSON; a part may combine others.
/// </summary>
internal static class CombinedConditions
{
    public const string And = "and";
    public const string Or = "or";

    /// <summary>What an entry combines; null where it is a condition of its own, as one on an attribute of that code is.</summary>
    /// <exception cref="PimException">A part is no condition.</exception>
    public static PimCondition? Find(string key, object? value)
    {
        string name = key.Trim().ToLowerInvariant();
        return IsName(name) && Items(value).Any(IsPart) ? new PimCondition(name) { Parts = [.. Items(value).Select(item => Part(name, item))] } : null;
    }

    /// <summary>Whether a name is one of those that combine.</summary>
    public static bool IsName(string name) => name.Trim().ToLowerInvariant() is And or Or;

    /// <summary>Whether a value has a condition in it.</summary>
    public static bool Holds(object? value) => value switch
    {
        PimCondition => true,
        string => false,
        IDictionary map => map.Values.Cast<object?>().Any(Holds),
        IEnumerable list => list.Cast<object?>().Any(Holds),
        _ => false,
    };

    /// <summary>The single conditions of one, in their order.</summary>
    public static IEnumerable<PimCondition> Singles(PimCondition condition) => condition.Parts?.SelectMany(Singles) ?? [condition];

    /// <summary>The same combination of what becomes of its single conditions, which are taken in their order.</summary>
    public static PimCriterion Map(PimCondition condition, Func<PimCondition, PimCriterion> single) =>
        condition.Parts is null ? single(condition) : new PimCriterion(condition.Property, "") { Parts = [.. condition.Parts.Select(part => Map(part, single))] };

    /// <summary>Says how a combination looks.</summary>
    public static string Form(string name) => $"'{name}' combines tables of conditions, as in @{{ {name} = @{{ code = 'a' }}, @{{ code = 'b' }} }}";

    private static IEnumerable<object?> Items(object? value) => value is IEnumerable list and not (string or IDictionary) ? list.Cast<object?>().SelectMany(Items) : [value];

    private static bool IsPart(object? item) => item switch
    {
        PimCondition => true,
        string text => text.TrimStart().StartsWith("{", StringComparison.Ordinal),
        IDictionary map => !FilterTable.IsComparison(map),
        _ => false,
    };

    private static PimCondition Part(string name, object? item)
    {
        PimCondition[] conditions = item switch
        {
            PimCondition condition => [condition],
            IDictionary table => [.. FilterTable.Read(JsonTree.Pairs(table))],
            string json => [.. FilterTable.Read(JsonTree.Pairs(Parse(name, json)))],
            _ => throw Bad(name, $"one is no table: {item ?? "null"}"),
        };
        return conditions.Length switch
        {
            0 => throw Bad(name, "one is empty"),
            1 => conditions[0],
            _ => new PimCondition(And) { Parts = conditions },
        };
    }

    private static IDictionary Parse(string name, string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return JsonTree.Read(document.RootElement) as IDictionary ?? throw Bad(name, "one is JSON that is no object");
        }
        catch (JsonException e)
        {
            throw Bad(name, $"one is text that is no JSON: {e.Message}", e);
        }
    }

    private static PimException Bad(string name, string message, Exception? inner = null) =>
        new(PimErrorKind.Input, $"Filter: {Form(name)}; here {message}.", inner) { Subject = name };
}
