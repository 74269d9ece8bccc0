using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Products;

/// <summary>Changes products that exist. What is not named stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "PimProduct", SupportsShouldProcess = true, DefaultParameterSetName = IdentitySet)]
[OutputType("PimPowerShell.Product")]
public sealed class SetPimProductCommand : WritePimProductValuesBaseCommand
{
    private const string IdentitySet = "Identity";
    private const string InputObjectSet = "InputObject";

    private ChangedOnly? _changedOnly;

    /// <summary><para type="description">The products: identifiers, uuids, or products that were read. A product piped in without any other parameter is sent back as it is now.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdentitySet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Uuid", "Identifier", "Code", "Sku")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">Values by attribute code, shaped by each attribute's definition: @{ name = 'Cap'; price = @{ EUR = 10 } }. A value of $null erases.</para></summary>
    [Parameter(Position = 1, ParameterSetName = IdentitySet)]
    [Alias("Value")]
    [ArgumentCompleter(typeof(ValueTableCompleter))]
    public object? Values { get; set; }

    /// <summary><para type="description">The family; $null takes the product out of its family.</para></summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [CodeTransformation("Family")]
    [ArgumentCompleter(typeof(FamilyCompleter))]
    [AllowNull]
    public object? Family { get; set; }

    /// <summary><para type="description">Whether the product is enabled.</para></summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool Enabled { get; set; }

    /// <summary><para type="description">The categories, instead of all it has; an empty list takes it out of all.</para></summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [AllowEmptyCollection]
    [CodeTransformation("Category")]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string[]? Category { get; set; }

    /// <summary><para type="description">Categories to add to those it has.</para></summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [AllowEmptyCollection]
    [CodeTransformation("Category")]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string[]? AddCategory { get; set; }

    /// <summary><para type="description">Categories to take it out of.</para></summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [AllowEmptyCollection]
    [CodeTransformation("Category")]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string[]? RemoveCategory { get; set; }

    /// <summary><para type="description">The groups, instead of all it is in.</para></summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [AllowEmptyCollection]
    [CodeTransformation()]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string[]? Group { get; set; }

    /// <summary><para type="description">The product model that it is a variant of; $null makes it a simple product.</para></summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [AllowNull]
    [CodeTransformation("ProductModel", "Product")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? Parent { get; set; }

    /// <summary><para type="description">Associations by type: @{ PACK = @{ products = @('...') } }. A list that is given replaces the one it has.</para></summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [ArgumentCompleter(typeof(AssociationTableCompleter))]
    public object? Association { get; set; }

    /// <summary><para type="description">Quantified associations by type.</para></summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [ArgumentCompleter(typeof(AssociationTableCompleter))]
    public object? QuantifiedAssociation { get; set; }

    /// <summary><para type="description">A product or a table in the API's own shape, with its uuid or identifier.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNull]
    public object[] InputObject { get; set; } = [];

    /// <summary><para type="description">Changes the product models above a variant as well, where a value belongs to them; without it such a value is refused. SaaS edition only.</para></summary>
    [Parameter]
    public SwitchParameter UpdateParentValues { get; set; }

    /// <summary><para type="description">Writes the changed products to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary><para type="description">Reads each product first, and sends only what differs; nothing where nothing does.</para></summary>
    [Parameter]
    public SwitchParameter OnlyChanged { get; set; }

    /// <summary><para type="description">The name of a variable that takes what differs, as -OutVariable does; a plus sign before it adds to the variable. With -OnlyChanged.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? DiffVariable { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(nameof(UpdateParentValues), "Change what the value belongs to.");
        _changedOnly = ChangedOnly.Open(this, OnlyChanged, DiffVariable);
        CategoryChanges.CheckAlone(this, Category, AddCategory, RemoveCategory);
    }

    /// <summary>Changes them.</summary>
    protected override void ProcessRecord()
    {
        foreach (object input in ParameterSetName == InputObjectSet ? InputObject : Identity.Cast<object>())
        {
            PimIdentity? identity = input as PimIdentity;
            ForItem(identity?.Source ?? input, () => Change(identity, input));
        }
    }

