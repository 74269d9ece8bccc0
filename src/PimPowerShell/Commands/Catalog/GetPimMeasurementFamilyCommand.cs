using System.Management.Automation;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Reads measurement families.</summary>
[Cmdlet(VerbsCommon.Get, "PimMeasurementFamily", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.MeasurementFamily")]
public sealed class GetPimMeasurementFamilyCommand : GetPimResourceCommand
{
    internal override string Noun => "MeasurementFamily";
}
