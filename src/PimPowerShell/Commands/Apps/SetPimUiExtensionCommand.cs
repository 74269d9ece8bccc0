using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Apps;

/// <summary>Changes UI extensions. What is not named stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "PimUiExtension", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.UiExtension")]
public sealed class SetPimUiExtensionCommand : WritePimUiExtensionCommand
{
    /// <summary><para type="description">The extensions: uuids, or objects. Of one that was read only what a parameter names is changed, or, without any, all is sent back; of a row or table all is sent.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Uuid", "InputObject")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The name, which no other extension has.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Name { get; set; }

    /// <summary><para type="description">The type: link, action, iframe, data_component or sdk_script.</para></summary>
    [Parameter]
    [Field]
    [SpellingTransformation(typeof(SetPimUiExtensionCommand))]
    [ArgumentCompleter(typeof(UiExtensionTypeCompleter))]
    public string? Type { get; set; }

    /// <summary><para type="description">Where it is shown, for example pim.product.header.</para></summary>
    [Parameter]
    [Field]
    [SpellingTransformation(typeof(SetPimUiExtensionCommand))]
    [ArgumentCompleter(typeof(UiExtensionPositionCompleter))]
    public string? Position { get; set; }

    /// <summary><para type="description">Writes the changed extensions to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override WriteVerb Verb => WriteVerb.Upsert;

    /// <summary>Changes them.</summary>
    protected override void ProcessRecord() => Change(Identity, PassThru);
}
