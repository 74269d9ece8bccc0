using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Commands.Entities;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Assets;

/// <summary>Changes assets; those of a family that are not there are made. What is not named stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "PimAsset", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.Asset")]
public sealed class SetPimAssetCommand : WritePimEntityItemCommand
{
    /// <summary><para type="description">The assets: codes, or objects. Of one that was read only what a parameter names is changed, or, without any, all is sent back; of a row or table all is sent.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Code", "InputObject")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(IdentityCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The asset family: a code, or an object that has one. Akeneo, where each asset lies in one.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("asset_family")]
    [IdentityTransformation(IsOne = true, Owner = nameof(AssetFamily), MayBeEmpty = true, Kinds = nameof(AssetFamily))]
    [ArgumentCompleter(typeof(AssetFamilyCompleter))]
    public PimIdentity? AssetFamily { get; set; }

    /// <summary><para type="description">Whether it is to be used: enabled or disabled. SaaS edition of Akeneo.</para></summary>
    [Parameter]
    [Field]
    [SpellingTransformation(typeof(SetPimAssetCommand))]
    [ValidateSet("enabled", "disabled")]
    public string? Status { get; set; }

    /// <summary><para type="description">The first day of its use: 2026-01-31. SaaS edition of Akeneo.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? StartDate { get; set; }

    /// <summary><para type="description">The last day of its use: 2026-12-31. SaaS edition of Akeneo.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? EndDate { get; set; }

    /// <summary><para type="description">The name of its file. PIMS.</para></summary>
    [Parameter]
    [Field("filename")]
    public string? FileName { get; set; }

    /// <summary><para type="description">The media type of its file, for example image/png. PIMS.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Type { get; set; }

    /// <summary><para type="description">The bucket that it is moved to: a path or a number. PIMS.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("Bucket")]
    [ArgumentCompleter(typeof(BucketCompleter))]
    public string? Bucket { get; set; }

    /// <summary><para type="description">More of its data, as a table. PIMS.</para></summary>
    [Parameter]
    [Field]
    public object? Data { get; set; }

    /// <summary><para type="description">Writes the changed assets to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Noun => "Asset";

    internal override WriteVerb Verb => WriteVerb.Upsert;

    /// <summary>Changes them.</summary>
    protected override void ProcessRecord()
    {
        if (CheckOwners())
        {
            Change(Identity, PassThru);
        }
    }
}
