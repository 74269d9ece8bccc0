using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Http;

/// <summary>Sends a request that needs no credential of the session: how a token is asked for.</summary>
internal delegate Task<PimResponse> AnonymousSender(PimRequest request, CallContext context);

/// <summary>How a back end knows who calls.</summary>
internal interface IAuthentication
{
    /// <summary>The present credential, asked for first when there is none or when it is about to expire.</summary>
    Task<string> GetAsync(AnonymousSender send, CallContext context);

    /// <summary>
    /// A credential newer than the one that was refused; the same wait serves all who ask at one time.
    /// Null when this kind of credential cannot be renewed.
    /// </summary>
    Task<string?> RenewAsync(string refused, AnonymousSender send, CallContext context);

    /// <summary>Puts the credential on a request.</summary>
    void Apply(HttpRequestHeaders headers, string credential);
}
