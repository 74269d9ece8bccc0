using System.Management.Automation;

namespace PimPowerShell.Commands.Apps;

/// <summary>Deletes catalogs of an app.</summary>
[Cmdlet(VerbsCommon.Remove, "PimCatalog", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimCatalogCommand : RemovePimResourceCommand
{
    internal override string Noun => "Catalog";
}
