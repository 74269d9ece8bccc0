using System.Management.Automation;

namespace PimPowerShell.Commands.Apps;

/// <summary>Reads UI extensions.</summary>
[Cmdlet(VerbsCommon.Get, "PimUiExtension", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.UiExtension")]
public sealed class GetPimUiExtensionCommand : GetPimResourceCommand
{
    internal override string Noun => "UiExtension";
}
