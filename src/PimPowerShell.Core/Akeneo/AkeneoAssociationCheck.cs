using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Holds associations against their types: whether these exist, and whether theirs have quantities.</summary>
internal static class AkeneoAssociationCheck
{
    private const string WithQuantities = "quantified_associations";

    /// <summary>Whether a field has associations.</summary>
    public static bool Covers(string field) => field is "associations" or WithQuantities;

    /// <summary>Whether an item says which others it is associated with.</summary>
    public static bool HasAny(ReadOnlyMemory<byte> item)
    {
        using JsonDocument document = JsonDocument.Parse(item);
        return document.RootElement.EnumerateObject().Any(static field => Covers(field.Name) && Types(field.Value).Any());
    }

    /// <param name="findings">Takes what is found.</param>
    /// <param name="catalog">The types.</param>
    /// <param name="field">The field.</param>
    /// <param name="associations">Lists by type and kind. One that is empty takes away what is nowhere, too.</param>
    public static void Check(AkeneoFindings findings, AkeneoCatalog catalog, string field, JsonElement associations)
    {
        bool isQuantified = field == WithQuantities;
        foreach (string type in Types(associations))
        {
            if (!findings.TryGet(catalog.AssociationTypes, AkeneoCatalog.Whole, out IReadOnlyDictionary<string, bool>? types))
            {
                return;
            }

            if (!types!.TryGetValue(type, out bool hasQuantities))
            {
                string[] others = [.. types.Where(other => other.Value == isQuantified).Select(other => other.Key)];
                findings.Wrong(field, $"there is no association type '{type}'.{Nearest.Hint(type, others)} Those {(isQuantified ? "with" : "without")} quantities are {Choices.List(others)}");
            }
            else if (hasQuantities != isQuantified)
            {
                findings.Wrong(field, $"the association type '{type}' has {(hasQuantities ? "quantities: its associations are quantified_associations" : "no quantities: its associations are associations")}");
            }
        }
    }

    private static IEnumerable<string> Types(JsonElement associations) =>
        from type in associations.ValueKind == JsonValueKind.Object ? associations.EnumerateObject() : Enumerable.Empty<JsonProperty>()
        where JsonKind.IsContainer(type.Value) && JsonKind.Items(type.Value).Any(list => !JsonKind.IsEmpty(list))
        select type.Name;
}
