using System;
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
    public Uri Root { get; } = new(PimRequest.WithoutUser(url).GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");

    public Uri Address(string path) => new(Root, $"api/{PathSegment.Escape(language)}/{path}");

    /// <summary>Calls an action; the answer is a success.</summary>
    /// <param name="area">products, categories, attributes, views, views/{key}, assets or buckets.</param>
    /// <param name="action">The verb.</param>
    /// <param name="fields">Writes the other fields.</param>
    /// <param name="context">The caller.</param>
    /// <param name="mayRepeat">False for what must not happen twice.</param>
    /// <param name="hasActed">For these: looks whether it has happened.</param>
    /// <param name="secret">What of the area must not be shown.</param>
    public async Task<PimResponse> CallAsync(
        string area, string action, Action<Utf8JsonWriter> fields, CallContext context, bool mayRepeat = true, Func<CallContext, Task<bool>>? hasActed = null,
        string? secret = null)
    {
        var request = new PimRequest(HttpMethod.Post, Address("pim/manage/" + area))
        {
            Body = Body(action, fields),
            ContentType = "application/json",
            MayRepeat = mayRepeat,
            HasActedAsync = hasActed,
            Secrets = Secrets(secret),
        };
        return await SendAsync(request, context).ConfigureAwait(false);
    }

    /// <summary>Calls an action of products that answers with a list; what judges the answer finds the list too, in one walk.</summary>
    /// <param name="action">The verb.</param>
    /// <param name="fields">Writes the other fields.</param>
    /// <param name="context">The caller.</param>
    /// <param name="listName">The member whose list is wanted.</param>
    /// <param name="countName">The member that counts the items of all pages.</param>
    public Task<(PimResponse Response, PimsAnswer Answer)> ListAsync(
        string action, Action<Utf8JsonWriter> fields, CallContext context, string listName = "products", string countName = "sku_count") =>
        CheckedAsync(new PimRequest(HttpMethod.Post, Address("pim/manage/products")) { Body = Body(action, fields), ContentType = "application/json", MayRepeat = true },
            context, listName, countName);

    /// <summary>Reads a path, or does what the server does on a GET; the answer is a success.</summary>
    public async Task<PimResponse> GetAsync(string path, CallContext context, bool retryUnreachable = true, bool mayRepeat = true, string? secret = null)
    {
        var request = new PimRequest(HttpMethod.Get, Address(path)) { RetryUnreachable = retryUnreachable, MayRepeat = mayRepeat, Secrets = Secrets(secret) };
        return await SendAsync(request, context).ConfigureAwait(false);
    }

    /// <summary>Sends a request whose answer is judged as that of an action.</summary>
    public async Task<PimResponse> SendAsync(PimRequest request, CallContext context) => (await CheckedAsync(request, context).ConfigureAwait(false)).Response;

    /// <summary>Sends a request and gives the answer, whatever its status.</summary>
    public Task<PimResponse> SendRawAsync(PimRequest request, CallContext context) => pipeline.SendAsync(request, context);

    private static string[] Secrets(string? secret) => secret is null ? [] : [secret];

    private static byte[] Body(string action, Action<Utf8JsonWriter> fields) => JsonBytes.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("action", action);
        fields(writer);
        writer.WriteEndObject();
    });

    private async Task<(PimResponse Response, PimsAnswer Answer)> CheckedAsync(PimRequest request, CallContext context, string listName = "", string countName = "")
    {
        PimResponse response = await pipeline.SendAsync(request, context).ConfigureAwait(false);
        try
        {
            return response.IsSuccess && PimsAnswer.Read(response.Body, listName, countName) is { IsOk: true } answer
                ? (response, answer)
                : throw PimsAnswer.Refusal(request, response);
        }
        catch (Exception e) when (e is PimException or JsonException)
        {
            PimException refusal = e as PimException ?? PimsAnswer.Refusal(request, response);
            response.Dispose();
            throw refusal;
        }
    }
}
