using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Model.Rules;

namespace PimPowerShell.Core.Akeneo;

/// <summary>How many targets a mapping schema has, those of variants among them, which are no target themselves.</summary>
/// <param name="Most">The most.</param>
internal sealed record MappingTargetsRule(int Most) : PimRule
{
    private const string Variants = "variants";

    // a schema says at times that there may be no variants, and then what they are like in one of several forms
    private static readonly string[] s_ofVariants = [$"properties.{Variants}.items.properties", $"properties.{Variants}.oneOf.*.items.properties"];

    protected override IEnumerable<PimFieldError> Find(RuleItem item)
    {
        int count = item.Find("properties.*").Count(static target => target.Name != $"properties.{Variants}") + OfVariants(item);
        if (count > Most)
        {
            yield return new PimFieldError("properties", $"takes {Most} targets at most, and has {count}");
        }
    }

    private static int OfVariants(RuleItem schema) => s_ofVariants.SelectMany(schema.Find).Select(static properties => properties.Value)
        .Where(static properties => properties.ValueKind == JsonValueKind.Object).Select(static properties => properties.EnumerateObject().Count()).FirstOrDefault();
}
