using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Assets;

/// <summary>Makes buckets, in which assets lie.</summary>
[Cmdlet(VerbsCommon.New, "PimBucket", SupportsShouldProcess = true, DefaultParameterSetName = FieldsSet)]
[OutputType("PimPowerShell.Bucket")]
public sealed class NewPimBucketCommand : WritePimBucketCommand
{
    /// <summary><para type="description">The path: <c>Parent &gt; Child</c>.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FieldsSet)]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string Code { get; set; } = "";

    /// <summary><para type="description">Whether everybody sees it, or the key alone.</para></summary>
    [Parameter]
    [Field]
    [SpellingTransformation(typeof(NewPimBucketCommand))]
    [ValidateSet("global", "personal")]
    public string? Type { get; set; }

    /// <summary><para type="description">A bucket as an object, a table, a row or a line of JSON. Parameters given beside it count for each.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    internal override WriteVerb Verb => WriteVerb.Create;

    /// <summary>Makes one.</summary>
    protected override void ProcessRecord() => Make(InputObject);
}
