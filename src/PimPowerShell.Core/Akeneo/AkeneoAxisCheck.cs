using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Holds the values of a change against the axes of the item's family variant, which no item changes once it has them.
/// Source: reference, 5.5.
/// </summary>
internal sealed class AkeneoAxisCheck(AkeneoMetadata metadata, AkeneoCatalog catalog)
{
    // the reference has them among the types of axes, and servers refuse them
    private static readonly string[] s_leftToServer = ["pim_catalog_multiselect", "pim_reference_data_multiselect"];

    private readonly AkeneoSameData _data = new(isProduct: true);

    /// <summary>Whether family variants may have an attribute as an axis.</summary>
    public static bool CanBeAxis(AttributeDefinition attribute) => attribute is { Localizable: false, Scopable: false, AvailableLocales.Count: 0 }
        && attribute.Type is "pim_catalog_simpleselect" or "pim_catalog_boolean" or "pim_catalog_metric" or "pim_reference_data_simpleselect" or "akeneo_reference_entity";

    /// <summary>Why no family variant may have an attribute as an axis; null when one may, or it is the server's to say.</summary>
    public static string? AxisFault(AttributeDefinition attribute) =>
        attribute.Localizable || attribute.Scopable || attribute.AvailableLocales.Count > 0 ? "which has values by locale or channel"
        : attribute.IsUnique ? "whose values are unique"
        : CanBeAxis(attribute) || s_leftToServer.Contains(attribute.Type) || AkeneoAttributeTypes.MayBeOwn(attribute.Type) ? null
        : $"which is of the type {attribute.Type}: axes are choices, flags, measurements and reference data";

    /// <summary>The axes that a change would change.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="wanted">The change.</param>
    /// <param name="present">The item as the server has it.</param>
    /// <param name="context">The caller.</param>
    public async Task<IReadOnlyList<PimFieldError>> FindAsync(PimResource resource, JsonElement wanted, JsonElement present, CallContext context)
    {
        if (!AkeneoItemCheck.Covers(resource) || present.Text("parent") is not { } parent || present.Text("family") is not { } family || IsDetached(wanted))
        {
            return [];
        }

        Changed[] changed = [.. Changes(wanted, present)];
        CallContext own = context.Dated();
        IReadOnlyList<PimFieldError> found = await LookAsync(resource, changed, wanted, present, parent, family, own).ConfigureAwait(false);
        if (found.Count == 0 || !(catalog.FamilyVariants.IsOlder(family, own.Began) || catalog.VariantsOfModels.IsOlder(parent, own.Began)))
        {
            return found;
        }

        // the family may have more variants by now: nothing is refused but by what holds
        catalog.FamilyVariants.ForgetOlder(family, own.Began);
        catalog.VariantsOfModels.ForgetOlder(parent, own.Began);
        return await LookAsync(resource, changed, wanted, present, parent, family, own).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<PimFieldError>> LookAsync(
        PimResource resource, Changed[] changed, JsonElement wanted, JsonElement present, string parent, string family, CallContext context)
    {
        if (changed.Length == 0 || (await catalog.FamilyVariants.GetAsync(family, context).ConfigureAwait(false)).Value is not { } variants)
        {
            return [];
        }

        changed = [.. changed.Where(value => variants.Values.Any(known => known.Axes.Contains(value.Code)))];
        if (changed.Length == 0 || await FindVariantAsync(variants, present, parent, context).ConfigureAwait(false) is not { } variant)
        {
            return [];
        }

        // below a model of another variant other axes hold
        if (wanted.Text("parent") is { } other && !other.Equals(parent, StringComparison.OrdinalIgnoreCase)
            && !variant.Code.Equals((await catalog.VariantsOfModels.GetAsync(other, context).ConfigureAwait(false)).Value, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        IReadOnlyDictionary<string, AttributeDefinition> definitions = await metadata.GetAttributesAsync(changed.Select(static value => value.Code), context).ConfigureAwait(false);
        // the axes of a level below are not the item's: a value of theirs is out of place, which the server says
        int level = resource.Noun == "ProductModel" ? variant.Depth - 1 : variant.Depth;
        return
        [
            .. from value in changed
               where variant.Axes.Contains(value.Code) && variant.Levels[value.Code] <= level
                   && definitions.TryGetValue(value.Code, out AttributeDefinition? attribute) && !_data.IsSame(attribute, value.Wanted, value.Kept)
               select new PimFieldError("values", $"cannot be changed: it is an axis of family variant '{variant.Code}', and is {value.Kept.GetRawText()}", value.Code),
        ];
    }

    /// <summary>Whether a change leaves an item without a parent, and so without axes.</summary>
    private static bool IsDetached(JsonElement wanted) => wanted.TryGetProperty("parent"u8, out JsonElement parent) && parent.Text() is null;

    private async Task<KnownVariant?> FindVariantAsync(IReadOnlyDictionary<string, KnownVariant> variants, JsonElement present, string parent, CallContext context)
    {
        string? code = present.Text("family_variant") ?? (variants.Count == 1 ? variants.Values.Single().Code
            : (await catalog.VariantsOfModels.GetAsync(parent, context).ConfigureAwait(false)).Value);
        return code is not null && variants.TryGetValue(code, out KnownVariant? variant) ? variant : null;
    }

    /// <summary>The values that are literally others than those the item has, of attributes that can be axes as far as is known.</summary>
    private IEnumerable<Changed> Changes(JsonElement wanted, JsonElement present)
    {
        Dictionary<string, JsonElement> kept = Values(present).ToDictionary(static value => value.Name, static value => value.Value, StringComparer.OrdinalIgnoreCase);
        return from value in Values(wanted)
               where !metadata.TryFind(value.Name, out AttributeDefinition? known) || (known is not null && CanBeAxis(known))
               where kept.ContainsKey(value.Name)
               let before = DataOf(kept[value.Name])
               let after = DataOf(value.Value)
               where SameJson.IsThere(after) && SameJson.IsThere(before) && !JsonKind.IsEmpty(before) && !SameJson.Value(after, before)
               select new Changed(value.Name, after, before);
    }

    private static IEnumerable<JsonProperty> Values(JsonElement item) => SameJson.Member(item, "values").Members();

    /// <summary>The data of the value that has neither locale nor channel.</summary>
    private static JsonElement DataOf(JsonElement entries) => entries.Items()
        .Where(static entry => entry.ValueKind == JsonValueKind.Object && entry.Text("locale") is null && entry.Text("scope") is null)
        .Select(static entry => SameJson.Member(entry, "data")).LastOrDefault();

    private sealed record Changed(string Code, JsonElement Wanted, JsonElement Kept);
}
