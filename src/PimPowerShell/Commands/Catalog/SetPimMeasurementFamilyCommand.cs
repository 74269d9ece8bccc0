using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Changes measurement families, and makes those that are not there. What is not named stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "PimMeasurementFamily", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.MeasurementFamily")]
public sealed class SetPimMeasurementFamilyCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The measurement families: codes, or objects. Of one that was read only what a parameter names is changed, or, without any, all is sent back; of a row or table all is sent.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Code", "InputObject")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(IdentityCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The unit that all others are converted from. Needed for a new family, and cannot be changed later.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(UnitCompleter))]
    public string? StandardUnitCode { get; set; }

    /// <summary><para type="description">Units by their codes, added to those that it has: @{ GRAM = @{ code = 'GRAM'; symbol = 'g'; convert_from_standard = @(@{ operator = 'mul'; value = '0.001' }) } }.</para></summary>
    [Parameter]
    [Alias("Units")]
    [Field("units")]
    public object? Unit { get; set; }

    /// <summary><para type="description">The labels by locale: @{ en_US = 'Weight' }. A label of $null or an empty text is removed.</para></summary>
    [Parameter]
    [Alias("Labels")]
    [Field("labels")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Label { get; set; }

    /// <summary><para type="description">Writes the changed measurement families to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Noun => "MeasurementFamily";

    internal override WriteVerb Verb => WriteVerb.Upsert;

    /// <summary>Changes them.</summary>
    protected override void ProcessRecord() => Change(Identity, PassThru);
}
