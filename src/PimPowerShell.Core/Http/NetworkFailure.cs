using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PimPowerShell.Core.Http;

/// <summary>Tells apart the ways in which no answer comes, on every runtime that we run on.</summary>
internal static class NetworkFailure
{
    /// <summary>The exception that says what happened; HttpClient wraps it once or twice.</summary>
    public static Exception Root(Exception exception)
    {
        while (exception.InnerException is { } inner && exception is HttpRequestException or WebException or IOException { InnerException: SocketException or IOException } or BrokenBodyException)
        {
            exception = inner;
        }

        return exception;
    }

    /// <summary>Whether another attempt may succeed.</summary>
    public static bool IsTransient(Exception exception, PimRequest request)
    {
        if (IsTls(exception) || Find<SocketException>(exception) is { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData })
        {
            return false;
        }

        return exception is TimeoutException or HttpRequestException or IOException
            && (request.RetryUnreachable || !WasNeverSent(exception));
    }

    /// <summary>True when no connection came about, so that the server cannot have acted.</summary>
    public static bool WasNeverSent(Exception exception) =>
        Find<SocketException>(exception) is
        {
            SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
            or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.AddressNotAvailable
        }
        || Find<WebException>(exception) is { Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure };

    /// <summary>The error for the caller; null for an exception that is none of the network's.</summary>
    public static PimException? Explain(Exception exception, PimRequest request, int attempts, bool mayHaveActedBefore)
    {
        string what = $"{request.Method} {request.ShownAddress.GetLeftPart(UriPartial.Path)}";
        string times = attempts > 1 ? $" after {attempts} attempts" : "";
        string reason = Root(exception).Message;
        return exception switch
        {
            PimException => null,
            _ when IsTls(exception) && !IsCertificate(exception) => new PimException(PimErrorKind.WrongServer,
                $"No secure connection with {request.Address.Authority} came about: {reason} An address that begins with http:// needs no TLS, and a port of such a server speaks none.", exception) { Attempts = attempts, MayHaveActed = mayHaveActedBefore },
            _ when IsCertificate(exception) => new PimException(PimErrorKind.Certificate,
                $"The certificate of {request.Address.Authority} was not accepted: {reason}", exception) { Attempts = attempts, MayHaveActed = mayHaveActedBefore },
            _ when WasNeverSent(exception) => new PimException(PimErrorKind.Unreachable,
                $"{request.Address.Authority} cannot be reached{times}: {reason}", exception) { Attempts = attempts, MayHaveActed = mayHaveActedBefore },
            TimeoutException => new PimException(PimErrorKind.Timeout, $"{what} got no answer{times}: {reason}", exception) { Attempts = attempts, MayHaveActed = true },
            HttpRequestException or IOException => new PimException(PimErrorKind.Broken, $"{what} broke off{times}: {reason}", exception)
            {
                Attempts = attempts,
                MayHaveActed = true,
                PartialBody = (exception as BrokenBodyException)?.Partial,
            },
            _ => null,
        };
    }

    private static bool IsTls(Exception exception) =>
        Find<AuthenticationException>(exception) is not null
        || Find<WebException>(exception) is { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure };

    /// <summary>.NET has one exception for all failures of TLS, whose text, never translated, tells.</summary>
    private static bool IsCertificate(Exception exception) =>
        Find<AuthenticationException>(exception)?.Message.IndexOf("certificate", StringComparison.OrdinalIgnoreCase) >= 0
        || Find<WebException>(exception) is { Status: WebExceptionStatus.TrustFailure };

    private static T? Find<T>(Exception? exception) where T : Exception
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return (T?)exception;
    }
}
