using System.Management.Automation;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Server;

/// <summary>Reads the version and the edition of the server.</summary>
[Cmdlet(VerbsCommon.Get, "PimSystemInformation")]
[OutputType("PimPowerShell.SystemInformation")]
public sealed class GetPimSystemInformationCommand : PimResourceCommand
{
    internal override string Noun => "SystemInformation";

    internal override string Deed => "read";

    internal override bool IsServedBy(PimResource resource) => true;

    /// <summary>Reads it.</summary>
    protected override void EndProcessing() => ForAll(() => WriteObject(ReadFirst(new PimQuery(Kind), out _)));
}
