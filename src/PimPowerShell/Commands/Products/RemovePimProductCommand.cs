using System.Management.Automation;

namespace PimPowerShell.Commands.Products;

/// <summary>Deletes products.</summary>
[Cmdlet(VerbsCommon.Remove, "PimProduct", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimProductCommand : RemovePimResourceCommand
{
    internal override string Noun => "Product";

    internal override string DeleteVerb => Provider.DeleteVerb;
}
