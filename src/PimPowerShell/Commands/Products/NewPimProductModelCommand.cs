using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Products;

/// <summary>Makes product models. One whose code is taken is refused by the server.</summary>
[Cmdlet(VerbsCommon.New, "PimProductModel", SupportsShouldProcess = true, DefaultParameterSetName = FieldsSet)]
[OutputType("PimPowerShell.ProductModel")]
public sealed class NewPimProductModelCommand : WritePimProductModelCommand
{
    /// <summary><para type="description">The code.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FieldsSet)]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string Code { get; set; } = "";

    /// <summary><para type="description">The family. The family variant says it already.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("Family")]
    [ArgumentCompleter(typeof(FamilyCompleter))]
    public string? Family { get; set; }

    /// <summary><para type="description">The family variant; one with a parent has the parent's. Cannot be changed later.</para></summary>
    [Parameter]
    [Field]
    [CodeTransformation("FamilyVariant")]
    [ArgumentCompleter(typeof(FamilyVariantCompleter))]
    public string? FamilyVariant { get; set; }

    /// <summary><para type="description">A product model as an object, a table, a row or a line of JSON, in the API's own shape. Parameters given beside it count for each.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    internal override WriteVerb Verb => WriteVerb.Create;

    /// <summary>Makes one.</summary>
    protected override void ProcessRecord() => Make(InputObject);

    internal override void Shape(IDictionary<string, object?> fields)
    {
        if (!Has("family_variant") && !Has("parent"))
        {
            throw new PimException(PimErrorKind.Input, "A new product model needs family_variant, or the parent that it lies below.") { Subject = "family_variant" };
        }

        base.Shape(fields);

        bool Has(string field) => fields.TryGetValue(field, out object? value) && PlainTree.Unwrap(value) is not (null or "");
    }
}
