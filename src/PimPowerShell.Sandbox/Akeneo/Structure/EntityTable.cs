using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>All entities of one kind. Codes are compared without case, as the server's database does (5.2), where nothing else is said.</summary>
internal sealed class EntityTable(object gate, StringComparer? ownerOrder = null, StringComparer? codeOrder = null)
{
    private readonly StringComparer _codeOrder = codeOrder ?? StringComparer.OrdinalIgnoreCase;
    private readonly Dictionary<string, SortedDictionary<string, StructureEntity>> _byOwner = new(ownerOrder ?? StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, StructureEntity[]> _sorted = new(ownerOrder ?? StringComparer.OrdinalIgnoreCase);

    /// <summary>The entities of an owner by code.</summary>
    public IReadOnlyList<StructureEntity> Of(string owner)
    {
        lock (gate)
        {
            if (!_sorted.TryGetValue(owner, out StructureEntity[]? sorted))
            {
                sorted = _byOwner.TryGetValue(owner, out var entities) ? [.. entities.Values] : [];
                _sorted[owner] = sorted;
            }

            return sorted;
        }
    }

    public IReadOnlyList<StructureEntity> All()
    {
        lock (gate)
        {
            return [.. _byOwner.Keys.SelectMany(Of)];
        }
    }

    public StructureEntity? Find(string owner, string code)
    {
        lock (gate)
        {
            return _byOwner.TryGetValue(owner, out var entities) && entities.TryGetValue(code, out StructureEntity? entity) ? entity : null;
        }
    }

    public void Put(StructureEntity entity)
    {
        lock (gate)
        {
            if (!_byOwner.TryGetValue(entity.Owner, out var entities))
            {
                _byOwner[entity.Owner] = entities = new SortedDictionary<string, StructureEntity>(_codeOrder);
            }

            entities[entity.Code] = entity;
            _sorted.Remove(entity.Owner);
        }
    }

    public void Remove(StructureEntity entity)
    {
        lock (gate)
        {
            _byOwner[entity.Owner].Remove(entity.Code);
            _sorted.Remove(entity.Owner);
        }
    }
}
