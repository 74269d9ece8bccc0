using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Reads families.</summary>
[Cmdlet(VerbsCommon.Get, "PimFamily", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Family")]
public sealed class GetPimFamilyCommand : GetPimPagedCommand
{
    /// <summary><para type="description">Only families that have products, or with $false only those that have none.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? HasProducts { get; set; }

    internal override string Noun => "Family";

    internal override IEnumerable<PimCriterion> Criteria() => HasProducts is { } has ? [new PimCriterion("has_products", "=", has)] : [];
}
