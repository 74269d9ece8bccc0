using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace PimPowerShell.Core;

/// <summary>What went wrong, as far as a caller would act differently on it.</summary>
public enum PimErrorKind
{
    /// <summary>The caller's input cannot be sent: the message names the parameter, the attribute or the line.</summary>
    Input,
    /// <summary>The back end of this session has no such feature.</summary>
    Unsupported,
    /// <summary>No connection could be made: unknown host, refused, no route.</summary>
    Unreachable,
    /// <summary>The TLS handshake failed, most often over the server's certificate.</summary>
    Certificate,
    /// <summary>Something answered that is not the expected kind of server.</summary>
    WrongServer,
    /// <summary>The client id or the client secret was refused.</summary>
    ClientRefused,
    /// <summary>The user name or the password was refused.</summary>
    UserRefused,
    /// <summary>The access token was refused and could not be renewed.</summary>
    TokenRefused,
    /// <summary>403: the user lacks a permission.</summary>
    Forbidden,
    /// <summary>404: it does not exist, or the user may not see it.</summary>
    NotFound,
    /// <summary>400, 405, 406, 409, 415 or 422: the server refuses what was sent.</summary>
    Refused,
    /// <summary>413: more than the server takes in one request.</summary>
    TooLarge,
    /// <summary>429 after the last attempt.</summary>
    Throttled,
    /// <summary>5xx after the last attempt.</summary>
    ServerFault,
    /// <summary>No answer within the time allowed, after the last attempt.</summary>
    Timeout,
    /// <summary>The session was closed while the request was under way.</summary>
    Closed,
    /// <summary>The connection broke or the answer was cut short, after the last attempt.</summary>
    Broken,
}

/// <summary>One violation that a server reports about one field.</summary>
/// <param name="Property">The field, for example <c>code</c> or <c>values</c>.</param>
/// <param name="Message">The server's words.</param>
/// <param name="Attribute">The attribute's code when the field is a product value.</param>
/// <param name="Locale">The value's locale, when it has one.</param>
/// <param name="Scope">The value's channel, when it has one.</param>
public sealed record PimFieldError(string? Property, string Message, string? Attribute = null, string? Locale = null, string? Scope = null)
{
    /// <summary>True for what a server takes, and its owner may not want.</summary>
    public bool IsRemark { get; init; }

    /// <summary>A message with its field errors on one line.</summary>
    public static string Describe(string message, IReadOnlyList<PimFieldError> errors)
    {
        if (errors.Count == 0)
        {
            return message;
        }

        var text = new StringBuilder(message);
        foreach (PimFieldError error in errors)
        {
            text.Append(text.Length > 0 ? " " : "").Append('[').Append(error.Attribute ?? error.Property ?? "?");
            if (error.Locale is not null || error.Scope is not null)
            {
                text.Append(' ').Append(error.Locale ?? "-").Append('/').Append(error.Scope ?? "-");
            }

            text.Append("] ").Append(error.Message);
        }

        return text.ToString();
    }
}

/// <summary>The one exception that this library throws for anything that a server or a caller's input causes.</summary>
public sealed class PimException : Exception
{
    /// <summary>Makes an exception of one kind.</summary>
    public PimException(PimErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What went wrong.</summary>
    public PimErrorKind Kind { get; }

    /// <summary>The HTTP status, when there was an answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The server's own message, when its answer had one.</summary>
    public string? ServerMessage { get; init; }

    /// <summary>What the server found wrong, field by field; empty when it did not say.</summary>
    public IReadOnlyList<PimFieldError> Errors { get; init; } = [];

    /// <summary>The attribute, parameter or field that the message is about, when there is one.</summary>
    public string? Subject { get; init; }

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>True when the server may have done what was asked, although no good answer came: the answer of some attempt was lost.</summary>
    public bool MayHaveActed { get; init; }

    /// <summary>True when every further request would meet the same: the login is refused, or there is no such server.</summary>
    public bool EndsEverything => Kind is PimErrorKind.TokenRefused or PimErrorKind.ClientRefused or PimErrorKind.UserRefused
        or PimErrorKind.WrongServer or PimErrorKind.Certificate or PimErrorKind.Closed;

    /// <summary>True when the server has no such address at all; another edition or version of it may.</summary>
    public bool IsNoRoute { get; init; }

    /// <summary>True when nothing that could be called an answer of the server's came.</summary>
    internal bool IsNoAnswer => EndsEverything
        || Kind is PimErrorKind.Unreachable or PimErrorKind.Broken or PimErrorKind.Timeout or PimErrorKind.ServerFault;

    /// <summary>What arrived of an answer that was cut short.</summary>
    internal byte[]? PartialBody { get; init; }

    /// <summary>The error for a key that is not there.</summary>
    public static PimException NotFound(string noun, string key) =>
        new(PimErrorKind.NotFound, $"{noun} '{key}' does not exist, or you have no permission to see it.") { StatusCode = 404, Subject = key };

    /// <summary>The error for an item whose fields cannot be sent as they are, one or several.</summary>
    public static PimException Unfit(IReadOnlyList<PimFieldError> errors) =>
        new(PimErrorKind.Input, string.Join(" ", errors.Select(static error => $"{error.Property}: {error.Message}."))) { Subject = errors[0].Property, Errors = errors };

    /// <summary>The same with a sentence more.</summary>
    internal PimException With(string sentence) => new(Kind, $"{Message.TrimEnd('.')}. {sentence}", this)
    {
        StatusCode = StatusCode,
        ServerMessage = ServerMessage,
        Errors = Errors,
        Subject = Subject,
        Attempts = Attempts,
        MayHaveActed = MayHaveActed,
    };
}
