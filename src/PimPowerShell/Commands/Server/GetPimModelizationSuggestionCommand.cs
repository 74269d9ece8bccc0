using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Server;

/// <summary>Reads suggestions of attributes.</summary>
[Cmdlet(VerbsCommon.Get, "PimModelizationSuggestion", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.ModelizationSuggestion")]
public sealed class GetPimModelizationSuggestionCommand : GetPimPagedCommand
{
    /// <summary><para type="description">Only suggestions of attributes that have one of these codes.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string[]? Codes { get; set; }

    /// <summary><para type="description">Only suggestions that are in this state.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [SpellingTransformation(typeof(GetPimModelizationSuggestionCommand))]
    [ValidateSet("draft", "approved", "rejected")]
    public string? Status { get; set; }

    /// <summary><para type="description">Only suggestions that came from here.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Source { get; set; }

    /// <summary><para type="description">Only suggestions of this user.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Author { get; set; }

    internal override string Noun => "ModelizationSuggestion";
}
