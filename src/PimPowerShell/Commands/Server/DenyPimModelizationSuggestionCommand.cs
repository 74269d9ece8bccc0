using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Server;

/// <summary>Declines suggestions.</summary>
[Cmdlet(VerbsLifecycle.Deny, "PimModelizationSuggestion", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.ModelizationSuggestion")]
public sealed class DenyPimModelizationSuggestionCommand : PimModelizationSuggestionCommand
{
    /// <summary><para type="description">Why.</para></summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Reason { get; set; }

    internal override string Action => "Deny";

    internal override Dictionary<string, object?> Fields() => Said(("reject_reason", Reason));
}
