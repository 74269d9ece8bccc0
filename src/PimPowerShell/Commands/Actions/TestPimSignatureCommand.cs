using System;
using System.Linq;
using System.Management.Automation;
using System.Security;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Actions;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Actions;

/// <summary>Tells whether a call came from the PIM, and lately.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PimSignature")]
[OutputType(typeof(bool))]
public sealed class TestPimSignatureCommand : PSCmdlet
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(1);

    /// <summary><para type="description">The body as it came: a text, or bytes; or an HttpListenerRequest or its context, of which it is read.</para></summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? Body { get; set; }

    /// <summary><para type="description">The signature from the call's header, in hex or base64; several where several were sent.</para></summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string?[]? Signature { get; set; }

    /// <summary><para type="description">The secret; two while one replaces the other.</para></summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ValidateNotNullOrEmpty]
    [SecretTransformation("Secret")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public SecureString[] Secret { get; set; } = [];

    /// <summary><para type="description">The timestamp from the call's header, which the Events API signs too; it must not be old either.</para></summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Timestamp { get; set; }

    /// <summary><para type="description">How old a call may be; 0 for any age.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public TimeSpan MaximumAge { get; set; } = SignedTime.MaximumAge;

    /// <summary><para type="description">Whose way of signing holds: Action, EventsApi or EventPlatform. EventsApi where -Timestamp comes with a signature of SHA-256, and else Action.</para></summary>
    [Parameter]
    public SignatureAlgorithm Algorithm { get; set; }

    /// <summary>Verifies.</summary>
    protected override void ProcessRecord()
    {
        if (MaximumAge < TimeSpan.Zero)
        {
            ThrowTerminatingError(PimErrors.Input("MaximumAge: must not be negative.", MaximumAge));
        }

        if (MaximumAge > TimeSpan.Zero && MaximumAge < s_shortest)
        {
            // a bare number is taken for ticks, of which ten million make a second
            ThrowTerminatingError(PimErrors.Input("MaximumAge: takes a time, for example '00:05:00' for five minutes.", MaximumAge));
        }

        string? fault = FindFault(SignedBytes());
        if (fault is not null)
        {
            WriteVerbose(fault);
        }

        WriteObject(fault is null);
    }

    private byte[] SignedBytes()
    {
        try
        {
            return ActionInput.SignedBytes(Body) ?? throw new PimException(PimErrorKind.Input, "Body: takes a text or bytes.");
        }
        catch (PimException e)
        {
            ThrowTerminatingError(PimErrors.From(e, nameof(Body)));
            throw;
        }
    }

    private string? FindFault(byte[] body)
    {
        string[] signatures = [.. (Signature ?? []).Where(signature => !string.IsNullOrWhiteSpace(signature)).Select(signature => signature!)];
        if (signatures.Length == 0)
        {
            return "The call has no signature.";
        }

        SignatureForm form = FormOf(signatures);
        if (form == SignatureForm.EventsApi && string.IsNullOrEmpty(Timestamp))
        {
            return "The call has no timestamp, which the Events API signs. Give -Timestamp.";
        }

        if (!Any(signatures, form))
        {
            string other = form == SignatureForm.Action && Any(signatures, SignatureForm.EventPlatform) ? " It may be that of an event: give -Timestamp, or -Algorithm EventPlatform." : "";
            return $"The signature is none of {form}: it is not {(form == SignatureForm.Action ? "64" : "32")} bytes in hex or base64.{other}";
        }

        using var secrets = new SecretBytes(Secret);
        if (!signatures.Any(signature => ActionSignature.Verify(body, signature, secrets.All, form, Timestamp)))
        {
            return "The signature is not the body's: it was made with another secret, or of other bytes.";
        }

        return MaximumAge == TimeSpan.Zero ? null
            : FaultOfAge(SignedTime.Find(body, form, Timestamp)) ?? (string.IsNullOrEmpty(Timestamp) ? null : FaultOfAge(SignedTime.Read(Timestamp)));
    }

    /// <summary>What of a call is too old; null when it is not.</summary>
    private string? FaultOfAge(DateTimeOffset? sent) => sent is not { } time ? "The signature is good, but the call does not say when it was sent."
        : SignedTime.IsFresh(time, MaximumAge, DateTimeOffset.UtcNow) ? null
        : $"The signature is good, but the call is of {time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, more than {MaximumAge} away.";

    /// <summary>
    /// Who has signed, where nobody says. The Events API alone has a timestamp besides the body; a call without one must
    /// not choose the shorter hash itself.
    /// </summary>
    private SignatureForm FormOf(string[] signatures) =>
        !MyInvocation.BoundParameters.ContainsKey(nameof(Algorithm)) && !string.IsNullOrEmpty(Timestamp)
        && Any(signatures, SignatureForm.EventsApi) && !Any(signatures, SignatureForm.Action)
            ? SignatureForm.EventsApi
            : (SignatureForm)Algorithm;

    private static bool Any(string[] signatures, SignatureForm form) => Array.Exists(signatures, signature => ActionSignature.Normalize(signature, form) is not null);
}
