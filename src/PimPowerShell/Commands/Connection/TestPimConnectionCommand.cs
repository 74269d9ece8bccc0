using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Management.Automation;
using PimPowerShell.Core;
using PimPowerShell.Output;

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

        PimInspection? seen = failure is null ? Inspect() : null;
        WriteObject(TypedObject.Of(
            "PimPowerShell.ConnectionTest",
            ("Success", failure is null),
            ("Url", Provider.Root),
            ("Provider", Provider.Name),
            ("Version", Provider.Server.Version),
            ("Edition", Provider.Server.Edition),
            ("LatencyMilliseconds", failure is null ? Math.Round(clock.Elapsed.TotalMilliseconds, 1) : null),
            ("Permissions", seen is null ? null : Table(seen.Permissions)),
            ("Counters", seen is null ? null : Table(seen.Counters)),
            ("Limits", seen is null ? null : Table(seen.Limits)),
            ("Error", failure?.Message)));
    }

    private PimInspection? Inspect()
    {
        PimInspection? seen = null;
        if (Try(() => seen = Wait(Provider.InspectAsync(Context()))) is { } failure)
        {
            WriteVerbose(failure.Message);
        }

        return seen;
    }

    private static PSObject Table<T>(IReadOnlyDictionary<string, T> values)
    {
        var table = new PSObject();
        foreach (KeyValuePair<string, T> value in values)
        {
            table.Properties.Add(new PSNoteProperty(value.Key, value.Value));
        }

        return table;
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
