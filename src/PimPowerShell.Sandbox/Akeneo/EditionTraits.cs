namespace PimPowerShell.Sandbox.Akeneo;

/// <summary>In what the editions of the server differ.</summary>
internal sealed class EditionTraits(PimSandboxOptions options)
{
    /// <summary>Whether products can be published; the SaaS edition no longer has that (1.4).</summary>
    public bool PublishesProducts => IsEnterprise && !IsSaas;

    /// <summary>Whether measurement families are still told in their old shape as well (1.16).</summary>
    public bool HasMeasureFamilies => !IsSaas;

    /// <summary>Whether values tell the type of their attribute.</summary>
    public bool TellsAttributeTypes => IsSaas;

    /// <summary>Whether categories can be added and removed one by one.</summary>
    public bool AddsCategories => IsSaas;

    /// <summary>Whether writing a value can create the option that it names.</summary>
    public bool CreatesOptions => IsSaas;

    /// <summary>Whether a change of a variant may change the models above it as well (5.5).</summary>
    public bool UpdatesParents => IsSaas;

    /// <summary>Whether the server has what the Enterprise Edition added: drafts and the state of their workflow, jobs to launch, catalogs for apps (1.6, 1.19).</summary>
    public bool IsEnterprise => options.Edition != "CE";

    /// <summary>Whether the server is the one in the cloud, which has all operations there are.</summary>
    public bool IsSaas => options.Edition == "Serenity";
}
