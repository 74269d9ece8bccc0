using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Catalog;

/// <summary>What making and changing association types have in common.</summary>
public abstract class WritePimAssociationTypeCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The labels by locale: @{ en_US = 'Upsell' }. A label of $null or an empty text is removed.</para></summary>
    [Parameter]
    [Alias("Labels")]
    [Field("labels")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Label { get; set; }

    internal override string Noun => "AssociationType";
}
