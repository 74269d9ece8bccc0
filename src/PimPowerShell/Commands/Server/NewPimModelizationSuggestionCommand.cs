using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Server;

/// <summary>Asks for a suggestion of an attribute.</summary>
[Cmdlet(VerbsCommon.New, "PimModelizationSuggestion", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.ModelizationSuggestion")]
public sealed class NewPimModelizationSuggestionCommand : ActPimResourceCommand
{
    /// <summary><para type="description">What the attribute is for.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NoRow]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string Description { get; set; } = "";

    /// <summary><para type="description">Where the suggestion comes from, in your own words.</para></summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string Source { get; set; } = "";

    /// <summary><para type="description">The code that the attribute should have.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Code { get; set; }

    /// <summary><para type="description">The type that the attribute should have, for example text.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Type { get; set; }

    /// <summary><para type="description">What else there is to say.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AdditionalComments", "additional_comments", "additional_comment")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? AdditionalComment { get; set; }

    /// <summary><para type="description">A row, whose columns have the names of the parameters.</para></summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    internal override string Noun => "ModelizationSuggestion";

    internal override string Action => "New";

    internal override string Deed => "make";

    /// <summary>Asks for one.</summary>
    protected override void ProcessRecord() => ForItem(Description, () =>
    {
        RowColumns.Check(MyInvocation.MyCommand, InputObject, Kind);
        if (ShouldProcess($"{Words} '{Description}' on {Provider.Root.Host}", "Make"))
        {
            WriteObject(ReadItem(Act(PathValues(), Said(
                ("source", Source), ("description", Description), ("code", Code), ("type", Type), ("additional_comments", AdditionalComment)))));
        }
    });
}
