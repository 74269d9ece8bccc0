using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using PimPowerShell.Core;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Pims;

namespace PimPowerShell.Arguments;

/// <summary>What a login needs, from wherever it comes.</summary>
internal sealed class ConnectionFields
{
    private const string TokenPath = "/api/oauth/v1/token";

    public Uri? Url { get; init; }

    public Uri? TokenUrl { get; init; }

    public string? UserName { get; init; }

    public SecureString? Password { get; init; }

    public string? ClientId { get; init; }

    public SecureString? ClientSecret { get; init; }

    public SecureString? AppToken { get; init; }

    /// <summary>The key of a PIMS server, which has nothing else.</summary>
    public SecureString? ApiKey { get; init; }

    public string? View { get; init; }

    public string? Language { get; init; }

    /// <summary>Reads a table whose names may be spelt in any usual way: <c>client_id</c>, <c>ClientId</c>, <c>CLIENT-ID</c>.</summary>
    /// <param name="table">The fields.</param>
    /// <param name="besides">More of them, which count before those of the table; null for none.</param>
    /// <exception cref="ArgumentException">A field is unknown, or is no address.</exception>
    public static ConnectionFields From(IDictionary table, IEnumerable<KeyValuePair<string, object?>>? besides = null)
    {
        var fields = new Dictionary<string, object?>();
        foreach (KeyValuePair<string, object?> entry in JsonTree.Pairs(table))
        {
            if (fields.ContainsKey(Plain(entry.Key)))
            {
                throw new ArgumentException($"The connection has the field {entry.Key} twice, in two spellings.");
            }

            fields[Plain(entry.Key)] = PlainTree.Base(entry.Value);
        }

        foreach (KeyValuePair<string, object?> field in besides ?? [])
        {
            fields[Plain(field.Key)] = field.Value;
        }

        var credential = Take("credential", "credentials") as PSCredential;
        Uri? token = Address(Take("tokenurl", "tokenuri", "endpointauth", "authurl"));
        Uri? url = Address(Take("url", "uri", "baseurl", "baseuri", "endpoint", "host"));
        var read = new ConnectionFields
        {
            // the token endpoint alone is enough where it lies at its usual place
            Url = url ?? (token?.AbsolutePath.EndsWith(TokenPath, StringComparison.Ordinal) == true
                ? new Uri(token.GetLeftPart(UriPartial.Path).Substring(0, token.GetLeftPart(UriPartial.Path).Length - TokenPath.Length))
                : null),
            TokenUrl = token,
            UserName = Text(Take("username", "user")) ?? credential?.UserName,
            Password = Secret(Take("password")) ?? credential?.Password,
            ClientId = Text(Take("clientid")),
            ClientSecret = Secret(Take("clientsecret", "secret")),
            AppToken = Secret(Take("apptoken", "token", "accesstoken")),
            ApiKey = Secret(Take("apikey")),
            View = Text(Take("view", "apiview")),
            Language = Text(Take("language")),
        };
        return fields.Count == 0
            ? read
            : throw new ArgumentException($"The connection has a field that is not known: {string.Join(", ", fields.Keys)}. Known are Url, TokenUrl, UserName, Password, ClientId, ClientSecret, AppToken, ApiKey, View, Language.");

        object? Take(params string[] names)
        {
            object? found = null;
            foreach (string name in names)
            {
                if (fields.TryGetValue(name, out object? value))
                {
                    fields.Remove(name);
                    // an asset has all fields of its type, with nothing in those that its login has no use for
                    found ??= value is "" or SecureString { Length: 0 } ? null : value;
                }
            }

            return found;
        }
    }

    /// <exception cref="ArgumentException">PIM_URL or PIM_TOKEN_URL is no address.</exception>
    public static ConnectionFields FromEnvironment()
    {
        var table = new Dictionary<string, string?>();
        foreach (string name in (string[])["URL", "USERNAME", "PASSWORD", "CLIENT_ID", "CLIENT_SECRET", "TOKEN_URL", "APP_TOKEN", "API_KEY", "VIEW", "LANGUAGE"])
        {
            if (Environment.GetEnvironmentVariable("PIM_" + name) is { Length: > 0 } value)
            {
                table[name] = value;
            }
        }

        return From(table);
    }

    /// <summary>What keeps these fields from being a login; null when they are one.</summary>
    public string? Fault()
    {
        if (Url is null)
        {
            return "The address of the PIM is missing: Url, or the environment variable PIM_URL.";
        }

        // 'admin:secret@host' is no address, and holds a password all the same
        if (Url.OriginalString.Contains("@"))
        {
            return "Url: an address must not contain a user name or a password; give -Credential.";
        }

        if (!Url.IsAbsoluteUri || Url.Scheme is not ("http" or "https"))
        {
            return $"Url: '{Url.OriginalString}' is no address that begins with https://.";
        }

        if (TokenUrl?.OriginalString.Contains("@") == true)
        {
            return "TokenUrl: an address must not contain a user name or a password.";
        }

        if (TokenUrl is { IsAbsoluteUri: false })
        {
            return "TokenUrl is no complete address.";
        }

        if (ApiKey is not null)
        {
            return ApiKey.Length == 0 ? "ApiKey is empty." : null;
        }

        if (AppToken is not null)
        {
            return AppToken.Length == 0 ? "AppToken is empty."
                : SecretText.Reveal(AppToken).Any(char.IsControl) ? "AppToken has a line break or another control character in it."
                : null;
        }

        var missing = new List<string>();
        Need(UserName, nameof(UserName));
        Need(Password, nameof(Password));
        Need(ClientId, nameof(ClientId));
        Need(ClientSecret, nameof(ClientSecret));
        return missing.Count == 0 ? null : $"The connection lacks {string.Join(", ", missing)}.";

        void Need(object? value, string name)
        {
            if (value is null or "" or SecureString { Length: 0 })
            {
                missing.Add(name);
            }
        }
    }

    public IPimProvider CreateProvider(ConnectionSettings settings, ProductIdFormat? productIdFormat, PimsFieldNames fieldNames) => ApiKey is not null
        ? new PimsProvider(Url!, ApiKey, settings, View, Language ?? "en-us", fieldNames)
        : new AkeneoProvider(Url!, Credential(), settings, TokenUrl, productIdFormat);

    private AkeneoCredential Credential() => AppToken is not null
        ? new AkeneoCredential { AppToken = AppToken }
        : new AkeneoCredential { UserName = UserName, Password = Password, ClientId = ClientId, ClientSecret = ClientSecret };

    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static Uri? Address(object? value) => value switch
    {
        null or "" => null,
        Uri uri => uri,
        _ => Uri.TryCreate(Text(value), UriKind.Absolute, out Uri? uri) ? uri : throw new ArgumentException("The connection's address is none that begins with https://."),
    };

    /// <summary>A vault may keep all fields of a table as secrets.</summary>
    private static string? Text(object? value) => value is SecureString secret ? SecretText.Reveal(secret) : value?.ToString();

    private static SecureString? Secret(object? value) => value switch
    {
        null => null,
        SecureString secret => secret,
        // a file ends with a line break, a secret does not
        _ => SecretText.Protect(value.ToString()?.TrimEnd('\r', '\n')),
    };
}
