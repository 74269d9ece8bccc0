using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Generation;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>The routes of reference entities and asset families. The Community Edition has neither.</summary>
internal static class EntityRoutes
{
    public static IEnumerable<Route> Create(StructureStore structure, ItemStore items, PimSandboxOptions options)
    {
        EditionTraits traits = new(options);
        if (!traits.IsEnterprise)
        {
            return [];
        }

        EntityWorld world = new(structure, traits.IsSaas);
        new EntityGenerator(world, options.Seed).Fill();
        items.IsAssetEnabled = (family, asset) => world.Assets.Entries.Find(family, asset)?.Text("status") != "disabled";
        Route[] across = traits.IsSaas ? [new EntryEndpoints(world.References).AcrossRoute()] : [];
        return [.. across, .. Of(world.References), .. Of(world.Assets)];
    }

    private static IEnumerable<Route> Of(EntityStore store) => new EntityEndpoints(store).Routes()
        .Concat(new EntityAttributeEndpoints(store).Routes())
        .Concat(new EntryEndpoints(store).Routes())
        .Concat(new EntityMediaEndpoints(store).Routes());
}
