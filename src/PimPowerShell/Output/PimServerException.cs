using System;

namespace PimPowerShell.Output;

/// <summary>What a server refused, or why it could not be asked.</summary>
public sealed class PimServerException : Exception
{
    internal PimServerException(string message, int? statusCode, Exception? innerException = null)
        : base(message, innerException) => StatusCode = statusCode;

    /// <summary>The HTTP status of the answer; null when there was none.</summary>
    public int? StatusCode { get; }
}
