using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Products;

/// <summary>Makes products. A product that exists already is refused by the server.</summary>
[Cmdlet(VerbsCommon.New, "PimProduct", SupportsShouldProcess = true, DefaultParameterSetName = FieldsSet)]
[OutputType("PimPowerShell.Product")]
public sealed class NewPimProductCommand : WritePimProductValuesBaseCommand
{
    private const string FieldsSet = "Fields";
    private const string InputObjectSet = "InputObject";

    private string? _ownKey;
    private string? _beside;

    /// <summary><para type="description">The value of the identifier attribute, for example the SKU. From version 7 a product may have none.</para></summary>
    [Parameter(Position = 0, ParameterSetName = FieldsSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Sku")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Identifier { get; set; }

    /// <summary><para type="description">The uuid, where the caller chooses it.</para></summary>
    [Parameter(ParameterSetName = FieldsSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? Uuid { get; set; }

    /// <summary><para type="description">Values by attribute code, shaped by each attribute's definition: @{ name = 'Cap'; price = @{ EUR = 10 } }.</para></summary>
    [Parameter(Position = 1, ParameterSetName = FieldsSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Value")]
    [ArgumentCompleter(typeof(ValueTableCompleter))]
    public object? Values { get; set; }

    /// <summary><para type="description">The family.</para></summary>
    [Parameter(ParameterSetName = FieldsSet, ValueFromPipelineByPropertyName = true)]
    [CodeTransformation("Family")]
    [ArgumentCompleter(typeof(FamilyCompleter))]
    public string? Family { get; set; }

    /// <summary><para type="description">Whether the product is enabled; the server enables it unless told otherwise.</para></summary>
    [Parameter(ParameterSetName = FieldsSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public object? Enabled { get; set; }

    /// <summary><para type="description">The categories.</para></summary>
    [Parameter(ParameterSetName = FieldsSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Categories")]
    [CodeTransformation("Category")]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string[]? Category { get; set; }

    /// <summary><para type="description">The groups.</para></summary>
    [Parameter(ParameterSetName = FieldsSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Groups")]
    [CodeTransformation()]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string[]? Group { get; set; }

    /// <summary><para type="description">The product model that the product is a variant of.</para></summary>
    [Parameter(ParameterSetName = FieldsSet, ValueFromPipelineByPropertyName = true)]
    [CodeTransformation("ProductModel", "Product")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Parent { get; set; }

    /// <summary><para type="description">Associations by type: @{ PACK = @{ products = @('...') } }.</para></summary>
    [Parameter(ParameterSetName = FieldsSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Associations")]
    [ArgumentCompleter(typeof(AssociationTableCompleter))]
    public object? Association { get; set; }

    /// <summary><para type="description">Quantified associations by type.</para></summary>
    [Parameter(ParameterSetName = FieldsSet, ValueFromPipelineByPropertyName = true)]
    [Alias("QuantifiedAssociations", "quantified_associations", "quantified_association")]
    [ArgumentCompleter(typeof(AssociationTableCompleter))]
    public object? QuantifiedAssociation { get; set; }

    /// <summary><para type="description">A table or a line of JSON in the API's own shape, instead of the other parameters; or a row, whose columns have the names of the parameters.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = FieldsSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _beside = MyInvocation.BoundParameters.Keys.FirstOrDefault(name => RowColumns.IsColumn(MyInvocation.MyCommand, name));
    }

    /// <summary>Makes one.</summary>
    protected override void ProcessRecord()
    {
        string name = Identifier ?? Uuid?.ToString() ?? "(without identifier)";
        bool isWhole = IsWhole();
        object target = isWhole ? InputObject! : name;
        ForItem(target, () =>
        {
            WritableItem item = ToItem(isWhole ? WithKey(Whole()) : Fields(), Product);
            var write = new PimWrite(item.Resource, WriteVerb.Create, item.Key, item.Body) { IsOwnKey = item.Key == _ownKey, Options = WriteOptions() };
            Preview(write);
            if (MaySend("Make", isWhole ? item.Key ?? name : name, item.Body))
            {
                WriteOutcome made = Wait(Provider.WriteAsync(write, Context()));
                Report(made, target);
                WriteMade(item.Resource, made.Key, target);
            }
        });
    }

    private bool IsByUuid => Product.Key == "uuid";

    /// <summary>Whether the input says all by itself; a row binds to the parameters that its columns are named for.</summary>
    private bool IsWhole() => PlainTree.Unwrap(InputObject) switch
    {
        null => false,
        IDictionary or string => true,
        // there every column that is no field is an attribute
        _ => Product.Values is not null && _beside is null,
    };

    private Dictionary<string, object?> Whole()
    {
        if (_beside is not null)
        {
            throw new PimException(PimErrorKind.Input, $"{_beside}: does not go with a table or a line of JSON, which says all by itself.") { Subject = _beside };
        }

        var fields = new Dictionary<string, object?>();
        foreach (KeyValuePair<string, object?> field in WholeItem(InputObject))
        {
            fields[field.Key] = field.Value;
        }

        return fields;
    }

    /// <summary>Chooses the uuid here where the caller did not, so that a lost answer can be looked up.</summary>
    private Dictionary<string, object?> WithKey(Dictionary<string, object?> fields)
    {
        if (IsByUuid && !fields.ContainsKey("uuid") && !fields.ContainsKey("identifier"))
        {
            fields["uuid"] = _ownKey = Guid.NewGuid().ToString();
        }

        return fields;
    }

    private Dictionary<string, object?> Fields()
    {
        RowColumns.Check(MyInvocation.MyCommand, InputObject, Product);
        var fields = new Dictionary<string, object?>();
        Dictionary<string, object?> values = FieldValue.IsEmptyCell(Values) ? [] : PlainTree.From(Values) as Dictionary<string, object?>
            ?? throw new PimException(PimErrorKind.Input, "Values: takes a table of attributes, as in @{ name = 'Cap' }.") { Subject = nameof(Values) };
        if (Identifier is { Length: 0 })
        {
            throw new PimException(PimErrorKind.Input, "Identifier is empty.") { Subject = nameof(Identifier) };
        }

        if (IsByUuid)
        {
            fields["uuid"] = ReadUuid(nameof(Uuid), Uuid)?.ToString() ?? (_ownKey = Guid.NewGuid().ToString());
            if (Identifier is not null)
            {
                string attribute = IdentifierAttribute()
                    ?? throw new PimException(PimErrorKind.Forbidden, "The identifier attribute cannot be found: the user may not list attributes.");
                values[attribute] = Identifier;
            }
        }
        else if (Product.Values is not null && PlainTree.Unwrap(Uuid) is not (null or ""))
        {
            throw new PimException(PimErrorKind.Unsupported, $"{Provider.Name} has no uuids: leave out -Uuid, and give the {Product.Key} as -Identifier.") { Subject = nameof(Uuid) };
        }
        else if (Identifier is null)
        {
            throw new PimException(PimErrorKind.Input, "Identifier: this PIM addresses products by their identifier, so one is needed.") { Subject = nameof(Identifier) };
        }
        else
        {
            fields["identifier"] = Identifier;
        }

        Add("family", Family);
        Add("enabled", ReadFlag(nameof(Enabled), Enabled));
        Add("categories", List(Category));
        Add("groups", List(Group));
        Add("parent", Parent);
        Add("associations", Associations(nameof(Association), Association));
        Add("quantified_associations", Associations(nameof(QuantifiedAssociation), QuantifiedAssociation));
        if (values.Count > 0)
        {
            fields["values"] = Shape(values);
        }

        return fields;

        void Add(string field, object? value)
        {
            // an empty cell of a row says nothing
            if (value is not (null or ""))
            {
                fields[field] = value;
            }
        }
    }

    /// <summary>Yes or no. Rows have text in all their cells, which PowerShell would leave out without a word.</summary>
    private static bool? ReadFlag(string parameter, object? value) => PlainTree.Unwrap(value) switch
    {
        null or "" => null,
        bool flag => flag,
        string text when FieldValue.ReadFlag(text) is { } flag => flag,
        var other => throw Bad(parameter, other, "true or false"),
    };

    private static Guid? ReadUuid(string parameter, object? value) => PlainTree.Unwrap(value) switch
    {
        null or "" => null,
        Guid uuid => uuid,
        string text when Guid.TryParse(text, out Guid uuid) => uuid,
        var other => throw Bad(parameter, other, "uuid"),
    };

    private static PimException Bad(string parameter, object? value, string what) => new(PimErrorKind.Input, $"{parameter}: '{value}' is no {what}.") { Subject = parameter };

    /// <summary>Codes of a list, or of one cell of a row.</summary>
    private static string[]? List(string[]? codes) => FieldValue.IsEmptyCell(codes) ? null : codes is { Length: 1 } ? FieldValue.ReadCodes(codes[0]) : codes;
}
