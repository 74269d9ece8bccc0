using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Entities;

/// <summary>Changes attributes of reference entities, and makes those that are not there. What is not named stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "PimReferenceEntityAttribute", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.ReferenceEntityAttribute")]
public sealed class SetPimReferenceEntityAttributeCommand : WritePimEntityAttributeCommand
{
    /// <summary><para type="description">The attributes: codes, or objects. Of one that was read only what a parameter names is changed, or, without any, all is sent back; of a row or table all is sent.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Code", "InputObject")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(IdentityCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The reference entity: a code, or an object that has one.</para></summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("reference_entity")]
    [IdentityTransformation(IsOne = true, Owner = nameof(ReferenceEntity), Kinds = nameof(ReferenceEntity))]
    [ArgumentCompleter(typeof(ReferenceEntityCompleter))]
    public PimIdentity? ReferenceEntity { get; set; }

    /// <summary><para type="description">What its values are; needed for a new one, and cannot be changed later.</para></summary>
    [Parameter]
    [Field]
    [SpellingTransformation(typeof(SetPimReferenceEntityAttributeCommand))]
    [ValidateSet("text", "image", "number", "single_option", "multiple_options", "reference_entity_single_link", "reference_entity_multiple_links", "asset_collection")]
    public string? Type { get; set; }

    /// <summary><para type="description">The reference entity whose records it links. Cannot be changed later.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("ReferenceEntity")]
    [ArgumentCompleter(typeof(ReferenceEntityCompleter))]
    public string? ReferenceEntityCode { get; set; }

    /// <summary><para type="description">The asset family whose assets it links, for type asset_collection. Cannot be changed later.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("AssetFamily")]
    [ArgumentCompleter(typeof(AssetFamilyCompleter))]
    public string? AssetFamilyIdentifier { get; set; }

    /// <summary><para type="description">Writes what was changed or made to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Noun => "ReferenceEntityAttribute";

    internal override WriteVerb Verb => WriteVerb.Upsert;

    /// <summary>Changes them.</summary>
    protected override void ProcessRecord() => Change(Identity, PassThru);
}
