using System.Net.Http;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Does what is neither making, nor changing, nor deleting an item.</summary>
internal static class AkeneoActions
{
    public static async Task<ActOutcome> SendAsync(AkeneoProvider provider, PimAct act, CallContext context)
    {
        if (!act.Resource.Actions.TryGetValue(act.Action, out PimAction? action))
        {
            throw new PimException(PimErrorKind.Unsupported, $"Akeneo has no action {act.Action} for {act.Resource.Noun}.") { Subject = act.Resource.Noun };
        }

        var request = new PimRequest(new HttpMethod(action.Method), provider.Address.Of(action.Path, act.Resource.Noun, act.PathValues))
        {
            Body = act.Body,
            ContentType = act.Body.IsEmpty ? null : "application/json",
        };
        using PimResponse response = await provider.SendAsync(request, context).ConfigureAwait(false);
        if (response.IsSuccess)
        {
            return new ActOutcome(response.StatusCode, response.Body.ToArray()) { Attempts = response.Attempts };
        }

        PimException refusal = provider.Refusal(request, response);
        throw refusal.MayHaveActed ? refusal.With("An attempt got no answer, and may have done it.") : refusal;
    }
}
