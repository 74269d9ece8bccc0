using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Apps;
using PimPowerShell.Sandbox.Akeneo.Entities;
using PimPowerShell.Sandbox.Akeneo.Generation;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo;

/// <summary>All routes of the API over a catalog of their own. Another resource is another line here.</summary>
internal static class AkeneoRoutes
{
    public static IEnumerable<Route> Create(PimSandboxOptions options)
    {
        StructureStore structure = new() { Edition = new EditionTraits(options) };
        StructureSeed.Fill(structure);
        ItemStore items = new(new GeneratedItems(options.ProductCount, options.Seed));
        structure.FamilyHasProducts = family => items.ProductsByUuid(null).Any(item => family.Equals(item.Family, StringComparison.OrdinalIgnoreCase));
        ItemWriter writer = new(structure, items, options);
        if (options.EveryAttributeType)
        {
            EveryTypeSeed.Fill(structure, writer);
        }

        return
        [
            .. structure.Edition.KnowsUuids ? new ItemEndpoints(Naming.Uuid, "products-uuid", "uuid", structure, items, writer, options).Routes() : [],
            .. new ItemEndpoints(Naming.Identifier, "products", "identifier", structure, items, writer, options).Routes(),
            .. new ItemEndpoints(Naming.Code, "product-models", "code", structure, items, writer, options).Routes(),
            .. StructureKinds.All.Where(kind => kind != StructureKinds.MeasurementFamilies).SelectMany(kind => new StructureEndpoints(kind, structure).Routes()),
            .. StructureExtraRoutes.Create(structure),
            .. ProductExtraRoutes.Create(structure, items, writer, options),
            .. EntityRoutes.Create(structure, items, options),
            .. AppRoutes.Create(structure, items, options),
            new("GET", "system-information", "system information", request => SystemInformation.Describe(options)),
        ];
    }
}
