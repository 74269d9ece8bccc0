using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Makes attributes. One whose code is taken is refused by the server.</summary>
[Cmdlet(VerbsCommon.New, "PimAttribute", SupportsShouldProcess = true, DefaultParameterSetName = FieldsSet)]
[OutputType("PimPowerShell.Attribute")]
public sealed class NewPimAttributeCommand : WritePimAttributeCommand
{
    /// <summary><para type="description">The code: letters, digits and underscores, at most 100.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FieldsSet)]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string Code { get; set; } = "";

    /// <summary><para type="description">The type, for example pim_catalog_text, or in PIMS text.</para></summary>
    [Parameter]
    [Field]
    [SpellingTransformation(typeof(NewPimAttributeCommand))]
    [ArgumentCompleter(typeof(AttributeTypeCompleter))]
    public string Type { get; set; } = "";

    /// <summary><para type="description">Whether values belong to a locale.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? Localizable { get; set; }

    /// <summary><para type="description">Whether values belong to a channel.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? Scopable { get; set; }

    /// <summary><para type="description">Whether no two products may have the same value.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? Unique { get; set; }

    /// <summary><para type="description">The measurement family; needed for type pim_catalog_metric.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("MeasurementFamily")]
    [ArgumentCompleter(typeof(MeasurementFamilyCompleter))]
    public string? MetricFamily { get; set; }

    /// <summary><para type="description">An attribute as an object, a table, a row or a line of JSON, in the API's own shape. Parameters given beside it count for each.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    internal override WriteVerb Verb => WriteVerb.Create;

    /// <summary>Makes one.</summary>
    protected override void ProcessRecord() => Make(InputObject);
}
