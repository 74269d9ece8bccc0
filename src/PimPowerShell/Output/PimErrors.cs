using System;
using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Core;

namespace PimPowerShell.Output;

/// <summary>Every error of the module: its id, its category, what it is about, and what to do.</summary>
internal static class PimErrors
{
    private const string ActionIsKept = "The action lies in the folder failed of the queue: moved back into the queue, it is worked again at the next start.";

    public static ErrorRecord NotConnected() => Record(
        new InvalidOperationException("There is no session in this runspace. Connect with Connect-Pim, or give -Session."),
        "PimNotConnected", ErrorCategory.ConnectionError, null, "Call Connect-Pim first. A parallel runspace needs the session passed: -Session $using:session.");

    public static ErrorRecord SessionClosed(object session) => Record(
        new InvalidOperationException($"The session '{session}' was closed by Disconnect-Pim."),
        "PimSessionClosed", ErrorCategory.ConnectionError, session, "Connect again with Connect-Pim.");

    public static ErrorRecord SessionNotFound(string name) => Record(
        new ItemNotFoundException($"There is no session '{name}' in this runspace."),
        "PimSessionNotFound", ErrorCategory.ObjectNotFound, name, "Get-PimSession lists the sessions.");

    public static ErrorRecord SandboxNotRunning(Uri url) => Record(
        new ItemNotFoundException($"No sandbox of this process has the address {url}."),
        "PimSandboxNotRunning", ErrorCategory.ObjectNotFound, url, "Get-PimSandbox lists those that run.");

    public static ErrorRecord NoVaults() => Record(
        new InvalidOperationException("-SecretName needs the module Microsoft.PowerShell.SecretManagement, and it is not installed."),
        "PimSecretManagementMissing", ErrorCategory.NotInstalled, null, "Install-Module Microsoft.PowerShell.SecretManagement, and a vault for it.");

    public static ErrorRecord SecretNotRead(string name, string? vault, Exception error) => Record(
        new InvalidOperationException($"The secret '{name}' could not be read{(vault is null ? "" : $" from the vault '{vault}'")}: {error.Message}"),
        "PimSecretNotRead", ErrorCategory.ReadError, name, "Get-SecretInfo lists the secrets, Test-SecretVault tries a vault. A vault that asks for a password has to be unlocked first.");

    public static ErrorRecord ActionListenerNotRunning(string name) => Record(
        new ItemNotFoundException($"No listener of this process has the name '{name}'."),
        "PimActionListenerNotRunning", ErrorCategory.ObjectNotFound, name, "Stop-PimActionListener without a name stops all.");

    public static ErrorRecord ActionFailed(RuntimeException error, string id, bool isKept, object target) => Record(
        new InvalidOperationException($"The work of action {id} failed: {error.Message}", error),
        "PimActionFailed", ErrorCategory.OperationStopped, target, isKept ? ActionIsKept : null);

    public static ErrorRecord ActionGivenUp(string id, int attempts, object target) => Record(
        new InvalidOperationException($"The work of action {id} failed: {(attempts == 1 ? "once" : $"{attempts} times")} it was begun, and it never came to an end."),
        "PimActionFailed", ErrorCategory.OperationStopped, target, ActionIsKept);

    public static ErrorRecord Input(string message, object? target, Exception? inner = null) => Record(
        new ArgumentException(message, inner),
        "PimInvalidInput", ErrorCategory.InvalidArgument, target, null);

    /// <summary>What PowerShell says of a value that is none of a set; for a set that rows may go beyond.</summary>
    public static ErrorRecord NotInSet(string parameter, string? value, IEnumerable<string> set) => Record(
        new ValidationMetadataException($"Cannot validate argument on parameter '{parameter}'. The argument '{value}' does not belong to the set '{string.Join(", ", set)}'."),
        "ParameterArgumentValidationError", ErrorCategory.InvalidData, value, null);

    public static ErrorRecord MissingVariable(string name, object? target) => Record(
        new ArgumentException($"The placeholder {{{{{name}}}}} has no value."),
        "PimMissingVariable", ErrorCategory.InvalidArgument, target, $"Give -Variable @{{ {name} = ... }}, or pipe in an object that has a property {name}.");

    public static ErrorRecord NotSupported(string provider, string what, string instead) => Record(
        new NotSupportedException($"{provider} has no {what}. {instead}"),
        "PimNotSupported", ErrorCategory.NotImplemented, what, instead);

    /// <summary>An address that the server does not have at all.</summary>
    /// <param name="error">The server's answer; null where it was not asked.</param>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="editions">The editions that have it, as words of a sentence; null where nobody knows.</param>
    /// <param name="server">The server, with its version and edition.</param>
    /// <param name="target">What it was about.</param>
    public static ErrorRecord NotOfEdition(PimException? error, string cmdlet, string? editions, string server, object? target) => Record(
        new NotSupportedException($"{cmdlet} needs {editions ?? "another version or edition of the server"}, and this one is {server}. {error?.Message}".TrimEnd(), error),
        "PimNotSupported", ErrorCategory.NotImplemented, target, editions is null ? null : $"Connect to a server of {editions}.");

