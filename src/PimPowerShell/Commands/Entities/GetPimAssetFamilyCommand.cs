using System.Management.Automation;

namespace PimPowerShell.Commands.Entities;

/// <summary>Reads asset families.</summary>
[Cmdlet(VerbsCommon.Get, "PimAssetFamily", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.AssetFamily")]
public sealed class GetPimAssetFamilyCommand : GetPimCursorCommand
{
    internal override string Noun => "AssetFamily";
}
