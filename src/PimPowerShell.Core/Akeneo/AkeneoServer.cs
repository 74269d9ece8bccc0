using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Which Akeneo PIM answers at an address, and what its version and edition stand for.</summary>
internal static class AkeneoServer
{
    /// <summary>What the newest servers can do besides what all can.</summary>
    public const PimCapabilities SaasCapabilities = PimCapabilities.CategoryChanges | PimCapabilities.RecordsAcross | PimCapabilities.Files;

    /// <summary>Asks the server what it is.</summary>
    /// <exception cref="PimException">It is no Akeneo PIM, refuses the login, or cannot be reached.</exception>
    public static async Task<PimServer> AskAsync(AkeneoProvider provider, CallContext context)
    {
        var request = new PimRequest(HttpMethod.Get, new Uri(provider.Address.Rest, "system-information")) { RetryUnreachable = false };
        using PimResponse response = await provider.SendAsync(request, context).ConfigureAwait(false);
        if (response.IsSuccess)
        {
            return Read(request, response);
        }

        if (response.StatusCode != 404)
        {
            throw provider.Refusal(request, response);
        }

        // a PIM older than this endpoint still lists its routes
        return await HasRoutesAsync(provider, context).ConfigureAwait(false) ? new PimServer(null, null) : throw Wrong(request, null);
    }

    /// <summary>Its edition; those that are installed where it does not say.</summary>
    /// <remarks>The SaaS edition says its name; its versions begin with the letter v and a date.</remarks>
    public static PimEditions EditionsOf(PimServer server) => server.Edition switch
    {
        "Serenity" => PimEditions.Hosted,
        _ when server.Version?.StartsWith("v", StringComparison.OrdinalIgnoreCase) == true => PimEditions.Hosted,
        null => PimEditions.Community | PimEditions.Enterprise,
        "CE" => PimEditions.Community,
        _ => PimEditions.Enterprise,
    };

    /// <summary>What it can do besides what all can.</summary>
    public static PimCapabilities CapabilitiesOf(PimServer server) => IsHosted(server) ? SaasCapabilities : PimCapabilities.Files;

    /// <summary>How it addresses products: by uuid from version 7 on, and in the SaaS edition.</summary>
    public static ProductIdFormat FormatOf(PimServer server) =>
        IsHosted(server) || (int.TryParse(server.Version?.Split('.')[0], out int major) && major >= 7) ? ProductIdFormat.Uuid : ProductIdFormat.Identifier;

    private static bool IsHosted(PimServer server) => EditionsOf(server) == PimEditions.Hosted;

    private static async Task<bool> HasRoutesAsync(AkeneoProvider provider, CallContext context)
    {
        using PimResponse response = await provider.SendAsync(new PimRequest(HttpMethod.Get, new Uri(provider.Address.Root, "api/rest/v1")), context).ConfigureAwait(false);
        return response.IsSuccess && response.Body.Span.IndexOf("\"routes\""u8) >= 0;
    }

    private static PimServer Read(PimRequest request, PimResponse response)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(response.Body);
            return document.RootElement.TryGetProperty("version", out JsonElement version) && document.RootElement.TryGetProperty("edition", out JsonElement edition)
                ? new PimServer(version.GetString(), edition.GetString())
                : throw Wrong(request, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Wrong(request, e);
        }
    }

    private static PimException Wrong(PimRequest request, Exception? reason) => new(PimErrorKind.WrongServer,
        $"{request.Address} did not answer as an Akeneo PIM. Check the address: it is that of the PIM's start page, without /api.", reason);
}
