using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Output;
using PimPowerShell.Sandbox;
using PimPowerShell.Sessions;

namespace PimPowerShell.Commands.Sandbox;

/// <summary>Starts a server in this process that behaves as an Akeneo PIM, a PIMS server or both do, with generated catalogs.</summary>
[Cmdlet(VerbsLifecycle.Start, "PimSandbox", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.Sandbox")]
public sealed class StartPimSandboxCommand : PSCmdlet
{
    /// <summary><para type="description">The port on this machine; 0 for a free one.</para></summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int Port { get; set; }

    /// <summary><para type="description">How many products the catalog has. They are made when asked for, so a million costs no memory.</para></summary>
    [Parameter]
    [ValidateRange(0, 10000000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int ProductCount { get; set; } = 1000;

    /// <summary><para type="description">The same seed makes the same catalog.</para></summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int Seed { get; set; } = 1;

    /// <summary><para type="description">How long each answer is held back.</para></summary>
    [Parameter]
    [ValidateRange(0, 600000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int LatencyMilliseconds { get; set; }

    /// <summary><para type="description">More calls in a second are answered with 429; 0 for no limit.</para></summary>
    [Parameter]
    [ValidateRange(0, 1000000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int RequestsPerSecond { get; set; }

    /// <summary><para type="description">More calls at one time are answered with 429; 0 for no limit.</para></summary>
    [Parameter]
    [ValidateRange(0, 1000000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int MaximumConcurrency { get; set; }

    /// <summary><para type="description">More attribute-option writes in a second are answered with 429; 0 for no limit.</para></summary>
    [Parameter]
    [ValidateRange(0, 1000000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int OptionWritesPerSecond { get; set; }

    /// <summary><para type="description">How long an access token lives.</para></summary>
    [Parameter]
    [ValidateRange(1, 31536000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int TokenLifetimeSec { get; set; } = 3600;

    /// <summary><para type="description">How long a refresh token lives.</para></summary>
    [Parameter]
    [ValidateRange(1, 31536000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int RefreshTokenLifetimeSec { get; set; } = 1209600;

    /// <summary><para type="description">Every so many calls all access tokens die; 0 for never.</para></summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int TokenDiesEvery { get; set; }

    /// <summary><para type="description">Every so many calls one is answered with FailStatusCode, without acting; 0 for never.</para></summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int FailEvery { get; set; }

    /// <summary><para type="description">Every so many calls one acts and is then answered with FailStatusCode; 0 for never.</para></summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int FailAfterActingEvery { get; set; }

    /// <summary><para type="description">The status of injected failures.</para></summary>
    [Parameter]
    [ValidateRange(400, 599)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int FailStatusCode { get; set; } = 502;

    /// <summary><para type="description">Every so many calls the connection is reset before acting; 0 for never.</para></summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int ResetEvery { get; set; }

    /// <summary><para type="description">Every so many calls one acts, and the connection is reset; 0 for never.</para></summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int ResetAfterActingEvery { get; set; }

    /// <summary><para type="description">Every so many answers one ends after half of its body; 0 for never.</para></summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int HalfBodyEvery { get; set; }

    /// <summary><para type="description">After so many calls every connection is reset; 0 for never.</para></summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int DownAfter { get; set; }

    /// <summary><para type="description">The version that the server reports; without it 7.0.42, or v20250717143807 with -Edition Serenity, whose versions are of that form.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Version { get; set; }

    /// <summary><para type="description">The edition that the server reports and behaves as.</para></summary>
    [Parameter]
    [SpellingTransformation(typeof(StartPimSandboxCommand))]
    [ValidateSet("CE", "EE", "GE", "Serenity")]
    public string Edition { get; set; } = "CE";

    /// <summary><para type="description">Adds a family and three products with the attribute types that the other families do without: tables, links, assets, reference data, as the edition has them.</para></summary>
    [Parameter]
    public SwitchParameter EveryAttributeType { get; set; }

    /// <summary><para type="description">Leaves Retry-After out of answers with 429.</para></summary>
    [Parameter]
    public SwitchParameter NoRetryAfter { get; set; }

    /// <summary><para type="description">Compresses answers for clients that accept it.</para></summary>
    [Parameter]
    public SwitchParameter Compress { get; set; }

    /// <summary><para type="description">Refuses every write with 403.</para></summary>
    [Parameter]
    public SwitchParameter ReadOnlyUser { get; set; }

    /// <summary><para type="description">Whether the user owns the products. One who does not, in any edition but CE, changes products and product models only in drafts.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool OwnsProducts { get; set; } = true;

    /// <summary><para type="description">What is served: Akeneo, Pims, or both at one address.</para></summary>
    [Parameter]
    [SpellingTransformation(typeof(StartPimSandboxCommand))]
    [ValidateSet("Akeneo", "Pims", "Both")]
    public string Provider { get; set; } = "Both";

    /// <summary><para type="description">What PIMS calls the request fields that its public documentation does not show; a request with another name is answered as if the field were not there.</para></summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? PimsFieldName { get; set; }

    /// <summary><para type="description">The HTTP status of PIMS answers that say Error.</para></summary>
    [Parameter]
    [ValidateRange(200, 599)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int PimsErrorStatusCode { get; set; } = 200;

    /// <summary>Starts it.</summary>
    protected override void EndProcessing()
    {
        PimSandboxOptions options = Options();
        Check(options);
        if (!ShouldProcess($"{ProductCount} products on " + (Port == 0 ? "a free port" : $"port {Port}"), "Start sandbox"))
        {
            return;
        }

        try
        {
            WriteObject(SandboxHost.Start(options).View());
        }
        catch (System.Net.Sockets.SocketException e)
        {
            ThrowTerminatingError(PimErrors.Input($"Port {Port} cannot be used: {e.Message}", Port, e));
        }
    }

    private void Check(PimSandboxOptions options)
    {
        try
        {
            options.Validate();
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(PimErrors.Input(e.Message, PimsFieldName, e));
        }
    }

    private PimSandboxOptions Options()
    {
        PimSandboxOptions options = Plain();
        if (Version is not null)
        {
            options.Version = Version;
        }

        foreach (KeyValuePair<string, object?> field in PimsFieldName is null ? [] : PlainTree.ToDictionary(PimsFieldName))
        {
            options.PimsFieldNames[field.Key] = field.Value?.ToString() ?? "";
        }

        return options;
    }

    private PimSandboxOptions Plain() => new()
    {
        Port = Port,
        ProductCount = ProductCount,
        Seed = Seed,
        LatencyMilliseconds = LatencyMilliseconds,
        RequestsPerSecond = RequestsPerSecond,
        MaximumConcurrency = MaximumConcurrency,
        OptionWritesPerSecond = OptionWritesPerSecond,
        TokenLifetimeSec = TokenLifetimeSec,
        RefreshTokenLifetimeSec = RefreshTokenLifetimeSec,
        TokenDiesEvery = TokenDiesEvery,
        FailEvery = FailEvery,
        FailAfterActingEvery = FailAfterActingEvery,
        FailStatusCode = FailStatusCode,
        ResetEvery = ResetEvery,
        ResetAfterActingEvery = ResetAfterActingEvery,
        HalfBodyEvery = HalfBodyEvery,
        DownAfter = DownAfter,
        OwnsProducts = OwnsProducts,
        Edition = Edition,
        EveryAttributeType = EveryAttributeType,
        SendRetryAfter = !NoRetryAfter,
        Compress = Compress,
        ReadOnlyUser = ReadOnlyUser,
        Provider = Provider,
        PimsErrorStatusCode = PimsErrorStatusCode,
    };
}
