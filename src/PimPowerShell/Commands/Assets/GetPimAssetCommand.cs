using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Assets;

/// <summary>Reads what is known of assets.</summary>
[Cmdlet(VerbsCommon.Get, "PimAsset", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Asset")]
public sealed class GetPimAssetCommand : GetPimResourceCommand
{
    /// <summary><para type="description">The assets that lie in this bucket: its path or its number.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BucketCompleter))]
    public string? Bucket { get; set; }

    internal override string Noun => "Asset";

    internal override IEnumerable<PimCriterion> Criteria() => Bucket is null ? [] : [new PimCriterion("bucket", "=", Bucket)];
}
