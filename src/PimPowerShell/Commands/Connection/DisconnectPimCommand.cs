using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Output;
using PimPowerShell.Sessions;

namespace PimPowerShell.Commands.Connection;

/// <summary>Closes sessions and forgets their tokens.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Pim", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectPimCommand : PSCmdlet
{
    /// <summary><para type="description">The session to close, or its name; the default one unless given.</para></summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [ValidateNotNull]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public PimSession? Session { get; set; }

    /// <summary><para type="description">Closes all sessions of this runspace.</para></summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Closes them.</summary>
    protected override void ProcessRecord()
    {
        foreach (PimSession session in Chosen())
        {
            if (ShouldProcess($"{session.Name} ({session.Url})", "Disconnect"))
            {
                RunspaceSessions.Current.Remove(session);
                session.Handle.Close();
            }
        }
    }

    private IReadOnlyList<PimSession> Chosen()
    {
        if (All)
        {
            return RunspaceSessions.Current.All;
        }

        PimSession? session = Session ?? RunspaceSessions.Current.Default;
        if (session is null)
        {
            ThrowTerminatingError(PimErrors.NotConnected());
        }

        return [session!];
    }
}
