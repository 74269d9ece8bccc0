using System.Management.Automation;

namespace PimPowerShell.Commands.Assets;

/// <summary>Reads what is known of the media files of products and product models.</summary>
[Cmdlet(VerbsCommon.Get, "PimMediaFile", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.MediaFile")]
public sealed class GetPimMediaFileCommand : GetPimPagedCommand
{
    internal override string Noun => "MediaFile";
}
