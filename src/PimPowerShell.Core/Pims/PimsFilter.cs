using System.Collections;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>Makes a caller's conditions those of the server. Locales and channels are nothing it knows.</summary>
internal static class PimsFilter
{
    // the operators that filter_values has a form for
    private static readonly string[] s_operators = ["=", "IN", "BETWEEN"];

    /// <summary>Refuses conditions that are combined.</summary>
    public static void CheckSingle(IEnumerable<PimCondition> conditions)
    {
        if (conditions.FirstOrDefault(static condition => condition.Parts is not null) is { } combined)
        {
            throw new PimException(PimErrorKind.Unsupported, $"Filter: Pims has no '{combined.Property}' between conditions: all have to hold. -ConditionQuery has more for products.") { Subject = combined.Property };
        }
    }

    /// <summary>A condition on a property of what is no product.</summary>
    public static PimCriterion OnProperty(PimResource resource, PimCondition condition) => resource.Filters.ContainsKey(condition.Property)
        ? Criterion(condition.Property, condition)
        : throw new PimException(PimErrorKind.Unsupported, $"Filter: Pims cannot search {resource.Noun} by {condition.Property}.") { Subject = condition.Property };

    /// <summary>A condition on an attribute of products, whatever it is called.</summary>
    public static PimCriterion OnAttribute(IReadOnlyDictionary<string, AttributeDefinition> known, PimCondition condition)
    {
        // a name here may have blanks, and end as an operator does
        if (condition.WholeName is { } whole && known.ContainsKey(whole))
        {
            condition = condition with { Property = whole, Operator = null };
        }

        return known.TryGetValue(condition.Property, out AttributeDefinition? attribute)
            ? Criterion(attribute.Code, condition) with { IsAttribute = true }
            : throw new PimException(PimErrorKind.Input, $"Filter: this view has no attribute '{condition.Property}'.{Nearest.Hint(condition.Property, known.Keys)}") { Subject = condition.Property };
    }

    /// <summary>What an attribute can be searched by.</summary>
    public static PimFilterField Field(AttributeDefinition attribute) => new(attribute.Code, s_operators) { Attribute = attribute };

    private static PimCriterion Criterion(string field, PimCondition condition)
    {
        if (condition.Locale is not null || condition.Locales is not null || condition.Scope is not null || condition.ReadinessCode is not null)
        {
            throw new PimException(PimErrorKind.Unsupported, $"Filter: Pims has neither locales nor channels in its values, and the condition on '{condition.Property}' names one. Leave it out.") { Subject = condition.Property };
        }

        return condition is { Operator: null, Value: IDictionary map }
            ? throw new PimException(PimErrorKind.Unsupported, $"Filter: Pims has no operator '{map.Keys.Cast<object>().First()}' in filters; it has {string.Join(", ", s_operators)}. -ConditionQuery has more.") { Subject = condition.Property }
            : new PimCriterion(field, condition.Operator ?? (condition.Value is IList ? "IN" : "="), condition.Value);
    }
}
