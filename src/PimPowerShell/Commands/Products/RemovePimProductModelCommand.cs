using System.Management.Automation;

namespace PimPowerShell.Commands.Products;

/// <summary>Deletes product models, and the models and variants below them.</summary>
[Cmdlet(VerbsCommon.Remove, "PimProductModel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimProductModelCommand : RemovePimResourceCommand
{
    internal override string Noun => "ProductModel";
}
