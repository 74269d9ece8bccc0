using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Makes association types. One whose code is taken is refused by the server.</summary>
[Cmdlet(VerbsCommon.New, "PimAssociationType", SupportsShouldProcess = true, DefaultParameterSetName = FieldsSet)]
[OutputType("PimPowerShell.AssociationType")]
public sealed class NewPimAssociationTypeCommand : WritePimAssociationTypeCommand
{
    /// <summary><para type="description">The code: letters, digits and underscores, at most 100.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FieldsSet)]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string Code { get; set; } = "";

    /// <summary><para type="description">Whether associations have a quantity. Cannot be changed later.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? IsQuantified { get; set; }

    /// <summary><para type="description">Whether an association of one product with another is one of the other as well. Cannot be changed later, and excludes -IsQuantified.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? IsTwoWay { get; set; }

    /// <summary><para type="description">An association type as an object, a table, a row or a line of JSON, in the API's own shape. Parameters given beside it count for each.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    internal override WriteVerb Verb => WriteVerb.Create;

    /// <summary>Makes one.</summary>
    protected override void ProcessRecord() => Make(InputObject);
}
