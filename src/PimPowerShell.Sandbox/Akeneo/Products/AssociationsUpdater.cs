using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Generation;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>Puts associations that were sent into a draft: merged by type and kind, each list replaced (5.6).</summary>
internal sealed class AssociationsUpdater(Catalog catalog, ItemStore items, List<Violation> violations, Naming naming)
{
    private const string Property = "associations";
    private const string QuantifiedProperty = "quantified_associations";

    public void Apply(ItemDraft draft, JsonElement associations)
    {
        foreach (KeyValuePair<string, JsonElement> type in Entries(Property, associations))
        {
            if (!catalog.AssociationTypes.TryGetValue(type.Key, out AssociationTypeDefinition? definition) || definition.IsQuantified)
            {
                throw ApiException.UnknownCode(Property, "association type code", "The association type does not exist or is quantified", type.Key);
            }

            AssociationTargets targets = draft.Associations.TryGetValue(definition.Code, out AssociationTargets? known) ? known : AssociationTargets.None;
            foreach (KeyValuePair<string, JsonElement> kind in Entries(Property, type.Value))
            {
                string[] codes = [.. Entries(Property, kind.Value).Select(entry => Code(entry.Value)).Distinct()];
                targets = kind.Key switch
                {
                    "products" => new([.. codes.Select(Product)], targets.Models, targets.Groups),
                    "product_models" => new(targets.Products, [.. codes.Select(Model)], targets.Groups),
                    "groups" => new(targets.Products, targets.Models, [.. codes.Select(Group)]),
                    _ => throw ApiException.UnknownProperty(kind.Key),
                };
            }

            draft.Associations[definition.Code] = targets;
        }
    }

    public void ApplyQuantified(ItemDraft draft, JsonElement quantified)
    {
        foreach (KeyValuePair<string, JsonElement> type in Entries(QuantifiedProperty, quantified))
        {
            string path = $"{QuantifiedProperty}.{type.Key}";
            if (!catalog.AssociationTypes.TryGetValue(type.Key, out AssociationTypeDefinition? definition))
            {
                violations.Add(new(path, $"The \"{type.Key}\" association type doesn't exist."));
                continue;
            }

            if (!definition.IsQuantified)
            {
                violations.Add(new(path, $"The \"{type.Key}\" association type is not quantified."));
                continue;
            }

            QuantifiedTargets targets = draft.Quantified.TryGetValue(definition.Code, out QuantifiedTargets? known) ? known : QuantifiedTargets.None;
            foreach (KeyValuePair<string, JsonElement> kind in Entries(QuantifiedProperty, type.Value))
            {
                string kindPath = $"{path}.{kind.Key}";
                targets = kind.Key switch
                {
                    "products" => new(Quantities<Guid>(kind.Value, kindPath, naming == Naming.Uuid ? "uuid" : "identifier", "products", name => FindProduct(name) is Guid uuid ? [uuid] : []), targets.Models),
                    "product_models" => new(targets.Products, Quantities<string>(kind.Value, kindPath, "identifier", "product models", code => items.Model(code)?.Code is string model ? [model] : [])),
                    _ => throw ApiException.UnknownProperty(kind.Key),
                };
            }

            draft.Quantified[definition.Code] = targets;
        }
    }

    private Dictionary<T, long> Quantities<T>(JsonElement list, string path, string key, string plural, Func<string, IEnumerable<T>> find)
        where T : notnull
    {
        Dictionary<T, long> quantities = [];
        List<string> unknown = [];
        foreach (KeyValuePair<string, JsonElement> entry in Entries(QuantifiedProperty, list))
        {
            if (!PhpJson.TryGet(entry.Value, key, out JsonElement code) || !PhpJson.TryGet(entry.Value, "quantity", out JsonElement quantity))
            {
                throw ApiException.Documented($"Property \"{QuantifiedProperty}\" expects an array with the key \"{(PhpJson.TryGet(entry.Value, key, out _) ? "quantity" : key)}\".");
            }

            if (!PhpJson.IsInteger(quantity) || quantity.GetInt64() is < 1 or > int.MaxValue)
            {
                violations.Add(new($"{path}[{entry.Key}].quantity", $"The quantity must be a positive number and maximum {int.MaxValue}."));
                continue;
            }

            string name = PhpJson.Text(code);
            if (!find(name).Any())
            {
                unknown.Add(name);
            }

            foreach (T target in find(name))
            {
                quantities[target] = quantity.GetInt64();
            }
        }

        if (unknown.Count > 0)
        {
            violations.Add(new(path, $"The following {plural} don't exist: {string.Join(", ", unknown)}. Please make sure the {plural} haven't been deleted in the meantime."));
        }

        return quantities;
    }

    private Guid? FindProduct(string name) => naming == Naming.Uuid
        ? Guid.TryParseExact(name, "D", out Guid uuid) ? items.Product(uuid)?.Uuid : null
        : items.Product(name)?.Uuid;

    private Guid Product(string name) => FindProduct(name)
        ?? throw ApiException.UnknownCode(Property, naming == Naming.Uuid ? "product uuid" : "product identifier", "The product does not exist", name);

    private string Model(string code) => items.Model(code)?.Code
        ?? throw ApiException.UnknownCode(Property, "product model identifier", "The product model does not exist", code);

    private static string Group(string code) => DetailMaker.GroupCodes.Contains(code) ? code
        : throw ApiException.UnknownCode(Property, "group code", "The group does not exist", code);

    private static string Code(JsonElement value) => PhpJson.StringOrNull(value)
        ?? throw ApiException.Documented($"Property \"{Property}\" expects an array with valid data, association format is not valid for the association type.");

    private static IEnumerable<KeyValuePair<string, JsonElement>> Entries(string property, JsonElement value) =>
        PhpJson.IsArray(value) ? PhpJson.Entries(value) : throw ApiException.WrongType(property, "an array", PhpJson.TypeName(value));
}
