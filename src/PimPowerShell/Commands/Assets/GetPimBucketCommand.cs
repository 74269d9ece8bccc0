using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Assets;

/// <summary>Reads the buckets that assets lie in.</summary>
[Cmdlet(VerbsCommon.Get, "PimBucket", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Bucket")]
public sealed class GetPimBucketCommand : GetPimResourceCommand
{
    /// <summary><para type="description">Only buckets that everybody sees, or only the key's own.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [SpellingTransformation(typeof(GetPimBucketCommand))]
    [ValidateSet("global", "personal")]
    public string? Type { get; set; }

    internal override string Noun => "Bucket";

    internal override IEnumerable<PimCriterion> Criteria() => Type is null ? [] : [new PimCriterion("type", "=", Type)];
}
