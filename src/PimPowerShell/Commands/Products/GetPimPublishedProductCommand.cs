using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Products;

/// <summary>Reads products as they were when they were published.</summary>
[Cmdlet(VerbsCommon.Get, "PimPublishedProduct", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.PublishedProduct")]
public sealed class GetPimPublishedProductCommand : GetPimItemCommand
{
    /// <summary><para type="description">Only enabled products, or with $false only disabled ones.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? Enabled { get; set; }

    internal override string Noun => "PublishedProduct";

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
    }
}
