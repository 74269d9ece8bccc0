using System.Management.Automation;

namespace PimPowerShell.Commands.Products;

/// <summary>Reads product models.</summary>
[Cmdlet(VerbsCommon.Get, "PimProductModel", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.ProductModel")]
public sealed class GetPimProductModelCommand : GetPimProductBaseCommand
{
    internal override string Noun => "ProductModel";
}
