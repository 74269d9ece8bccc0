using System.Management.Automation;
using System.Security;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Pims;

/// <summary>Reads the views that an API key looks through.</summary>
[Cmdlet(VerbsCommon.Get, "PimKeyView", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.KeyView")]
public sealed class GetPimKeyViewCommand : GetPimResourceCommand
{
    /// <summary><para type="description">The API key whose views are wanted.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipelineByPropertyName = true)]
    [SecretTransformation("Key")]
    public SecureString Key { get; set; } = null!;

    internal override string Noun => "KeyView";
}
