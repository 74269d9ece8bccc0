using System.Management.Automation;

namespace PimPowerShell.Commands.Apps;

/// <summary>Reads the catalogs of an app.</summary>
[Cmdlet(VerbsCommon.Get, "PimCatalog", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Catalog")]
public sealed class GetPimCatalogCommand : GetPimPagedCommand
{
    internal override string Noun => "Catalog";
}
