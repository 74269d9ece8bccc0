using System.Linq;
using System.Security.Cryptography;

namespace PimPowerShell.Sandbox.Generation;

/// <summary>Random strings of the shapes that the server hands out.</summary>
internal static class Secrets
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

    public static string Hex(int bytes) => string.Concat(Bytes(bytes).Select(b => b.ToString("x2")));

    /// <summary>Digits and lower-case letters.</summary>
    public static string Word(int length) => new([.. Bytes(length).Select(b => Alphabet[b % Alphabet.Length])]);

    private static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return bytes;
    }
}
