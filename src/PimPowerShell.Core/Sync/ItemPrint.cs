using System;
using System.Security.Cryptography;
using System.Text;

namespace PimPowerShell.Core.Sync;

/// <summary>What stands for a key in memory: half of its SHA-256, which is enough to tell a thousand million apart.</summary>
internal readonly record struct ItemPrint(ulong High, ulong Low)
{
    public static ItemPrint Of(string key)
    {
        using var hash = SHA256.Create();
        byte[] bytes = hash.ComputeHash(Encoding.UTF8.GetBytes(key));
        return new ItemPrint(BitConverter.ToUInt64(bytes, 0), BitConverter.ToUInt64(bytes, 8));
    }
}
