using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Catalog;

/// <summary>What making and changing categories have in common.</summary>
public abstract class WritePimCategoryCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The category that it lies in; an empty text makes it a root.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("Category")]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string? Parent { get; set; }

    /// <summary><para type="description">The labels by locale: @{ en_US = 'Summer' }. A label of $null or an empty text is removed.</para></summary>
    [Parameter]
    [Alias("Labels")]
    [Field("labels")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Label { get; set; }

    /// <summary><para type="description">The values of the category's own attributes: by their codes, as in @{ notes = 'Sun'; short_text = @{ en_US = 'Sun' } }, or as a list: @{ attribute_code = 'text'; locale = 'en_US'; channel = $null; data = 'Sun' }. Enterprise and SaaS editions.</para></summary>
    [Parameter]
    [Alias("Values")]
    [Field("values")]
    public object? Value { get; set; }

    /// <summary><para type="description">What a tree asks of products, as a table: @{ max_categories_per_product = 3; only_leaves = $true; is_mandatory = $false }. For roots, on the SaaS edition.</para></summary>
    [Parameter]
    [Alias("Validations")]
    [Field("validations")]
    public object? Validation { get; set; }

    /// <summary><para type="description">The channels in which a product is only complete with a category of the tree, instead of all that there were. For roots.</para></summary>
    [Parameter]
    [Alias("ChannelRequirements")]
    [Field("channel_requirements")]
    [AllowEmptyCollection]
    [CodeTransformation("Channel")]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[]? ChannelRequirement { get; set; }

    /// <summary><para type="description">The name, to rename it where it is. PIMS.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Name { get; set; }

    /// <summary><para type="description">The whole path, to move and rename it at once: <c>Parent &gt; Child</c>. PIMS.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Path { get; set; }

    /// <summary><para type="description">The place among its siblings. PIMS.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? Position { get; set; }

    /// <summary><para type="description">Whether the shop shows it. PIMS.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? Enabled { get; set; }

    /// <summary><para type="description">More of its data, as a table: @{ cat_image = 'https://...' }. PIMS.</para></summary>
    [Parameter]
    [Field]
    public object? Data { get; set; }

    internal override string Noun => "Category";

    /// <summary>Gives values by attribute the shape that a write has them in.</summary>
    internal override void Shape(IDictionary<string, object?> fields)
    {
        base.Shape(fields);
        if (PlainTree.From(Value) is Dictionary<string, object?> values)
        {
            fields["values"] = Wait(Provider.ShapeValuesAsync(new PimQuery(Kind), values, null, null, Context()));
        }
    }

    internal override void Complete(IReadOnlyList<PSObject> items) => new CategoryPaths(Kind, ReadAll).AddTo(items);
}
