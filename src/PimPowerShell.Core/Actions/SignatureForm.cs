namespace PimPowerShell.Core.Actions;

/// <summary>Who signs a call, and so what is signed and how.</summary>
public enum SignatureForm
{
    /// <summary>A UI extension of the type action: HMAC-SHA512 of the body, in the header <c>signature</c> as <c>sha512=</c> and hex digits.</summary>
    Action,
    /// <summary>The Events API: HMAC-SHA256 of the timestamp, a dot and the body; <c>X-Akeneo-Request-Signature</c>, <c>X-Akeneo-Request-Timestamp</c>.</summary>
    EventsApi,
    /// <summary>The Event Platform: HMAC-SHA256 of the body; <c>X-AKENEO-SIGNATURE-PRIMARY</c>, <c>X-AKENEO-SIGNATURE-SECONDARY</c>.</summary>
    EventPlatform,
}