    /// <summary>What an app alone may see.</summary>
    public static ErrorRecord NotOfApp(PimException error, object? target)
    {
        ErrorRecord record = From(error, target);
        record.ErrorDetails.RecommendedAction = "Catalogs are an app's own: connect with Connect-Pim -AppToken, and a token of the app that has the scopes for catalogs.";
        return record;
    }

    public static ErrorRecord NotKept(string message, object? target) => Record(
        new PimServerException(message, null),
        "PimNotKept", ErrorCategory.InvalidData, target, "Check the attribute's name, and whether the key's view shows it.");

    public static ErrorRecord NotFound(string noun, string name, object target) => Record(
        new ItemNotFoundException(PimException.NotFound(noun, name).Message),
        "PimNotFound", ErrorCategory.ObjectNotFound, target, null);

    public static ErrorRecord NotReadable(object? target, string noun) => Record(
        new ItemNotFoundException($"The {noun} was written, and cannot be read yet: the server's index is behind."),
        "PimNotReadable", ErrorCategory.ResourceUnavailable, target, "Read it again in a moment.");

    public static ErrorRecord NotWritten(string message, int? statusCode, bool isUnknown, object? target) => Record(
        new PimServerException(message, statusCode),
        isUnknown ? "PimItemUnknown" : "PimItemFailed",
        isUnknown ? ErrorCategory.ConnectionError : ErrorCategory.InvalidData, target,
        isUnknown ? "Read the item to see whether it was written, or write it again: an upsert may be repeated." : null);

    public static ErrorRecord NotUndone(string message, object? target) => Record(
        new InvalidOperationException(message),
        "PimNotUndone", ErrorCategory.InvalidOperation, target, null);

    public static ErrorRecord ChangedSince(string message, object? target) => Record(
        new InvalidOperationException(message),
        "PimChangedSince", ErrorCategory.ResourceExists, target, "Look at what has been changed; -Force undoes it all the same.");

    public static ErrorRecord RunEnded(string message, bool isLimit) => Record(
        new PimServerException(message, null),
        isLimit ? "PimMaximumFailureReached" : "PimJournalNotWritten",
        isLimit ? ErrorCategory.LimitsExceeded : ErrorCategory.WriteError, null,
        "What was not sent is Skipped in the results.");

    public static ErrorRecord From(PimException error, object? target)
    {
        (string id, ErrorCategory category, string? action) = error.Kind switch
        {
            PimErrorKind.Input => ("PimInvalidInput", ErrorCategory.InvalidArgument, null),
            PimErrorKind.Unsupported => ("PimNotSupported", ErrorCategory.NotImplemented, null),
            PimErrorKind.Unreachable => ("PimUnreachable", ErrorCategory.ConnectionError, "Check the address, the network and the proxy."),
            PimErrorKind.Certificate => ("PimCertificateRefused", ErrorCategory.SecurityError, "Trust the server's certificate on this machine, or, for a test server, use -SkipCertificateCheck."),
            PimErrorKind.WrongServer => ("PimWrongServer", ErrorCategory.InvalidResult, "Check -Url and -Provider."),
            PimErrorKind.ClientRefused => ("PimClientRefused", ErrorCategory.AuthenticationError, "Check the client id and the secret of the connection in the PIM."),
            PimErrorKind.UserRefused => ("PimUserRefused", ErrorCategory.AuthenticationError, "Check the user name and the password of the connection in the PIM."),
            PimErrorKind.TokenRefused => ("PimTokenRefused", ErrorCategory.AuthenticationError, "Connect again; an app's token has to be issued anew."),
            PimErrorKind.Forbidden => ("PimForbidden", ErrorCategory.PermissionDenied, "Give the connection's user role the permission in the PIM."),
            PimErrorKind.NotFound => ("PimNotFound", ErrorCategory.ObjectNotFound, null),
            PimErrorKind.TooLarge => ("PimTooLarge", ErrorCategory.LimitsExceeded, null),
            PimErrorKind.Throttled => ("PimThrottled", ErrorCategory.LimitsExceeded, "Lower -ThrottleLimit or -RequestsPerSecond of Connect-Pim."),
            PimErrorKind.ServerFault => ("PimServerFault", ErrorCategory.ResourceUnavailable, null),
            PimErrorKind.Timeout => ("PimTimeout", ErrorCategory.OperationTimeout, "Raise -TimeoutSec of Connect-Pim."),
            PimErrorKind.Broken => ("PimConnectionBroken", ErrorCategory.ConnectionError, null),
            PimErrorKind.Closed => ("PimSessionClosed", ErrorCategory.ConnectionError, "Connect again with Connect-Pim."),
            _ => ("PimRefused", ErrorCategory.InvalidData, null),
        };
        return Record(new PimServerException(error.Message, error.StatusCode, error), id, category, target ?? error.Subject, action);
    }

    private static ErrorRecord Record(Exception exception, string id, ErrorCategory category, object? target, string? action)
    {
        return new ErrorRecord(exception, id, category, target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = action ?? "" },
        };
    }
}
