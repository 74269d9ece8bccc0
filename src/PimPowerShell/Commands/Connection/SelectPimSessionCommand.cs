using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Output;
using PimPowerShell.Sessions;

namespace PimPowerShell.Commands.Connection;

/// <summary>Makes a session the default one of this runspace.</summary>
[Cmdlet(VerbsCommon.Select, "PimSession")]
[OutputType(typeof(PimSession))]
public sealed class SelectPimSessionCommand : PSCmdlet
{
    /// <summary><para type="description">The session, or its name.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [ValidateNotNull]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public PimSession Session { get; set; } = null!;

    /// <summary><para type="description">Writes the session to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Selects it.</summary>
    protected override void ProcessRecord()
    {
        if (!Session.IsOpen)
        {
            ThrowTerminatingError(PimErrors.SessionClosed(Session));
        }

        RunspaceSessions.Current.Select(Session);
        if (PassThru)
        {
            WriteObject(Session);
        }
    }
}
