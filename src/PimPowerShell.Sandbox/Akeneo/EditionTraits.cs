namespace PimPowerShell.Sandbox.Akeneo;

/// <summary>In what the editions of the server differ.</summary>
internal sealed class EditionTraits(PimSandboxOptions options)
{
    /// <summary>Whether items tell the state of their workflow.</summary>
    public bool HasMetadata => options.Edition != "CE";

    /// <summary>Whether values tell the type of their attribute.</summary>
    public bool TellsAttributeTypes => IsSaas;

    /// <summary>Whether categories can be added and removed one by one.</summary>
    public bool AddsCategories => IsSaas;

    /// <summary>Whether writing a value can create the option that it names.</summary>
    public bool CreatesOptions => IsSaas;

    private bool IsSaas => options.Edition == "Serenity";
}
