using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Server;

/// <summary>Reads rule definitions.</summary>
[Cmdlet(VerbsCommon.Get, "PimRuleDefinition", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.RuleDefinition")]
public sealed class GetPimRuleDefinitionCommand : GetPimPagedCommand
{
    /// <summary><para type="description">Only the rules of these codes, as the list has them: in one request, and without conditions and actions.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdentityCompleter))]
    public string[]? Codes { get; set; }

    /// <summary><para type="description">Only rules for these things.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [SpellingTransformation(typeof(GetPimRuleDefinitionCommand))]
    [ValidateSet("product", "record")]
    public string? Type { get; set; }

    /// <summary><para type="description">Only rules that are executed in this way.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [SpellingTransformation(typeof(GetPimRuleDefinitionCommand))]
    [ValidateSet("triggered", "scheduled", "workflow_based")]
    public string? ExecutionType { get; set; }

    /// <summary><para type="description">Only rules that are enabled, or with $false those that are not.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? Enabled { get; set; }

    internal override string Noun => "RuleDefinition";
}
