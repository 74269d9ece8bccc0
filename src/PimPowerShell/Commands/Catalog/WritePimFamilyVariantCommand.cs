using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;

namespace PimPowerShell.Commands.Catalog;

/// <summary>What making and changing family variants have in common.</summary>
public abstract class WritePimFamilyVariantCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The family: a code, or a family that was read.</para></summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(IsOne = true, Kinds = nameof(Family))]
    [ArgumentCompleter(typeof(FamilyCompleter))]
    public PimIdentity? Family { get; set; }

    /// <summary><para type="description">The levels: @{ level = 1; axes = @('color'); attributes = @('color', 'material') }. Level and axes stay as they were made; attributes may move to a lower level.</para></summary>
    [Parameter]
    [Alias("VariantAttributeSets")]
    [Field("variant_attribute_sets")]
    public object[]? VariantAttributeSet { get; set; }

    /// <summary><para type="description">The labels by locale: @{ en_US = 'By colour' }. A label of $null or an empty text is removed.</para></summary>
    [Parameter]
    [Alias("Labels")]
    [Field("labels")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Label { get; set; }

    internal override string Noun => "FamilyVariant";

    /// <summary>The server takes lists only, where a shell's user writes a single code.</summary>
    internal override void Shape(IDictionary<string, object?> fields)
    {
        if (!FieldValue.IsEmptyCell(VariantAttributeSet))
        {
            fields["variant_attribute_sets"] = VariantAttributeSet!.Select(Level).ToArray();
        }
    }

    private static Dictionary<string, object?> Level(object set)
    {
        Dictionary<string, object?> level = PlainTree.From(set) as Dictionary<string, object?>
            ?? throw new PimException(PimErrorKind.Input, "VariantAttributeSet: takes tables, as in @{ level = 1; axes = 'color'; attributes = 'color' }.") { Subject = "variant_attribute_sets" };
        foreach (string name in (string[])["axes", "attributes"])
        {
            if (level.TryGetValue(name, out object? value) && value is string code)
            {
                level[name] = new[] { code };
            }
        }

        return level;
    }
}
