using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Makes a <see cref="Catalog"/> of what is stored.</summary>
internal static class CatalogBuilder
{
    private static readonly Dictionary<string, StructureEntity> _noOptions = [];

    public static Catalog Build(StructureStore store)
    {
        Dictionary<string, AttributeDefinition> attributes = ByCode(
            store[StructureKinds.Attributes].Of(""), attribute => new AttributeDefinition(attribute, OptionsOf(store, attribute)));
        return new Catalog
        {
            Identifier = attributes.Values.First(attribute => attribute.IsMainIdentifier),
            Attributes = attributes,
            Families = ByCode(store[StructureKinds.Families].Of(""), family => new FamilyDefinition(family)),
            FamilyVariants = ByCode(store[StructureKinds.FamilyVariants].All(), variant => new FamilyVariantDefinition(Completed(store, variant))),
            Channels = ByCode(store[StructureKinds.Channels].Of(""), channel => new ChannelDefinition(channel)),
            AssociationTypes = ByCode(store[StructureKinds.AssociationTypes].Of(""), type => new AssociationTypeDefinition(type)),
            Units = ByCode(store[StructureKinds.MeasurementFamilies].Of(""), UnitsOf),
            ActiveLocales = Active(store, StructureKinds.Locales),
            ActiveCurrencies = Active(store, StructureKinds.Currencies),
            Categories = new CategoryTree(store[StructureKinds.Categories].Of("")),
        };
    }

    private static Dictionary<string, T> ByCode<T>(IEnumerable<StructureEntity> entities, Func<StructureEntity, T> make) =>
        entities.ToDictionary(entity => entity.Code, make, StringComparer.OrdinalIgnoreCase);

    private static StructureEntity Completed(StructureStore store, StructureEntity variant)
    {
        JsonObject data = (JsonObject)variant.Data.DeepClone();
        StructureKinds.FamilyVariants.Rules.Complete(store, variant.Owner, data);
        return new StructureEntity(variant.Owner, variant.Code, data, variant.Updated, variant.Order);
    }

    private static IReadOnlyDictionary<string, StructureEntity> OptionsOf(StructureStore store, StructureEntity attribute) =>
        attribute.Text("type") is AttributeTypes.SimpleSelect or AttributeTypes.MultiSelect
            ? ByCode(store[StructureKinds.AttributeOptions].Of(attribute.Code), option => option)
            : _noOptions;

    private static IReadOnlyDictionary<string, UnitDefinition> UnitsOf(StructureEntity family) =>
        family.Data["units"].Members().ToDictionary(unit => unit.Key, unit => new UnitDefinition(unit.Value!["symbol"]?.GetValue<string>(), StepsOf(unit.Value!)));

    private static List<(string Operator, decimal Value)> StepsOf(JsonNode unit) =>
    [
        .. ((JsonArray)unit["convert_from_standard"]!).Select(step =>
            (step!["operator"]!.GetValue<string>(), decimal.Parse(step["value"]!.GetValue<string>(), CultureInfo.InvariantCulture))),
    ];

    private static HashSet<string> Active(StructureStore store, StructureKind kind) =>
        [.. store[kind].Of("").Where(entity => entity.Flag("enabled")).Select(entity => entity.Code)];
}
