using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Entities;

/// <summary>Changes asset families, and makes those that are not there. What is not named stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "PimAssetFamily", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.AssetFamily")]
public sealed class SetPimAssetFamilyCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The asset families: codes, or objects. Of one that was read only what a parameter names is changed, or, without any, all is sent back; of a row or table all is sent.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Code", "InputObject")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(IdentityCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The labels by locale: @{ en_US = 'Packshots' }. A label of $null or an empty text is removed.</para></summary>
    [Parameter]
    [Alias("Labels")]
    [Field("labels")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Label { get; set; }

    /// <summary><para type="description">The attribute whose file stands for the asset: of type media_file or media_link.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("AssetAttribute")]
    [ArgumentCompleter(typeof(MainMediaCompleter))]
    public string? AttributeAsMainMedia { get; set; }

    /// <summary><para type="description">How an asset's code or file name is read: @{ source = @{ property = 'code'; channel = $null; locale = $null }; pattern = '/.../'; abort_asset_creation_on_error = $false }. It is given whole; an empty table changes nothing.</para></summary>
    [Parameter]
    [Field]
    public object? NamingConvention { get; set; }

    /// <summary><para type="description">The rules that link new assets to products, all of them: two at most.</para></summary>
    [Parameter]
    [Alias("ProductLinkRules")]
    [Field("product_link_rules")]
    public object[]? ProductLinkRule { get; set; }

    /// <summary><para type="description">What is made of new files, all of it: ten at most.</para></summary>
    [Parameter]
    [Alias("Transformations")]
    [Field("transformations")]
    public object[]? Transformation { get; set; }

    /// <summary><para type="description">Whether the files of all its assets have share links. SaaS edition.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool SharingEnabled { get; set; }

    /// <summary><para type="description">Whether the server tags the images of its assets. SaaS edition.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool AutoTaggingEnabled { get; set; }

    /// <summary><para type="description">Writes what was changed or made to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Noun => "AssetFamily";

    internal override WriteVerb Verb => WriteVerb.Upsert;

    /// <summary>Changes them.</summary>
    protected override void ProcessRecord() => Change(Identity, PassThru);
}
