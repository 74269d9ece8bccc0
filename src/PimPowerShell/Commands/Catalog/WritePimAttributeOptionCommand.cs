using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Catalog;

/// <summary>What making and changing attribute options have in common.</summary>
public abstract class WritePimAttributeOptionCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The attribute: a code, or an attribute that was read.</para></summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(IsOne = true, Kinds = nameof(Attribute))]
    [ArgumentCompleter(typeof(AttributeCompleter))]
    public PimIdentity? Attribute { get; set; }

    /// <summary><para type="description">The place among the options, from 0; a new option comes last unless told otherwise.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? SortOrder { get; set; }

    /// <summary><para type="description">The labels by locale: @{ en_US = 'Red' }. A label of $null or an empty text is removed.</para></summary>
    [Parameter]
    [Alias("Labels")]
    [Field("labels")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Label { get; set; }

    internal override string Noun => "AttributeOption";
}
