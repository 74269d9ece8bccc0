using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// The password grant with renewal: by the refresh token first, by the password when that is refused.
/// Refresh tokens work once, so only one renewal may be under way.
/// </summary>
internal sealed class AkeneoAuthentication(AkeneoCredential credential, Uri tokenAddress) : IAuthentication
{
    // renewed when a tenth of its life is left, a minute at most
    private static readonly TimeSpan s_longestMargin = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private volatile Token? _token;
    private Task<Token>? _renewal;

    public async Task<string> GetAsync(AnonymousSender send, CallContext context)
    {
        if (credential.AppToken is { } appToken)
        {
            return SecretText.Reveal(appToken);
        }

        Token? token = _token;
        return token is not null && DateTimeOffset.UtcNow < token.RenewAt
            ? token.Access
            : (await ReplaceAsync(token, send, context).ConfigureAwait(false)).Access;
    }

    public async Task<string?> RenewAsync(string refused, AnonymousSender send, CallContext context)
    {
        if (credential.AppToken is not null)
        {
            return null;
        }

        Token? token = _token;
        return token is not null && token.Access != refused
            ? token.Access
            : (await ReplaceAsync(token, send, context).ConfigureAwait(false)).Access;
    }

    public void Apply(HttpRequestHeaders headers, string accessToken) =>
        headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);

    /// <summary>
    /// One renewal for all who wait, whether it works or fails. It belongs to none of them: one who gives up leaves it running.
    /// </summary>
    private Task<Token> ReplaceAsync(Token? stale, AnonymousSender send, CallContext context)
    {
        Task<Token> renewal;
        lock (_gate)
        {
            if (_token is { } current && current != stale)
            {
                return Task.FromResult(current);
            }

            if (_renewal is null or { IsCompleted: true })
            {
                CallContext own = context with { Cancellation = CancellationToken.None };
                _renewal = Task.Run(() => RenewAsync(stale, send, own));
            }

            renewal = _renewal;
        }

        return renewal.OrCancelledAsync(context.Cancellation);
    }

    private async Task<Token> RenewAsync(Token? stale, AnonymousSender send, CallContext context) =>
        _token = await RefreshAsync(stale, send, context).ConfigureAwait(false)
            ?? await LogInAsync(stale is null, send, context).ConfigureAwait(false);

    private async Task<Token?> RefreshAsync(Token? stale, AnonymousSender send, CallContext context)
    {
        if (stale?.Refresh is not { } refresh)
        {
            return null;
        }

        PimRequest request = Request(false, true, ("grant_type", "refresh_token"), ("refresh_token", refresh));
        try
        {
            using PimResponse response = await send(request, context).ConfigureAwait(false);
            return response.IsSuccess ? Read(response) : null;
        }
        catch (PimException)
        {
            // whether the server took the refresh token before the connection broke cannot be known; the password always works
            return null;
        }
    }

    private async Task<Token> LogInAsync(bool isFirst, AnonymousSender send, CallContext context)
    {
        PimRequest request = Request(true, !isFirst,
            ("grant_type", "password"), ("username", credential.UserName ?? ""), ("password", SecretText.Reveal(credential.Password!)));
        using PimResponse response = await send(request, context).ConfigureAwait(false);
        return response.IsSuccess ? Read(response) : throw Refusal(request, response);
    }

    private PimRequest Request(bool mayRepeat, bool retryUnreachable, params (string Name, string Value)[] fields)
    {
        byte[] body = JsonBytes.Write(writer =>
        {
            writer.WriteStartObject();
            foreach ((string name, string value) in fields)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        });
        string client = $"{credential.ClientId}:{SecretText.Reveal(credential.ClientSecret!)}";
        return new PimRequest(HttpMethod.Post, tokenAddress)
        {
            Body = body,
            ContentType = "application/json",
            Authenticate = false,
            Authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(client)),
            MayRepeat = mayRepeat,
            RetryUnreachable = retryUnreachable,
        };
    }

    private Token Read(PimResponse response)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(response.Body);
            JsonElement root = document.RootElement;
            string? access = root.GetProperty("access_token").GetString();
            double seconds = root.TryGetProperty("expires_in", out JsonElement expires) && expires.ValueKind == JsonValueKind.Number ? expires.GetDouble() : 3600;
            string? refresh = root.TryGetProperty("refresh_token", out JsonElement value) ? value.GetString() : null;
            var life = TimeSpan.FromSeconds(seconds);
            var margin = TimeSpan.FromSeconds(Math.Min(seconds / 10, s_longestMargin.TotalSeconds));
            DateTimeOffset now = DateTimeOffset.UtcNow;
            return new Token(access ?? throw new JsonException("access_token is null"), refresh, now + life - margin);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw NotAkeneo(e);
        }
    }

    /// <summary>Tells the reasons apart by the server's words: it answers 422 to all of them.</summary>
    private PimException Refusal(PimRequest request, PimResponse response)
    {
        PimException plain = AkeneoErrors.From(request, response);
        string said = plain.ServerMessage ?? "";
        bool isAkeneo = response.MediaType is "application/json" && said.Length > 0;
        return response.StatusCode switch
        {
            422 when isAkeneo && said.IndexOf("client", StringComparison.OrdinalIgnoreCase) >= 0 =>
                Explain(PimErrorKind.ClientRefused, "The client id or the client secret was refused. A web server in front of the PIM that drops the Authorization header gives the same answer."),
            422 when isAkeneo => Explain(PimErrorKind.UserRefused, $"The user '{credential.UserName}' was refused."),
            413 => Explain(PimErrorKind.UserRefused, "User name and password are too long for the PIM: it takes a login of 300 bytes."),
            404 or 405 or (>= 300 and < 400) => NotAkeneo(plain),
            _ when !isAkeneo && response.StatusCode < 500 => NotAkeneo(plain),
            _ => plain,
        };

        PimException Explain(PimErrorKind kind, string message) =>
            new(kind, $"{message} The server said: {said}") { StatusCode = response.StatusCode, ServerMessage = said };
    }

    private PimException NotAkeneo(Exception reason) => new(PimErrorKind.WrongServer,
        $"{tokenAddress} did not answer as the token endpoint of an Akeneo PIM. Check the address: it is that of the PIM's start page, without /api.", reason)
    {
        StatusCode = (reason as PimException)?.StatusCode,
        ServerMessage = (reason as PimException)?.ServerMessage,
    };

    private sealed record Token(string Access, string? Refresh, DateTimeOffset RenewAt)
    {
        // the record's own would print the tokens
        public override string ToString() => "token";
    }
}
