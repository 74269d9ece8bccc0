using System.Net.Http.Headers;
using System.Security;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Core.Pims;

/// <summary>A key in a header, and the view that it looks through.</summary>
internal sealed class PimsAuthentication(SecureString apiKey, string? view) : IAuthentication
{
    public Task<string> GetAsync(AnonymousSender send, CallContext context) => Task.FromResult(SecretText.Reveal(apiKey));

    public Task<string?> RenewAsync(string refused, AnonymousSender send, CallContext context) => Task.FromResult<string?>(null);

    public void Apply(HttpRequestHeaders headers, string credential)
    {
        headers.TryAddWithoutValidation("ApiKey", credential);
        if (view is not null)
        {
            headers.TryAddWithoutValidation("ApiView", view);
        }
    }
}
