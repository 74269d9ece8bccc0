namespace PimPowerShell.Arguments;

/// <summary>Whose way of signing holds.</summary>
public enum SignatureAlgorithm
{
    /// <summary>A UI extension of the type action: SHA-512 of the body.</summary>
    Action,
    /// <summary>The Events API: SHA-256 of the timestamp, a dot and the body.</summary>
    EventsApi,
    /// <summary>The Event Platform: SHA-256 of the body.</summary>
    EventPlatform,
}
