using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Holds the attributes of a family variant's levels against those that it has: they may go down a level, and not up. What
/// no level names belongs to the root, except for unique values, which the server adds to the lowest level itself. The axes
/// of a new one have types that tell variants apart.
/// </summary>
internal sealed class AkeneoLevelCheck(AkeneoMetadata metadata)
{
    private const string Sets = "variant_attribute_sets";

    public static bool Covers(PimResource resource) => resource.Noun == "FamilyVariant";

    /// <summary>What is wrong with a variant of which it is known whether it is there; empty when nothing is, or it cannot be known.</summary>
    public async Task<IReadOnlyList<PimFieldError>> FindAsync(RuleItem variant, CallContext context)
    {
        if (variant.IsNew)
        {
            CallContext own = context.Dated();
            return await AkeneoFindings.CollectAsync(_ => Task.FromResult(LookAtAxes(variant, own)), own).ConfigureAwait(false);
        }

        if (variant.Present is not { } present)
        {
            return [];
        }

        (string Attribute, int Before, int After)[] moved = [.. Raised(variant.Fields, present)];
        string[] leftOut = [.. moved.Where(static one => one.After == 0).Select(static one => one.Attribute)];
        if (leftOut.Length > 0)
        {
            await metadata.LearnAsync(leftOut, context).ConfigureAwait(false);
        }

        return [.. moved.Where(one => one.After > 0 || IsOfRoot(one.Attribute)).Select(static one => new PimFieldError(
            Sets, $"cannot be changed so: '{one.Attribute}' is an attribute of level {one.Before}, which may go down and not up{(one.After == 0 ? ", and no level names it" : "")}"))];
    }

    private AkeneoFindings LookAtAxes(RuleItem variant, CallContext context)
    {
        var findings = new AkeneoFindings(metadata, context.Began);
        foreach ((string place, JsonElement axis) in variant.Find($"{Sets}.*.axes.*"))
        {
            // that there is no such attribute is the server's to say
            if (axis.Text() is { } code && findings.TryFindAttribute(code, out AttributeDefinition? attribute) && attribute is not null
                && AkeneoAxisCheck.AxisFault(attribute) is { } fault)
            {
                findings.Wrong(place, $"cannot be '{code}', {fault}");
            }
        }

        return findings;
    }

    private bool IsOfRoot(string code) => metadata.TryFind(code, out AttributeDefinition? attribute) && attribute is { IsUnique: false };

    /// <summary>The attributes that would lie higher than they do, each with its level and the one that it would have; 0 is the root's.</summary>
    private static IEnumerable<(string Attribute, int Before, int After)> Raised(JsonElement change, JsonElement present)
    {
        KnownVariant wanted = KnownVariant.Read(change);
        KnownVariant kept = KnownVariant.Read(present);
        // what is not said of a level, or is null, stays as it is, and its axes stay in any case
        HashSet<int> replaced = [.. change.Items(Sets).Where(static set => SameJson.Member(set, "attributes").ValueKind == JsonValueKind.Array).Select(KnownVariant.LevelOf).OfType<int>()];
        HashSet<string> axes = new(present.Items(Sets).SelectMany(static set => set.Texts("axes")), StringComparer.OrdinalIgnoreCase);
        return
            from attribute in kept.Levels
            let after = wanted.Levels.TryGetValue(attribute.Key, out int named) ? named
                : axes.Contains(attribute.Key) || !replaced.Contains(attribute.Value) ? attribute.Value : 0
            where after < attribute.Value
            select (attribute.Key, attribute.Value, after);
    }
}
