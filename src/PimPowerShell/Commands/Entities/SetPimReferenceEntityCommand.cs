using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Entities;

/// <summary>Changes reference entities, and makes those that are not there. What is not named stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "PimReferenceEntity", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.ReferenceEntity")]
public sealed class SetPimReferenceEntityCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The reference entities: codes, or objects. Of one that was read only what a parameter names is changed, or, without any, all is sent back; of a row or table all is sent.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Code", "InputObject")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(IdentityCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The labels by locale: @{ en_US = 'Brands' }. A label of $null or an empty text is removed.</para></summary>
    [Parameter]
    [Alias("Labels")]
    [Field("labels")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Label { get; set; }

    /// <summary><para type="description">The code of its image, or the file as Send-PimMediaFile gives it; an empty text takes the image away.</para></summary>
    [Parameter]
    [AllowNull]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? Image { get; set; }

    /// <summary><para type="description">Writes what was changed or made to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Noun => "ReferenceEntity";

    internal override WriteVerb Verb => WriteVerb.Upsert;

    /// <summary>Changes them.</summary>
    protected override void ProcessRecord() => Change(Identity, PassThru);
}
