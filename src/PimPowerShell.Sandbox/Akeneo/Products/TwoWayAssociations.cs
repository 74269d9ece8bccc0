using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>Keeps the other side of two-way associations (5.6).</summary>
internal sealed class TwoWayAssociations(StructureStore structure, ItemStore items)
{
    /// <summary>Adds the product to those that it now points at, and takes it from those that it no longer does.</summary>
    public void Mirror(CatalogItem? before, CatalogItem after)
    {
        foreach (AssociationTypeDefinition type in structure.Catalog.AssociationTypes.Values.Where(type => type.IsTwoWay))
        {
            Guid[] old = Products(before, type.Code);
            Guid[] now = Products(after, type.Code);
            foreach (Guid added in now.Except(old))
            {
                Change(added, type.Code, products => products.Append(after.Uuid).Distinct());
            }

            foreach (Guid removed in old.Except(now))
            {
                Change(removed, type.Code, products => products.Where(uuid => uuid != after.Uuid));
            }
        }
    }

    private static Guid[] Products(CatalogItem? item, string type) =>
        item is not null && item.Details.Associations.TryGetValue(type, out AssociationTargets? targets) ? targets.Products : [];

    private void Change(Guid uuid, string type, Func<Guid[], IEnumerable<Guid>> change)
    {
        if (items.Product(uuid) is not CatalogItem other)
        {
            return;
        }

        ItemDraft draft = ItemDraft.Of(other);
        AssociationTargets targets = draft.Associations.TryGetValue(type, out AssociationTargets? known) ? known : AssociationTargets.None;
        draft.Associations[type] = new([.. change(targets.Products)], targets.Models, targets.Groups);
        if (!draft.IsUnchanged())
        {
            items.Save(draft.ToItem());
        }
    }
}
