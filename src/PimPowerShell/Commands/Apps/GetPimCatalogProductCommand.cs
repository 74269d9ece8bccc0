using System;
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
    [IdentityTransformation(Owner = nameof(Catalog))]
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
    [IdentityTransformation]
    public PimIdentity? Model { get; set; }

    /// <summary><para type="description">Only products that changed before this time.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = UuidSet)]
    [Parameter(ParameterSetName = MappedSet)]
    [Parameter(ParameterSetName = MappedModelSet)]
    [Parameter(ParameterSetName = VariantSet)]
    public DateTimeOffset? UpdatedBefore { get; set; }

    /// <summary><para type="description">Only products that changed after this time.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = UuidSet)]
    [Parameter(ParameterSetName = MappedSet)]
    [Parameter(ParameterSetName = MappedModelSet)]
    [Parameter(ParameterSetName = VariantSet)]
    public DateTimeOffset? UpdatedAfter { get; set; }

    /// <summary><para type="description">Begins behind this cursor, as a link of the server gave it: for products the uuid of the last one read.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = UuidSet)]
    [Parameter(ParameterSetName = MappedSet)]
    [Parameter(ParameterSetName = MappedModelSet)]
    [Parameter(ParameterSetName = VariantSet)]
    [ValidateNotNullOrEmpty]
    public override string? SearchAfter { get; set; }

    internal override string Noun => UuidOnly ? "CatalogProductUuid" : Mapped ? "MappedProduct" : MappedModel ? "MappedModel" : Model is not null ? "MappedVariant" : "CatalogProduct";
}
