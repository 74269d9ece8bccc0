using System;
using System.Collections.Generic;
using System.Threading;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>The structure of the catalog: everything but products and product models.</summary>
internal sealed class StructureStore
{
    private readonly Dictionary<StructureKind, EntityTable> _tables = [];
    private Catalog? _catalog;
    private long _order;

    public StructureStore()
    {
        foreach (StructureKind kind in StructureKinds.All)
        {
            _tables[kind] = new EntityTable(Gate);
        }
    }

    /// <summary>Held while the structure is written, and for each look into a table.</summary>
    public object Gate { get; } = new();

    /// <summary>What the edition has of structure.</summary>
    public required EditionTraits Edition { get; init; }

    public EntityTable this[StructureKind kind] => _tables[kind];

    /// <summary>Tells how many products a family has; set by whoever keeps the products.</summary>
    public Func<string, bool> FamilyHasProducts { get; set; } = _ => false;

    /// <summary>The structure in the shape that products are checked against. Made anew after a change.</summary>
    public Catalog Catalog
    {
        get
        {
            Catalog? catalog = Volatile.Read(ref _catalog);
            if (catalog is not null)
            {
                return catalog;
            }

            lock (Gate)
            {
                return _catalog ??= CatalogBuilder.Build(this);
            }
        }
    }

    public long NextOrder() => Interlocked.Increment(ref _order);

    public void Put(StructureKind kind, StructureEntity entity)
    {
        lock (Gate)
        {
            this[kind].Put(entity);
            _catalog = null;
        }
    }

    public void Remove(StructureKind kind, StructureEntity entity)
    {
        lock (Gate)
        {
            this[kind].Remove(entity);
            _catalog = null;
        }
    }
}
