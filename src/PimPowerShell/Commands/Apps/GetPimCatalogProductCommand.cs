using System;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Apps;

/// <summary>Reads the products of an app's catalog: as they are, as uuids alone, or in the shape of the app's mapping schema.</summary>
[Cmdlet(VerbsCommon.Get, "PimCatalogProduct", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.CatalogProduct", "PimPowerShell.CatalogProductUuid", "PimPowerShell.MappedProduct", "PimPowerShell.MappedModel", "PimPowerShell.MappedVariant")]
public sealed class GetPimCatalogProductCommand : GetPimCursorCommand
{
    private const string UuidSet = "UuidOnly";
    private const string MappedSet = "Mapped";
    private const string MappedModelSet = "MappedModel";
    private const string VariantSet = "Variant";

    /// <summary><para type="description">The catalog: an id, or a catalog that was read.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = UuidSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = MappedSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = MappedModelSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = VariantSet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(IsOne = true, Owner = nameof(Catalog), Except = "CatalogProduct,CatalogProductUuid,MappedProduct,MappedModel", Kinds = nameof(Catalog))]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity? Catalog { get; set; }

    /// <summary><para type="description">Reads the uuids of the products alone.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = UuidSet)]
    public SwitchParameter UuidOnly { get; set; }

    /// <summary><para type="description">Reads the products in the shape of the mapping schema.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = MappedSet)]
    public SwitchParameter Mapped { get; set; }

    /// <summary><para type="description">Reads the product models in the shape of the mapping schema.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = MappedModelSet)]
    public SwitchParameter MappedModel { get; set; }

    /// <summary><para type="description">Reads the variants of this product model in the shape of the mapping schema: a code, or an object that has one.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = VariantSet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(IsOne = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity? Model { get; set; }

    /// <summary><para type="description">Only products that changed before this time.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = UuidSet)]
    [Parameter(ParameterSetName = MappedSet)]
    [Parameter(ParameterSetName = MappedModelSet)]
    [Parameter(ParameterSetName = VariantSet)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public DateTimeOffset? UpdatedBefore { get; set; }

    /// <summary><para type="description">Only products that changed after this time.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = UuidSet)]
    [Parameter(ParameterSetName = MappedSet)]
    [Parameter(ParameterSetName = MappedModelSet)]
    [Parameter(ParameterSetName = VariantSet)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public DateTimeOffset? UpdatedAfter { get; set; }

    /// <summary><para type="description">Begins behind this cursor, as a link of the server gave it: for products the uuid of the last one read.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = UuidSet)]
    [Parameter(ParameterSetName = MappedSet)]
    [Parameter(ParameterSetName = MappedModelSet)]
    [Parameter(ParameterSetName = VariantSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public override object? SearchAfter { get; set; }

    internal override string Noun => UuidOnly ? "CatalogProductUuid" : Mapped ? "MappedProduct" : MappedModel ? "MappedModel" : Model is not null ? "MappedVariant" : "CatalogProduct";

    /// <summary>Reads them; of a model that is piped in, which is no product, its variants.</summary>
    protected override void ProcessRecord()
    {
        PimIdentity[] models = [.. Identity.Where(static identity => identity.IsRead("MappedModel"))];
        Identity = [.. Identity.Except(models)];
        if (models.Length == 0 || Identity.Length > 0)
        {
            base.ProcessRecord();
        }

        PimIdentity? given = Model;
        foreach (PimIdentity model in models.Where(_ => !IsFull))
        {
            Model = model;
            ForItem(model.Source, () => WriteList(ListQuery()));
        }

        Model = given;
    }
}
