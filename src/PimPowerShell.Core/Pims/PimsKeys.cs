using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>
/// The API keys. There is no list of them: a query without keys is about the session's own. A key is a secret, which only the
/// outcome of its making has; what is read, and every error, goes without it.
/// </summary>
internal sealed class PimsKeys(PimsCaller caller, PimsPermissions permissions) : PimsKind(PimsResources.Key, caller, permissions)
{
    public override IPageSource Read(PimQuery query)
    {
        PimsOnePage[] pages = query.Keys is { } keys
            ? [.. keys.Select(key => new PimsOnePage(context => PageAsync(key, context)))]
            : [new PimsOnePage(context => PageAsync(null, context))];
        return new Pages(pages);
    }

    public override async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        Permissions.Require(PimsPermissions.Security, "manage API keys");
        var body = new PimsBody(write);
        if (write.Verb == WriteVerb.Create)
        {
            return await CreateAsync(body, context).ConfigureAwait(false);
        }

        string key = KeyOf(write, body);
        if (write.Verb == WriteVerb.Delete)
        {
            (await OnceAsync(() => Caller.GetAsync("pim/keydelete/" + PathSegment.Escape(key, secretName: "Key"), context, mayRepeat: false, secret: key),
                async c => await IsGoneAsync(key, c).ConfigureAwait(false), context).ConfigureAwait(false))?.Dispose();
        }
        else
        {
            await SetAsync(key, body, context).ConfigureAwait(false);
        }

        return new WriteOutcome(204, null);
    }

    private async Task<WriteOutcome> CreateAsync(PimsBody body, CallContext context)
    {
        using PimResponse answer = (await OnceAsync(() => Caller.GetAsync("pim/newkey", context, mayRepeat: false), null, context).ConfigureAwait(false))!;
        string key = JsonCursor.FindString(answer.Body.Span, "key"u8)
            ?? throw new PimException(PimErrorKind.WrongServer, "The server made an API key, and its answer does not have it.");
        var outcome = new WriteOutcome(201, key) { Expiration = JsonCursor.FindString(answer.Body.Span, "key_expiration"u8) };
        try
        {
            await SetAsync(key, body, context).ConfigureAwait(false);
            return outcome;
        }
        catch (PimException e)
        {
            // nobody could ever name this key again
            return outcome with { Warnings = [$"The API key was made, but it has no permissions yet. {e.Message}"] };
        }
    }

    private async Task SetAsync(string key, PimsBody body, CallContext context)
    {
        string flags = string.Concat(PimsPermissions.Names.Where(body.Has).Select(name => $"&{name}={(body.Flag(name) == true ? 1 : 0)}"));
        if (flags.Length > 0)
        {
            (await Caller.GetAsync($"pim/keyinfo/set?key={Uri.EscapeDataString(key)}{flags}", context, secret: key).ConfigureAwait(false)).Dispose();
        }
    }

    private async Task<bool> IsGoneAsync(string key, CallContext context)
    {
        using PimPage page = await PageAsync(key, context).ConfigureAwait(false);
        return page.Missing is not null;
    }

    /// <summary>What is told of a key. Only what is known to be no secret is taken.</summary>
    private async Task<PimPage> PageAsync(string? key, CallContext context)
    {
        try
        {
            using PimResponse response = await Caller.GetAsync(key is null ? "pim/keyinfo" : "pim/keyinfo/?key=" + Uri.EscapeDataString(key), context, secret: key).ConfigureAwait(false);
            using JsonDocument document = JsonDocument.Parse(response.Body);
            var item = new JsonObject();
            foreach (KeyValuePair<string, bool> permission in PimsPermissions.Read(document.RootElement))
            {
                item[permission.Key] = permission.Value;
            }

            item["views"] = new JsonArray([.. PimsKeyViews.Items(document.RootElement)]);
            if (document.RootElement.TryGetProperty("key_expiration", out JsonElement expiration))
            {
                item["key_expiration"] = expiration.ToString();
            }

            foreach (string numbers in new[] { "pim_counters", "pim_limits" })
            {
                if (document.RootElement.TryGetProperty(numbers, out JsonElement counted))
                {
                    item[numbers] = JsonNode.Parse(counted.GetRawText());
                }
            }

            return Page([item]);
        }
        catch (PimException e) when (key is not null && e.Kind == PimErrorKind.Refused)
        {
            return PimPage.Empty(new PimException(PimErrorKind.NotFound, $"There is no such API key, or it has expired. The server said: {e.ServerMessage}", e) { StatusCode = 404, ServerMessage = e.ServerMessage });
        }
    }

    /// <summary>A page a key.</summary>
    private sealed class Pages(IReadOnlyList<IPageSource> pages) : IPageSource
    {
        private int _next;

        public async Task<PimPage?> NextAsync(CallContext context) => _next < pages.Count ? await pages[_next++].NextAsync(context).ConfigureAwait(false) : null;
    }
}