    private void Change(PimIdentity? identity, object input)
    {
        WritableItem item;
        string? key = identity?.KeyFor(Product);
        if (key is not null && HasChanges())
        {
            item = Item(key, Changes(key));
        }
        else if (identity is null || identity.Source is not string)
        {
            item = ToChange(identity?.Source ?? input, Product);
            if (item.Key is null)
            {
                throw new PimException(PimErrorKind.Input, $"The product has neither {Product.Key} nor identifier.");
            }
        }
        else
        {
            throw new PimException(PimErrorKind.Input, $"Nothing to change on '{identity.Text}': give -Values, -Family, -Enabled or another change.");
        }

        Send(item, identity?.Text ?? item.Key!, identity?.Source ?? input);
    }

    private void Send(WritableItem item, string name, object target)
    {
        ChangedItem? rest = _changedOnly?.Narrow(item, name);
        if (rest is { Item.Body.Length: 0 })
        {
            if (PassThru)
            {
                WriteObject(_changedOnly!.Unchanged(rest));
            }

            return;
        }

        item = rest?.Item ?? item;
        var write = new PimWrite(item.Resource, WriteVerb.Upsert, item.Key, item.Body) { MustExist = true, Present = rest?.Present ?? default, Options = WriteOptions() };
        Preview(write);
        if (MaySend("Change", name, rest?.Text ?? Show(item.Body)))
        {
            CheckNotDeleted(item, name);
            WriteOutcome outcome = Wait(Provider.WriteAsync(write, Context()));
            Report(outcome, target);
            if (PassThru)
            {
                WriteMade(item.Resource, outcome.Key, target);
            }
        }
    }

    /// <summary>Where deleting is a status, so is being enabled: one would take the other away without a word.</summary>
    private void CheckNotDeleted(WritableItem item, string name)
    {
        if (item.HasStatusOfEnabled && Provider.Capabilities.HasFlag(PimCapabilities.Restore)
            && ReadProduct(item.Resource, item.Key!)?.Properties["Status"]?.Value is "deleted")
        {
            throw new PimException(PimErrorKind.Input, $"Product '{name}' is deleted, and -Enabled does not bring it back: Restore-PimProduct does, with -Status inactive as one that is not enabled.") { Subject = nameof(Enabled) };
        }
    }

    private bool Has(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private bool HasChanges() =>
        Has(nameof(Values)) || Has(nameof(Family)) || Has(nameof(Enabled)) || Has(nameof(Category)) || Has(nameof(AddCategory)) || Has(nameof(RemoveCategory))
        || Has(nameof(Group)) || Has(nameof(Parent)) || Has(nameof(Association)) || Has(nameof(QuantifiedAssociation));

    private Dictionary<string, object?> Changes(string key)
    {
        var fields = new Dictionary<string, object?>();
        Add("family", nameof(Family), Family);
        Add("enabled", nameof(Enabled), Enabled);
        Add("parent", nameof(Parent), Parent);
        Add("associations", nameof(Association), Associations(nameof(Association), Association));
        Add("quantified_associations", nameof(QuantifiedAssociation), Associations(nameof(QuantifiedAssociation), QuantifiedAssociation));
        // a list of $null says nothing
        if (!FieldValue.IsEmptyCell(Category))
        {
            fields["categories"] = Category;
        }

        if (!FieldValue.IsEmptyCell(Group))
        {
            fields["groups"] = Group;
        }

        if (!FieldValue.IsEmptyCell(Values))
        {
            fields["values"] = Shape(WrittenValues(Values, key)!);
        }

        CategoryChanges.Write(fields, Provider, Product, AddCategory, RemoveCategory, () => ReadProduct(Product, key) ?? throw PimException.NotFound(Product.Noun, key));
        return fields;

        void Add(string field, string parameter, object? value)
        {
            if (Has(parameter))
            {
                fields[field] = value;
            }
        }
    }
}
