using System.Management.Automation;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Reads channels.</summary>
[Cmdlet(VerbsCommon.Get, "PimChannel", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Channel")]
public sealed class GetPimChannelCommand : GetPimPagedCommand
{
    internal override string Noun => "Channel";
}
