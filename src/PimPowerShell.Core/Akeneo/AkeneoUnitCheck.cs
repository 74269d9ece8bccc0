using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Holds the units of a measurement family against those that it has: once an attribute measures in it, none is added, and
/// all are converted as they were. Values would be other amounts otherwise. There are 50 at most, and the standard one is
/// converted to itself.
/// </summary>
internal sealed class AkeneoUnitCheck(AkeneoCatalog catalog)
{
    public static bool Covers(PimResource resource) => resource.Noun == "MeasurementFamily";

    /// <summary>What is wrong with a family; empty when nothing is, or it cannot be known.</summary>
    public async Task<IReadOnlyList<PimFieldError>> FindAsync(RuleItem family, CallContext context)
    {
        if (family.IsNew || family.TextOf("code") is not { } code || !family.Fields.TryGetProperty("units", out JsonElement units) || units.ValueKind != JsonValueKind.Object || !KnownUnits.HasAny(units))
        {
            return [];
        }

        long began = context.Dated().Began;
        if (await KnownAsync(family, code, context).ConfigureAwait(false) is not { } kept || !(kept.Changes(units).Any() || kept.Faults(units).Any()))
        {
            return [];
        }

        // what was kept may be older than the catalog: what holds now decides
        catalog.Units.ForgetOlder(AkeneoCatalog.Whole, began);
        catalog.MeasuringAttributes.ForgetOlder(AkeneoCatalog.Whole, began);
        if (await KnownAsync(family, code, context).ConfigureAwait(false) is not { } known)
        {
            return [];
        }

        (string Place, string Done, string Kept)[] changes = [.. known.Changes(units)];
        string? attribute = changes.Length == 0 ? null : await FindAsync(catalog.MeasuringAttributes, code, context).ConfigureAwait(false);
        return attribute is null ? [.. known.Faults(units)] : [.. changes.Select(change =>
            new PimFieldError(change.Place, $"cannot be {change.Done} any more, since the attribute '{attribute}' measures in it: {change.Kept}"))];
    }

    private async Task<KnownUnits?> KnownAsync(RuleItem family, string code, CallContext context) =>
        family.Present is { } present ? KnownUnits.Of(present) : await FindAsync(catalog.Units, code, context).ConfigureAwait(false);

    private static async Task<T?> FindAsync<T>(KeptAnswers<IReadOnlyDictionary<string, T>> answers, string code, CallContext context)
        where T : class =>
        (await answers.GetAsync(AkeneoCatalog.Whole, context).ConfigureAwait(false)).Value is { } all && all.TryGetValue(code, out T? value) ? value : null;
}
