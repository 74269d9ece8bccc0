using System;
using System.Linq;
using System.Text;

namespace PimPowerShell.Core.Tests.Actions;

/// <summary>Calls of which none is good.</summary>
internal static class Mutation
{
    /// <summary>A call that is no good one any more.</summary>
    /// <param name="number">Which; the kinds follow each other.</param>
    /// <param name="taken">The body of a call that was taken.</param>
    /// <param name="random">What is mutated.</param>
    public static (byte[] Bytes, bool IsCut) Of(int number, byte[] taken, Random random)
    {
        byte[] body = Caller.Body(number);
        byte[] whole = Caller.Request(body);
        return (number % 16) switch
        {
            0 => (Caller.Request(taken), false),
            1 => (Caller.Request(body, Caller.Sign(body, Word(random))), false),
            2 => (Caller.Request(Flip(body, random), Caller.Sign(body)), false),
            3 => (Caller.Request(body, Encoding.ASCII.GetString(Swap(Encoding.ASCII.GetBytes(Caller.Sign(body)), random))), false),
            4 => (whole[..random.Next(1, whole.Length)], true),
            5 => (Caller.Request(body, length: $"{random.Next(0, body.Length)}"), false),
            6 => (Caller.Request(body, length: $"{body.Length + random.Next(1, 1000)}"), true),
            7 => (Caller.Request(body, length: $"{1024L * 1024 + 1 + random.Next()}"), false),
            8 => (Caller.Request(body, method: Pick(random, "GET", "PUT", "HEAD", "DELETE", "PATCH", "OPTIONS", "TRACE", "Post", "POSTS")), false),
            9 => (Caller.Request(body, path: "/" + Pick(random, "", "pim/x", "PIM/", "pim/../pim/", "%70im/", "pim//x", ".pim")), false),
            10 => (Caller.Request(Caller.Body(number, DateTimeOffset.UtcNow.AddSeconds(Pick(random, -86400, -3600, -400, 400, 100_000)))), false),
            11 => (Caller.Request(body, header: $"X-Long: {new string('x', random.Next(16_384, 20_000))}\r\n"), false),
            12 => (Caller.Request(body, header: Pick(random, "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: identity\r\n")), false),
            13 => (Caller.Request(body, header: Pick(random, "Content-Length: 1\r\n", "signature: x\r\n", "Host: y\r\n", "folded:\r\n x\r\n", "bad\r\n", "X:\u0001\r\n")), false),
            14 => (Noise(random), true),
            _ => (Caller.Request(Encoding.UTF8.GetBytes(Pick(random, "{}", "[]", "null", "{\"data\":{}}", "{\"data\":{\"productUuid\":7},\"timestamp\":1}", "{", "\"x\""))), false),
        };
    }

    private static byte[] Flip(byte[] bytes, Random random)
    {
        byte[] copy = [.. bytes];
        copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        return copy;
    }

    /// <summary>Another digit of the hex.</summary>
    private static byte[] Swap(byte[] bytes, Random random)
    {
        byte[] copy = [.. bytes];
        int at = random.Next("sha512=".Length, copy.Length);
        copy[at] = (byte)(copy[at] == '0' ? '1' : '0');
        return copy;
    }

    private static byte[] Noise(Random random)
    {
        byte[] bytes = new byte[random.Next(1, 4000)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => (char)random.Next('a', 'z')));

    private static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];
}
