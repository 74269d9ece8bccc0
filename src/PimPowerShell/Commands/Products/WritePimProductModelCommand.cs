using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Products;

/// <summary>What making and changing product models have in common.</summary>
public abstract class WritePimProductModelCommand : WritePimResourceCommand
{
    /// <summary><para type="description">Values by attribute code, shaped by each attribute's definition: @{ name = 'Cap'; price = @{ EUR = 10 } }. A value of $null erases.</para></summary>
    [Parameter(Position = 1)]
    [Field]
    [Alias("Value")]
    [ArgumentCompleter(typeof(ValueTableCompleter))]
    public object? Values { get; set; }

    /// <summary><para type="description">The locale of values that belong to one and do not name it.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Locale")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string? Locale { get; set; }

    /// <summary><para type="description">The channel of values that belong to one and do not name it.</para></summary>
    [Parameter]
    [Alias("Scope")]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Channel")]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string? Channel { get; set; }

    /// <summary><para type="description">The product model that it lies below.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("ProductModel")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Parent { get; set; }

    /// <summary><para type="description">The categories, all of them: they replace those that it has of its own.</para></summary>
    [Parameter]
    [Alias("Categories")]
    [Field("categories")]
    [AllowEmptyCollection]
    [CodeTransformation("Category")]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string[]? Category { get; set; }

    /// <summary><para type="description">Associations by type: @{ PACK = @{ products = @('...') } }. A list that is given replaces the one it has.</para></summary>
    [Parameter]
    [Alias("Associations")]
    [Field("associations")]
    [ArgumentCompleter(typeof(AssociationTableCompleter))]
    public object? Association { get; set; }

    /// <summary><para type="description">Quantified associations by type.</para></summary>
    [Parameter]
    [Alias("QuantifiedAssociations")]
    [Field("quantified_associations")]
    [ArgumentCompleter(typeof(AssociationTableCompleter))]
    public object? QuantifiedAssociation { get; set; }

    /// <summary><para type="description">Makes select options that do not exist, for attributes that allow it. SaaS edition only.</para></summary>
    [Parameter]
    public SwitchParameter CreateMissingOption { get; set; }

    internal override string Noun => "ProductModel";

    internal override Dictionary<string, string> Options() => SetFlags(Kind.WriteOptions);

    /// <summary>Shapes the values of the parameter; those of a whole model are in the API's shape already.</summary>
    internal override void Shape(IDictionary<string, object?> fields)
    {
        if (!FieldValue.IsEmptyCell(Values))
        {
            fields["values"] = ShapeValues(Verb == WriteVerb.Create ? Values! : WrittenValues(Values, (string)fields[Kind.Key]!)!, Locale, Channel);
        }
    }
}
