using System;
using System.Globalization;

namespace PimPowerShell.Core.Http;

/// <summary>One attempt at one request. Holds neither headers nor bodies, so that it can hold no secret.</summary>
public sealed class RequestLogEntry
{
    internal RequestLogEntry(string method, Uri uri, int attempt, TimeSpan duration, int? statusCode, string? failure, TimeSpan? retryIn = null)
    {
        Method = method;
        Address = SecretMask.HideAddress(uri.GetLeftPart(UriPartial.Query));
        Attempt = attempt;
        Duration = duration;
        StatusCode = statusCode;
        Failure = failure;
        RetryIn = retryIn;
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The address with its query, without credentials.</summary>
    public string Address { get; }

    /// <summary>1 for the first attempt.</summary>
    public int Attempt { get; }

    /// <summary>From the first byte sent to the last byte received.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The HTTP status; null when no answer came.</summary>
    public int? StatusCode { get; }

    /// <summary>Why no answer came; null when one did.</summary>
    public string? Failure { get; }

    /// <summary>The wait before the next attempt; null when there is none.</summary>
    public TimeSpan? RetryIn { get; }

    /// <summary>The entry as a line of text.</summary>
    public override string ToString()
    {
        string outcome = StatusCode?.ToString(CultureInfo.InvariantCulture) ?? Failure ?? "no answer";
        return RetryIn is { } wait
            ? string.Format(CultureInfo.InvariantCulture, "{0} {1} again in {2:0.0} s (attempt {3}: {4})", Method, Address, wait.TotalSeconds, Attempt, outcome)
            : string.Format(CultureInfo.InvariantCulture, "{0} {1} -> {2} in {3:0} ms (attempt {4})", Method, Address, outcome, Duration.TotalMilliseconds, Attempt);
    }
}
