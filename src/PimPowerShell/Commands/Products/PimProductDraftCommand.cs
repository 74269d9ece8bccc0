using System;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Products;

/// <summary>The base of the cmdlets about what was changed in a product or a product model, and is not approved yet.</summary>
public abstract class PimProductDraftCommand : PimResourceCommand
{
    /// <summary>The parameter set of products.</summary>
    protected const string ProductSet = "Product";

    /// <summary>The parameter set of product models.</summary>
    protected const string ProductModelSet = "ProductModel";

    /// <summary><para type="description">The products: uuids, identifiers, or objects that were read, drafts among them.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ProductSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Uuid", "Identifier", "Sku", "Product")]
    [IdentityTransformation(Owner = "Product", Except = "ProductModel,ProductModelDraft", Other = nameof(ProductModel))]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The product models: codes, or objects that were read, drafts among them.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ProductModelSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Code", "product_model")]
    [IdentityTransformation(Owner = nameof(ProductModel))]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[] ProductModel { get; set; } = [];

    internal sealed override string Noun => ParameterSetName == ProductModelSet ? "ProductModelDraft" : "ProductDraft";

    internal sealed override bool IsServedBy(PimResource resource) => true;

    /// <summary>Does what the cmdlet is for with one draft.</summary>
    /// <param name="identity">The product or the model.</param>
    /// <param name="name">What it goes by.</param>
    internal abstract void Process(PimIdentity identity, string name);

    /// <summary>Takes them one after the other.</summary>
    protected override void ProcessRecord()
    {
        foreach (PimIdentity identity in ParameterSetName == ProductModelSet ? ProductModel : Identity)
        {
            ForItem(identity.Source, () => Process(identity, identity.KeyFor(Kind)));
        }
    }

    /// <summary>Writes the draft as the server has it, or that there is none.</summary>
    internal void Write(PimResource kind, string key, PimIdentity identity)
    {
        if (ReadFirst(new PimQuery(kind) { Keys = [key] }, out PimException? missing) is { } draft)
        {
            WriteObject(draft);
        }
        else
        {
            // the server says whether it is the product or its draft that is not there
            WriteError(missing is null ? PimErrors.NotFound(Words, identity.Text, identity.Source) : Error(missing, identity.Source));
        }
    }

    /// <summary>How the address names a draft: a product that goes by its uuid there is looked up by its identifier.</summary>
    internal (PimResource Kind, string Key) Place(string key)
    {
        PimResource kind = Kind;
        if (kind.ByOtherKey is null ? kind.ByUuid is null || kind.CanAddress(key) : Guid.TryParse(key, out _))
        {
            return (kind, key);
        }

        PSObject product = ReadOne(FindResource("Product"), key, PathValues()) ?? throw PimException.NotFound("Product", key);
        return product.Properties["Uuid"]?.Value is { } uuid ? (kind.ByUuid?.Invoke() ?? kind, LanguagePrimitives.ConvertTo<string>(uuid))
            : throw new PimException(PimErrorKind.Input, $"'{key}' cannot be part of an address, and this server tells no uuid of the product. Give the product another identifier first.") { Subject = key };
    }
}
