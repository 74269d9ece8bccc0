using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Products;

/// <summary>Reads products.</summary>
[Cmdlet(VerbsCommon.Get, "PimProduct", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Product")]
public sealed class GetPimProductCommand : GetPimProductBaseCommand
{
    /// <summary><para type="description">Only enabled products, or with $false only disabled ones.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    public bool? Enabled { get; set; }

    /// <summary><para type="description">Only products of this status. PIMS; deleted ones are found with this alone.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet("active", "inactive", "deleted")]
    public string[]? Status { get; set; }

    /// <summary><para type="description">Lists deleted products too. PIMS.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter IncludeDeleted { get; set; }

    /// <summary><para type="description">Lists variants too. PIMS; Akeneo lists them always.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter IncludeVariant { get; set; }

    /// <summary><para type="description">Only products in which this word or phrase is found. PIMS.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public string? Search { get; set; }

    /// <summary><para type="description">A condition in the manner of SQL, attributes as [[name]]: [[sku]] not LIKE 'IMP%'. PIMS.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public string? ConditionQuery { get; set; }

    /// <summary><para type="description">Attributes to sort by, each with DESC behind it for the other direction. PIMS.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Sort { get; set; }

    /// <summary><para type="description">Adds the completeness by channel and locale.</para></summary>
    [Parameter]
    public SwitchParameter WithCompletenesses { get; set; }

    /// <summary><para type="description">Adds the code of the topmost product model. Only where products are addressed by uuid.</para></summary>
    [Parameter]
    public SwitchParameter WithRootParent { get; set; }

    internal override string Noun => "Product";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Status is not null && Kind.Values is null)
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, "status of products", "Use -Enabled."));
        }
    }

    internal override IEnumerable<PimCriterion> Criteria()
    {
        foreach (PimCriterion criterion in base.Criteria())
        {
            yield return criterion;
        }

        if (Enabled is { } enabled)
        {
            yield return new PimCriterion("enabled", "=", enabled);
        }

        if (Status is not null)
        {
            yield return new PimCriterion("status", "IN", Status);
        }
    }

    internal override Dictionary<string, string> Options()
    {
        Dictionary<string, string> options = base.Options();
        if (Status is not null && System.Array.IndexOf(Status, "deleted") >= 0)
        {
            options["include_deleted"] = "true";
        }

        if (Parent is not null && Kind.ListOptions.Contains("include_variant"))
        {
            options["include_variant"] = "true";
        }

        return options;
    }
}
