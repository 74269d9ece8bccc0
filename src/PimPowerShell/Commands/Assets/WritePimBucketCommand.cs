using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Assets;

/// <summary>What making and changing buckets have in common.</summary>
public abstract class WritePimBucketCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The bucket that it lies in; an empty text puts it at the top.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("Bucket")]
    [ArgumentCompleter(typeof(BucketCompleter))]
    public string? Parent { get; set; }

    /// <summary><para type="description">The name, to rename it where it is.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Name { get; set; }

    /// <summary><para type="description">The whole path, to move and rename it at once: <c>Parent &gt; Child</c>.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Path { get; set; }

    /// <summary><para type="description">The place among its siblings.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? Position { get; set; }

    internal override string Noun => "Bucket";
}
