using System.Security;

namespace PimPowerShell.Core.Akeneo;

/// <summary>How a product is addressed.</summary>
public enum ProductIdFormat
{
    /// <summary>By uuid: version 7 and later, and the SaaS edition.</summary>
    Uuid,
    /// <summary>By the value of the identifier attribute.</summary>
    Identifier,
}

/// <summary>What an Akeneo PIM wants to know of a caller: either a connection's four values, or an app's token.</summary>
public sealed class AkeneoCredential
{
    /// <summary>The connection's client id.</summary>
    public string? ClientId { get; init; }

    /// <summary>The connection's secret.</summary>
    public SecureString? ClientSecret { get; init; }

    /// <summary>The connection's user.</summary>
    public string? UserName { get; init; }

    /// <summary>The user's password.</summary>
    public SecureString? Password { get; init; }

    /// <summary>An app's permanent access token, instead of all the others.</summary>
    public SecureString? AppToken { get; init; }

    /// <summary>Never the secrets.</summary>
    public override string ToString() => AppToken is null ? $"{UserName} ({ClientId})" : "app token";
}
