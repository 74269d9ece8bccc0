using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Pims;

/// <summary>Changes views that an API key has.</summary>
[Cmdlet(VerbsCommon.Set, "PimKeyView", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.KeyView")]
public sealed class SetPimKeyViewCommand : WritePimKeyViewCommand
{
    /// <summary><para type="description">The views: codes, or objects. Of one that was read only what a parameter names is changed, or, without any, all is sent back; of a row or table all is sent.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Code", "InputObject")]
    [IdentityTransformation(Kinds = "KeyView,View")]
    [ArgumentCompleter(typeof(ViewCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">Writes the changed views to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override WriteVerb Verb => WriteVerb.Upsert;

    /// <summary>Changes them.</summary>
    protected override void ProcessRecord() => Change(Identity, PassThru);
}
