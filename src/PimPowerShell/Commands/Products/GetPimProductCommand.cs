using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
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
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? Enabled { get; set; }

    /// <summary><para type="description">Only products of this status. PIMS; deleted ones are found with this alone.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [SpellingTransformation(typeof(GetPimProductCommand))]
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
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Search { get; set; }

    /// <summary><para type="description">A condition in the manner of SQL, attributes as [[name]]: [[sku]] not LIKE 'IMP%'. PIMS.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? ConditionQuery { get; set; }

    /// <summary><para type="description">Attributes to sort by, each with DESC behind it for the other direction. PIMS.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Attribute")]
    [ArgumentCompleter(typeof(AttributeCompleter))]
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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PimIdentity identity in Identity.Where(identity => !identity.IsAction && !identity.IsOther(Kind)))
        {
            CheckHasKey(identity);
        }

        base.ProcessRecord();
    }

    internal override PimQuery ListQuery()
    {
        // what the back end cannot do is said before the attributes of -Filter are asked for
        _ = Provider.Read(new PimQuery(Kind) { Criteria = [.. Criteria()] });
        return base.ListQuery();
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
        if (Status is not null && Array.IndexOf(Status, "deleted") >= 0)
        {
            options["include_deleted"] = "true";
        }

        if (Parent is not null && Kind.ListOptions.Contains("include_variant"))
        {
            options["include_variant"] = "true";
        }

        return options;
    }

    internal override ErrorRecord NotFound(PimIdentity identity) => HasNoUuids && Guid.TryParse(identity.Text, out _)
        ? PimErrors.NotSupported(Provider.Name, "uuids", $"No product has the {Kind.Key} '{identity.Text}' either.")
        : base.NotFound(identity);

    private bool HasNoUuids => Kind.Values is not null;

    /// <summary>An object that has a uuid and nothing else cannot be meant for a back end without them.</summary>
    private void CheckHasKey(PimIdentity identity)
    {
        if (HasNoUuids && identity.Source is not string && Guid.TryParse(identity.KeyFor(Kind), out Guid key)
            && ItemWriter.Fields(identity.Source).Exists(field => field.Key == "uuid" && Guid.TryParse(field.Value?.ToString(), out Guid uuid) && uuid == key))
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, "uuids", $"Give the {Kind.Key} of the product."));
        }
    }
}
