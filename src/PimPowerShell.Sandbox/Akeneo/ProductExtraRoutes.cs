using System.Collections.Generic;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Drafts;
using PimPowerShell.Sandbox.Akeneo.Media;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Published;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo;

/// <summary>What belongs to products beside themselves. An edition that lacks a thing has no route to it.</summary>
internal static class ProductExtraRoutes
{
    public static IEnumerable<Route> Create(StructureStore structure, ItemStore items, ItemWriter writer, PimSandboxOptions options)
    {
        EditionTraits edition = new(options);
        List<Route> routes = [.. new MediaFileEndpoints(structure, items, writer).Routes()];
        if (edition.IsEnterprise)
        {
            routes.AddRange(edition.KnowsUuids ? new DraftEndpoints(Naming.Uuid, "products-uuid", structure, items, options).Routes() : []);
            routes.AddRange(new DraftEndpoints(Naming.Identifier, "products", structure, items, options).Routes());
            routes.AddRange(new DraftEndpoints(Naming.Code, "product-models", structure, items, options).Routes());
        }

        if (edition.PublishesProducts)
        {
            routes.AddRange(new PublishedEndpoints(structure, items, options).Routes());
        }

        return routes;
    }
}
