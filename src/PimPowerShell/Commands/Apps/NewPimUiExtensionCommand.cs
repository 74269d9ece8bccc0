using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Apps;

/// <summary>Makes UI extensions.</summary>
[Cmdlet(VerbsCommon.New, "PimUiExtension", SupportsShouldProcess = true, DefaultParameterSetName = FieldsSet)]
[OutputType("PimPowerShell.UiExtension")]
public sealed class NewPimUiExtensionCommand : WritePimUiExtensionCommand
{
    /// <summary><para type="description">The name, which no other extension has.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FieldsSet)]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string Name { get; set; } = "";

    /// <summary><para type="description">The type: link, action, iframe, data_component or sdk_script.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = FieldsSet)]
    [Field]
    [SpellingTransformation(typeof(NewPimUiExtensionCommand))]
    [ArgumentCompleter(typeof(UiExtensionTypeCompleter))]
    public string? Type { get; set; }

    /// <summary><para type="description">Where it is shown, for example pim.product.header.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = FieldsSet)]
    [Field]
    [SpellingTransformation(typeof(NewPimUiExtensionCommand))]
    [ArgumentCompleter(typeof(UiExtensionPositionCompleter))]
    public string? Position { get; set; }

    /// <summary><para type="description">An extension as an object, a table, a row or a line of JSON, in the API's own shape. Parameters given beside it count for each.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    internal override WriteVerb Verb => WriteVerb.Create;

    /// <summary>Makes one.</summary>
    protected override void ProcessRecord() => Make(InputObject);
}
