using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace PimPowerShell.Core.Actions;

/// <summary>
/// Checks who a call came from. Source: Akeneo's documentation of action extensions, of the Events API and of the
/// Event Platform.
/// </summary>
public static class ActionSignature
{
    /// <summary>Whether one of the secrets made the signature. What cannot be a signature at all is a wrong one.</summary>
    /// <param name="body">The body, byte for byte as it came.</param>
    /// <param name="signature">The header's value: hex or base64, with or without <c>sha512=</c> or <c>sha256=</c> before it.</param>
    /// <param name="secrets">The secrets, in UTF-8; two while one replaces the other.</param>
    /// <param name="form">Who signs.</param>
    /// <param name="timestamp">The timestamp's header as it came, which the Events API signs too; the others sign none, and it is not looked at.</param>
    /// <exception cref="PimException">There is no secret, or an empty one: anybody could sign with that.</exception>
    public static bool Verify(ReadOnlyMemory<byte> body, string signature, IReadOnlyList<byte[]> secrets, SignatureForm form, string? timestamp)
    {
        if (secrets.Count == 0 || secrets.Any(secret => secret.Length == 0))
        {
            throw new PimException(PimErrorKind.Input, "Secret: is empty.") { Subject = "Secret" };
        }

        byte[]? given = Decode(signature, form);
        if (given is null || (form == SignatureForm.EventsApi && string.IsNullOrEmpty(timestamp)))
        {
            return false;
        }

        // every secret is tried, so that the time tells not which one it was
        bool isGood = false;
        foreach (byte[] secret in secrets)
        {
            isGood |= AreEqual(given, Compute(body, secret, form, timestamp));
        }

        return isGood;
    }

    /// <summary>The signature of a body, in hex.</summary>
    /// <param name="body">The body.</param>
    /// <param name="secret">The secret, in UTF-8.</param>
    /// <param name="form">Who signs.</param>
    /// <param name="timestamp">The timestamp's header; only the Events API signs one.</param>
    public static string Sign(ReadOnlyMemory<byte> body, byte[] secret, SignatureForm form, string? timestamp) => Hex(Compute(body, secret, form, timestamp));

    /// <summary>A signature in lower-case hex, which is the same in whatever form it came; null for a text that is none.</summary>
    /// <param name="signature">The header's value.</param>
    /// <param name="form">Who signs.</param>
    public static string? Normalize(string signature, SignatureForm form) => Decode(signature, form) is { } bytes ? Hex(bytes) : null;

    private static byte[] Compute(ReadOnlyMemory<byte> body, byte[] secret, SignatureForm form, string? timestamp)
    {
        byte[] signed = body.ToArray();
        if (form == SignatureForm.EventsApi)
        {
            signed = [.. Encoding.UTF8.GetBytes(timestamp + "."), .. signed];
        }

        using HMAC algorithm = form == SignatureForm.Action ? new HMACSHA512(secret) : new HMACSHA256(secret);
        return algorithm.ComputeHash(signed);
    }

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(one => one.ToString("x2", CultureInfo.InvariantCulture)));

    private static byte[]? Decode(string signature, SignatureForm form)
    {
        (string prefix, int length) = form == SignatureForm.Action ? ("sha512=", 64) : ("sha256=", 32);
        string text = signature.Trim();
        if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            text = text.Substring(prefix.Length);
        }

        return text.Length == 2 * length ? FromHex(text) : FromBase64(text, length);
    }

    private static byte[]? FromHex(string text)
    {
        byte[] bytes = new byte[text.Length / 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            if (!Uri.IsHexDigit(text[2 * i]) || !Uri.IsHexDigit(text[(2 * i) + 1]))
            {
                return null;
            }

            bytes[i] = byte.Parse(text.Substring(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return bytes;
    }

    private static byte[]? FromBase64(string text, int length)
    {
        if (text.Length != (length + 2) / 3 * 4)
        {
            return null;
        }

        try
        {
            byte[] bytes = Convert.FromBase64String(text);

            // the last digit has bits to spare: one signature must not have many texts
            return bytes.Length == length && Convert.ToBase64String(bytes) == text ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Takes as long for bytes that differ at the start as for those that differ at the end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static bool AreEqual(byte[] left, byte[] right)
    {
        int difference = left.Length ^ right.Length;
        for (int i = 0; i < left.Length && i < right.Length; i++)
        {
            difference |= left[i] ^ right[i];
        }

        return difference == 0;
    }
}
