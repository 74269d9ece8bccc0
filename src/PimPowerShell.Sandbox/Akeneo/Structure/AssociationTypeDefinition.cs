namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>An association type.</summary>
internal sealed class AssociationTypeDefinition(StructureEntity entity)
{
    public string Code { get; } = entity.Code;

    public bool IsQuantified { get; } = entity.Flag("is_quantified");

    public bool IsTwoWay { get; } = entity.Flag("is_two_way");
}
