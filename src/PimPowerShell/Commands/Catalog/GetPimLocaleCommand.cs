using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Reads locales.</summary>
[Cmdlet(VerbsCommon.Get, "PimLocale", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Locale")]
public sealed class GetPimLocaleCommand : GetPimPagedCommand
{
    /// <summary><para type="description">Only locales in use, or with $false only those that are not.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? Enabled { get; set; }

    internal override string Noun => "Locale";

    internal override IEnumerable<PimCriterion> Criteria() => Enabled is { } enabled ? [new PimCriterion("enabled", "=", enabled)] : [];
}
