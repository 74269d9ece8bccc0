using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Arguments;

/// <summary>Secrets in UTF-8, for as long as something is verified with them.</summary>
internal sealed class SecretBytes(IEnumerable<SecureString> secrets) : IDisposable
{
    private readonly byte[][] _all = [.. secrets.Select(static secret => Encoding.UTF8.GetBytes(SecretText.Reveal(secret)))];

    public IReadOnlyList<byte[]> All => _all;

    public void Dispose() => Array.ForEach(_all, static secret => Array.Clear(secret, 0, secret.Length));
}
