using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Reads currencies.</summary>
[Cmdlet(VerbsCommon.Get, "PimCurrency", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Currency")]
public sealed class GetPimCurrencyCommand : GetPimPagedCommand
{
    /// <summary><para type="description">Only currencies in use, or with $false only those that are not.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? Enabled { get; set; }

    internal override string Noun => "Currency";

    internal override IEnumerable<PimCriterion> Criteria() => Enabled is { } enabled ? [new PimCriterion("enabled", "=", enabled)] : [];
}
