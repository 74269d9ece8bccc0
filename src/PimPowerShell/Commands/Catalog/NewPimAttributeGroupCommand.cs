using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Makes attribute groups. One whose code is taken is refused by the server.</summary>
[Cmdlet(VerbsCommon.New, "PimAttributeGroup", SupportsShouldProcess = true, DefaultParameterSetName = FieldsSet)]
[OutputType("PimPowerShell.AttributeGroup")]
public sealed class NewPimAttributeGroupCommand : WritePimAttributeGroupCommand
{
    /// <summary><para type="description">The code: letters, digits and underscores, at most 100.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FieldsSet)]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string Code { get; set; } = "";

    /// <summary><para type="description">An attribute group as an object, a table, a row or a line of JSON, in the API's own shape. Parameters given beside it count for each.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    internal override WriteVerb Verb => WriteVerb.Create;

    /// <summary>Makes one.</summary>
    protected override void ProcessRecord() => Make(InputObject);
}
