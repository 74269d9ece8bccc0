using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Output;
using PimPowerShell.Sessions;

namespace PimPowerShell.Commands.Connection;

/// <summary>Lists the sessions of this runspace.</summary>
[Cmdlet(VerbsCommon.Get, "PimSession")]
[OutputType(typeof(PimSession))]
public sealed class GetPimSessionCommand : PSCmdlet
{
    /// <summary><para type="description">Names, with wildcards; all sessions unless given.</para></summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary><para type="description">Only the session that cmdlets use unless told otherwise.</para></summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <summary>Writes the sessions.</summary>
    protected override void ProcessRecord()
    {
        if (Default)
        {
            if (RunspaceSessions.Current.Default is { } session)
            {
                WriteObject(session);
            }

            return;
        }

        foreach (string name in Name)
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
            PimSession[] found = [.. RunspaceSessions.Current.All.Where(session => pattern.IsMatch(session.Name))];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(PimErrors.SessionNotFound(name));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
