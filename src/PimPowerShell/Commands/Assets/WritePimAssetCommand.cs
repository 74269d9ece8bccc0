using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Assets;

/// <summary>What writes of assets have in common.</summary>
public abstract class WritePimAssetCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The name of its file.</para></summary>
    [Parameter]
    [Field("filename")]
    public string? FileName { get; set; }

    /// <summary><para type="description">The media type of its file, for example image/png.</para></summary>
    [Parameter]
    [Field]
    public string? Type { get; set; }

    /// <summary><para type="description">The bucket that it is moved to: a path or a number.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(BucketCompleter))]
    public string? Bucket { get; set; }

    /// <summary><para type="description">More of its data, as a table.</para></summary>
    [Parameter]
    [Field]
    public object? Data { get; set; }

    internal override string Noun => "Asset";
}
