using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Reads attributes.</summary>
[Cmdlet(VerbsCommon.Get, "PimAttribute", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Attribute")]
public sealed class GetPimAttributeCommand : GetPimResourceCommand
{
    /// <summary><para type="description">Only attributes of these types.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet(
        "pim_catalog_identifier", "pim_catalog_text", "pim_catalog_textarea", "pim_catalog_number", "pim_catalog_metric",
        "pim_catalog_price_collection", "pim_catalog_boolean", "pim_catalog_date", "pim_catalog_simpleselect", "pim_catalog_multiselect",
        "pim_catalog_image", "pim_catalog_file", "pim_catalog_table", "pim_catalog_asset_collection", "pim_catalog_product_link",
        "pim_reference_data_simpleselect", "pim_reference_data_multiselect", "akeneo_reference_entity", "akeneo_reference_entity_collection")]
    public string[]? Type { get; set; }

    /// <summary><para type="description">Adds the options of the select columns of table attributes.</para></summary>
    [Parameter]
    public SwitchParameter WithTableSelectOptions { get; set; }

    internal override string Noun => "Attribute";

    internal override IEnumerable<PimCriterion> Criteria() => Type is null ? [] : [new PimCriterion("type", "IN", Type)];
}
