using PimPowerShell.Sandbox.Akeneo.Structure;

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

    /// <summary>Whether products go by their uuids (1.1), and tell them.</summary>
    public bool KnowsUuids => IsFrom(7);

    /// <summary>Whether products are found by values of a type at all, and by an operator (4.3).</summary>
    public bool Compares(string attributeType, string op) => attributeType switch
    {
        AttributeTypes.Table or AttributeTypes.ProductLink => IsSaas,
        AttributeTypes.Boolean => IsFrom(5) || op is not ("EMPTY" or "NOT EMPTY"),
        _ => true,
    };

    /// <summary>Whether the server is the one in the cloud, which has all operations there are.</summary>
    public bool IsSaas => options.Edition == "Serenity";

    /// <summary>Whether the server is of a version or a later one. That in the cloud is always the latest, and so is one whose version is no number.</summary>
    public bool IsFrom(int major) => IsSaas || !int.TryParse(options.Version.Split('.')[0], out int own) || own >= major;
}
