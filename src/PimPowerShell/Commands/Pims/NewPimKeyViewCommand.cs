using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Pims;

/// <summary>Gives an API key a view of the dictionary.</summary>
[Cmdlet(VerbsCommon.New, "PimKeyView", SupportsShouldProcess = true, DefaultParameterSetName = FieldsSet)]
[OutputType("PimPowerShell.KeyView")]
public sealed class NewPimKeyViewCommand : WritePimKeyViewCommand
{
    /// <summary><para type="description">The view, by its name in the dictionary.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FieldsSet)]
    [Field]
    [CodeTransformation("View", "KeyView")]
    [ArgumentCompleter(typeof(ViewCompleter))]
    public string Code { get; set; } = "";

    /// <summary><para type="description">A view of a key as an object, a table, a row or a line of JSON. Parameters given beside it count for each.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    internal override WriteVerb Verb => WriteVerb.Create;

    /// <summary>Gives one.</summary>
    protected override void ProcessRecord() => Make(InputObject);
}
