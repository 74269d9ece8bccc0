using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Catalog;

/// <summary>What making and changing families have in common.</summary>
public abstract class WritePimFamilyCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The attributes, all of them: they replace those that it has. The identifier is always among them.</para></summary>
    [Parameter]
    [Alias("Attributes")]
    [Field("attributes")]
    [CodeTransformation("Attribute")]
    [ArgumentCompleter(typeof(AttributeCompleter))]
    [AllowEmptyCollection]
    public string[]? Attribute { get; set; }

    /// <summary><para type="description">The attribute that names its products: one of the family, an identifier or a text.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("Attribute")]
    [ArgumentCompleter(typeof(LabelAttributeCompleter))]
    public string? AttributeAsLabel { get; set; }

    /// <summary><para type="description">The attribute that shows its products: one of the family, an image or an asset collection. An empty text stands for none.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("Attribute")]
    [ArgumentCompleter(typeof(ImageAttributeCompleter))]
    public string? AttributeAsImage { get; set; }

    /// <summary><para type="description">The attributes that a product needs to be complete, by channel: @{ ecommerce = @('sku', 'name') }. Channels that are not named keep theirs.</para></summary>
    [Parameter]
    [Alias("AttributeRequirements")]
    [Field("attribute_requirements")]
    [ArgumentCompleter(typeof(ChannelTableCompleter))]
    public object? AttributeRequirement { get; set; }

    /// <summary><para type="description">The family that it belongs below. SaaS edition.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("Family")]
    [ArgumentCompleter(typeof(FamilyCompleter))]
    public string? Parent { get; set; }

    /// <summary><para type="description">The labels by locale: @{ en_US = 'Caps' }. A label of $null or an empty text is removed.</para></summary>
    [Parameter]
    [Alias("Labels")]
    [Field("labels")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Label { get; set; }

    internal override string Noun => "Family";
}
