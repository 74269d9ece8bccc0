using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Tests.Actions;

/// <summary>Calls a listener as a PIM does, or worse, byte by byte.</summary>
internal static class Caller
{
    public const string Secret = "the-secret-of-the-button";

    public static byte[] Body(int number, DateTimeOffset? time = null) => Encoding.UTF8.GetBytes(
        $$"""{"data":{"productUuids":["00000000-0000-4000-8000-{{number:x12}}"],"productModelCodes":[]},"context":{"locale":"en_US","channel":"ecommerce"},"user":{"uuid":"e05cc457-b8ac-43b1-baa7-c4c112091ad8","username":"julia","groups":["Manager"]},"timestamp":{{(time ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds()}}}""");

    public static string Sign(byte[] body, string secret = Secret) =>
        "sha512=" + Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>A request as it goes over the wire.</summary>
    public static byte[] Request(byte[] body, string? signature = null, string method = "POST", string path = "/pim/", string? length = null, string? header = null) =>
    [
        .. Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nsignature: {signature ?? Sign(body)}\r\nContent-Length: {length ?? $"{body.Length}"}\r\n{header}\r\n"),
        .. body,
    ];

    /// <summary>Sends bytes, and gives the status of the answer; 0 when there is none.</summary>
    /// <param name="url">The listener.</param>
    /// <param name="bytes">What is sent.</param>
    /// <param name="isCut">Whether nothing comes after that; else the caller waits for the answer.</param>
    /// <param name="pause">Sends byte by byte, with so many milliseconds between them.</param>
    public static async Task<int> SendAsync(Uri url, byte[] bytes, bool isCut = false, int pause = 0)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(url.Host, url.Port);
        try
        {
            if (pause > 0)
            {
                await DribbleAsync(socket, bytes, pause);
            }
            else
            {
                await socket.SendAsync(bytes);
            }

            if (isCut)
            {
                socket.Shutdown(SocketShutdown.Send);
            }

            return await StatusAsync(socket);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    /// <summary>The statuses of several requests, many at a time.</summary>
    public static async Task<int[]> SendAllAsync(Uri url, (byte[] Bytes, bool IsCut)[] requests)
    {
        int[] statuses = new int[requests.Length];
        await Parallel.ForAsync(0, requests.Length, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) => statuses[i] = await SendAsync(url, requests[i].Bytes, requests[i].IsCut));
        return statuses;
    }

    private static async Task DribbleAsync(Socket socket, byte[] bytes, int pause)
    {
        foreach (byte one in bytes)
        {
            if (socket.Available > 0)
            {
                return;
            }

            await socket.SendAsync(new[] { one });
            await Task.Delay(pause);
        }
    }

    /// <summary>The answer as it came, up to its end.</summary>
    public static async Task<string> AnswerAsync(Socket socket)
    {
        using var answer = new MemoryStream();
        byte[] buffer = new byte[512];
        for (int count; (count = await socket.ReceiveAsync(buffer)) > 0;)
        {
            answer.Write(buffer, 0, count);
        }

        return Encoding.ASCII.GetString(answer.ToArray());
    }

    public static async Task<int> StatusAsync(Socket socket)
    {
        string text = await AnswerAsync(socket);
        return text.Length == 0 ? 0 : int.Parse(text.Split("\r\n").Last(line => line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)).Split(' ')[1]);
    }
}
