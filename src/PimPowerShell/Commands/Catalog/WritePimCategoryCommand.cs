using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Catalog;

/// <summary>What making and changing categories have in common.</summary>
public abstract class WritePimCategoryCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The category that it lies in; an empty text makes it a root.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string? Parent { get; set; }

    /// <summary><para type="description">The labels by locale: @{ en_US = 'Summer' }. A label of $null or an empty text is removed.</para></summary>
    [Parameter]
    [Alias("Labels")]
    [Field("labels")]
    public object? Label { get; set; }

    /// <summary><para type="description">The values of the category's own attributes, as a list: @{ attribute_code = 'text'; locale = 'en_US'; channel = $null; data = 'Sun' }. Enterprise and SaaS editions.</para></summary>
    [Parameter]
    [Alias("Values")]
    [Field("values")]
    public object? Value { get; set; }

    internal override string Noun => "Category";
}
