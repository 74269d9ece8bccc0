using System;
using System.Diagnostics;
using System.Management.Automation;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Commands.Connection;

/// <summary>Says whether a session's server answers and takes its login.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PimConnection")]
[OutputType(typeof(bool), typeof(PSObject))]
public sealed class TestPimConnectionCommand : PimConnectedCmdlet
{
    /// <summary><para type="description">Gives an object with the latency, the version and what the user may list, instead of true or false.</para></summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Asks the server.</summary>
    protected override void EndProcessing()
    {
        var clock = Stopwatch.StartNew();
        PimException? failure = Try(() => Wait(Provider.ConnectAsync(Context())));
        clock.Stop();
        if (!Detailed)
        {
            if (failure is not null)
            {
                WriteVerbose(failure.Message);
            }

            WriteObject(failure is null);
            return;
        }

        var result = new PSObject();
        result.TypeNames.Insert(0, "PimPowerShell.ConnectionTest");
        Add("Success", failure is null);
        Add("Url", Provider.Root);
        Add("Provider", Provider.Name);
        Add("Version", Provider.Server.Version);
        Add("Edition", Provider.Server.Edition);
        Add("LatencyMilliseconds", failure is null ? Math.Round(clock.Elapsed.TotalMilliseconds, 1) : null);
        Add("Permissions", failure is null ? Permissions() : null);
        Add("Error", failure?.Message);
        WriteObject(result);

        void Add(string name, object? value) => result.Properties.Add(new PSNoteProperty(name, value));
    }

    /// <summary>What can be listed, found out by asking for one item of each kind.</summary>
    private PSObject Permissions()
    {
        var seen = new PSObject();
        foreach (PimResource resource in Provider.Resources)
        {
            PimException? refusal = Try(() =>
            {
                using PimPage? page = Wait(Provider.Read(new PimQuery(resource) { PageSize = 1 }).NextAsync(Context()));
            });
            seen.Properties.Add(new PSNoteProperty(resource.Noun, refusal is null));
        }

        return seen;
    }

    private static PimException? Try(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (PimException e)
        {
            return e;
        }
    }
}
