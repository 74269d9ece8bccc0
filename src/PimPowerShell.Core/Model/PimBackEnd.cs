using System.Collections.Generic;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Pims;

namespace PimPowerShell.Core.Model;

/// <summary>A kind of back end, for what is told of it without a session.</summary>
/// <param name="Name">Its provider's name.</param>
/// <param name="Resources">The kinds of thing that it keeps.</param>
/// <param name="Capabilities">What its newest servers can do besides.</param>
public sealed record PimBackEnd(string Name, IReadOnlyList<PimResource> Resources, PimCapabilities Capabilities)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PimBackEnd> All { get; } =
    [
        new(AkeneoProvider.ProviderName, [AkeneoResources.ProductByUuid, AkeneoResources.ProductDraftByUuid, .. AkeneoResources.Common], AkeneoServer.SaasCapabilities),
        new(PimsProvider.ProviderName, PimsResources.All, PimsProvider.AllCapabilities),
    ];
}
