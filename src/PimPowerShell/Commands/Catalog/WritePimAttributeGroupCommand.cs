using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Catalog;

/// <summary>What making and changing attribute groups have in common.</summary>
public abstract class WritePimAttributeGroupCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The attributes, all of them. Those that are left out fall into the group other; those that are in another group leave it.</para></summary>
    [Parameter]
    [Alias("Attributes")]
    [Field("attributes")]
    [CodeTransformation("Attribute")]
    [ArgumentCompleter(typeof(AttributeCompleter))]
    [AllowEmptyCollection]
    public string[]? Attribute { get; set; }

    /// <summary><para type="description">The place among the groups, from 0.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? SortOrder { get; set; }

    /// <summary><para type="description">The labels by locale: @{ en_US = 'Marketing' }. A label of $null or an empty text is removed.</para></summary>
    [Parameter]
    [Alias("Labels")]
    [Field("labels")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Label { get; set; }

    internal override string Noun => "AttributeGroup";
}
