using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Entities;

/// <summary>Changes attributes of asset families, and makes those that are not there. What is not named stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "PimAssetAttribute", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.AssetAttribute")]
public sealed class SetPimAssetAttributeCommand : WritePimEntityAttributeCommand
{
    /// <summary><para type="description">The attributes: codes, or objects. Of one that was read only what a parameter names is changed, or, without any, all is sent back; of a row or table all is sent.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Code", "InputObject")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(IdentityCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The asset family: a code, or an object that has one.</para></summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("asset_family")]
    [IdentityTransformation(IsOne = true, Owner = nameof(AssetFamily), Kinds = nameof(AssetFamily))]
    [ArgumentCompleter(typeof(AssetFamilyCompleter))]
    public PimIdentity? AssetFamily { get; set; }

    /// <summary><para type="description">What its values are; needed for a new one, and cannot be changed later.</para></summary>
    [Parameter]
    [Field]
    [SpellingTransformation(typeof(SetPimAssetAttributeCommand))]
    [ValidateSet("text", "media_link", "media_file", "number", "single_option", "multiple_options", "boolean", "date", "record", "asset_family_single_link", "asset_family_multiple_links", "auto_tagging")]
    public string? Type { get; set; }

    /// <summary><para type="description">Whether its values can be changed through the API alone.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool IsReadOnly { get; set; }

    /// <summary><para type="description">What its files or links are.</para></summary>
    [Parameter]
    [Field]
    [SpellingTransformation(typeof(SetPimAssetAttributeCommand))]
    [ValidateSet("image", "pdf", "youtube", "vimeo", "other")]
    public string? MediaType { get; set; }

    /// <summary><para type="description">What stands before the value of a link in its address.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Prefix { get; set; }

    /// <summary><para type="description">What stands behind the value of a link in its address.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Suffix { get; set; }

    /// <summary><para type="description">The reference entity whose records it links, for type record.</para></summary>
    [Parameter]
    [Field("reference_entity")]
    [CodeTransformation("ReferenceEntity")]
    [ArgumentCompleter(typeof(ReferenceEntityCompleter))]
    public string? LinkedReferenceEntity { get; set; }

    /// <summary><para type="description">The asset family whose assets it links. SaaS edition.</para></summary>
    [Parameter]
    [Field("asset_family_code")]
    [CodeTransformation("AssetFamily")]
    [ArgumentCompleter(typeof(AssetFamilyCompleter))]
    public string? LinkedAssetFamily { get; set; }

    /// <summary><para type="description">The value that new assets have. SaaS edition.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? DefaultValue { get; set; }

    /// <summary><para type="description">Writes what was changed or made to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Noun => "AssetAttribute";

    internal override WriteVerb Verb => WriteVerb.Upsert;

    /// <summary>Changes them.</summary>
    protected override void ProcessRecord() => Change(Identity, PassThru);
}
