using System.Management.Automation;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Deletes categories.</summary>
[Cmdlet(VerbsCommon.Remove, "PimCategory", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimCategoryCommand : RemovePimResourceCommand
{
    internal override string Noun => "Category";
}
