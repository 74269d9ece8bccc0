using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Pims;

/// <summary>Makes the calls: one address for each area, the verb in <c>action</c>.</summary>
internal sealed class PimsCaller(Uri url, string language, RequestPipeline pipeline)
{
    /// <summary>The instance's address, with a slash at its end.</summary>
    public Uri Root { get; } = new(url.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");

    public Uri Address(string path) => new(Root, $"api/{Uri.EscapeDataString(language)}/{path}");

    /// <summary>Calls an action; the answer is a success.</summary>
    /// <param name="area">products, categories, attributes, views, assets or buckets.</param>
    /// <param name="action">The verb.</param>
    /// <param name="fields">Writes the other fields.</param>
    /// <param name="context">The caller.</param>
    /// <param name="mayRepeat">False for what must not happen twice.</param>
    /// <param name="hasActed">For these: looks whether it has happened.</param>
    public async Task<PimResponse> CallAsync(
        string area, string action, Action<Utf8JsonWriter> fields, CallContext context, bool mayRepeat = true, Func<CallContext, Task<bool>>? hasActed = null)
    {
        var request = new PimRequest(HttpMethod.Post, Address("pim/manage/" + area))
        {
            Body = JsonBytes.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("action", action);
                fields(writer);
                writer.WriteEndObject();
            }),
            ContentType = "application/json",
            MayRepeat = mayRepeat,
            HasActedAsync = hasActed,
        };
        return await CheckedAsync(request, context).ConfigureAwait(false);
    }

    public Task<PimResponse> GetAsync(string path, CallContext context, bool retryUnreachable = true) =>
        CheckedAsync(new PimRequest(HttpMethod.Get, Address(path)) { RetryUnreachable = retryUnreachable }, context);

    private async Task<PimResponse> CheckedAsync(PimRequest request, CallContext context)
    {
        PimResponse response = await pipeline.SendAsync(request, context).ConfigureAwait(false);
        try
        {
            return response.IsSuccess && PimsAnswer.Read(response.Body).IsOk ? response : throw PimsAnswer.Refusal(request, response);
        }
        catch (Exception e) when (e is PimException or JsonException)
        {
            PimException refusal = e as PimException ?? PimsAnswer.Refusal(request, response);
            response.Dispose();
            throw refusal;
        }
    }
}
