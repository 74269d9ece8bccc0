using System;
using System.Collections.Concurrent;
using System.Text;
using System.Threading;
using PimPowerShell.Sandbox.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Auth;

/// <summary>What a token is worth at the moment.</summary>
internal enum TokenState
{
    Unknown,
    Expired,
    Good,
}

/// <summary>An access token with the refresh token that belongs to it.</summary>
internal sealed class TokenPair(string access, string refresh)
{
    public string Access { get; } = access;

    public string Refresh { get; } = refresh;
}

/// <summary>The tokens that were issued. A refresh token is good once.</summary>
internal sealed class TokenStore(PimSandboxOptions options, string appToken)
{
    private readonly ConcurrentDictionary<string, Grant> _access = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTime> _refresh = new(StringComparer.Ordinal);
    private long _generation;

    public TokenPair Issue()
    {
        DateTime now = DateTime.UtcNow;
        TokenPair pair = new(NewToken(), NewToken());
        _access[pair.Access] = new Grant(now.AddSeconds(options.TokenLifetimeSec), Interlocked.Read(ref _generation));
        _refresh[pair.Refresh] = now.AddSeconds(options.RefreshTokenLifetimeSec);
        return pair;
    }

    /// <summary>Uses a refresh token up; false when it was used before, has expired or was never issued.</summary>
    public bool TryRedeem(string refreshToken) =>
        _refresh.TryRemove(refreshToken, out DateTime expiry) && expiry > DateTime.UtcNow;

    public TokenState Check(string accessToken)
    {
        if (IsAppToken(accessToken))
        {
            return TokenState.Good;
        }

        if (!_access.TryGetValue(accessToken, out Grant issue))
        {
            return TokenState.Unknown;
        }

        return issue.Expiry > DateTime.UtcNow && issue.Generation == Interlocked.Read(ref _generation)
            ? TokenState.Good
            : TokenState.Expired;
    }

    public bool IsAppToken(string accessToken) => accessToken == appToken;

    public void ExpireAll() => Interlocked.Increment(ref _generation);

    /// <summary>86 characters, as the server's: a hexadecimal digest in base64 without padding.</summary>
    public static string NewToken() =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(Secrets.Hex(32))).TrimEnd('=');

    private readonly struct Grant(DateTime expiry, long generation)
    {
        public DateTime Expiry { get; } = expiry;

        public long Generation { get; } = generation;
    }
}
