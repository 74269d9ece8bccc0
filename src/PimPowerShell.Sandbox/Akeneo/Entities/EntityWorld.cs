using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>Reference entities and asset families, which link to each other, beside the structure whose channels and locales they use.</summary>
internal sealed class EntityWorld
{
    public EntityWorld(StructureStore structure, bool isExtended)
    {
        Structure = structure;
        IsExtended = isExtended;
        References = new EntityStore(EntityModels.ReferenceEntities(), this);
        Assets = new EntityStore(EntityModels.AssetFamilies(isExtended), this);
    }

    public StructureStore Structure { get; }

    /// <summary>Whether there is what only the hosted edition has.</summary>
    public bool IsExtended { get; }

    /// <summary>Held while anything here is written.</summary>
    public object Gate { get; } = new();

    public EntityStore References { get; }

    public EntityStore Assets { get; }
}
