using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Core.Actions;

/// <summary>One connection, which brings one call and is closed.</summary>
internal sealed class ActionConnection(Socket socket, ActionListenerSettings settings, ActionGate gate, Action<PimNote>? notes)
{
    private const int Ok = 200;

    private bool _isBodyWanted = true;

    public async Task RunAsync()
    {
        using var ended = new CancellationTokenSource();
        try
        {
            string from = socket.RemoteEndPoint?.ToString() ?? "";
            socket.NoDelay = true;
            using var stream = new NetworkStream(socket, ownsSocket: true);
            var reader = new ActionRequestReader(stream, settings, ended.Token);
            if (await AnswerAsync(reader, from).ConfigureAwait(false) is { } status)
            {
                byte[] answer = Text(status);

                // so little that the system takes it at once, however slow the caller reads
                await stream.WriteAsync(answer, 0, answer.Length).ConfigureAwait(false);
                socket.Shutdown(SocketShutdown.Send);
                await reader.DrainAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // the caller has gone, or the listener stops
        }
        finally
        {
            ended.Cancel();
            Close();
        }
    }

    /// <summary>Ends the connection; a read that waits fails.</summary>
    public void Close() => socket.Close();

    private async Task<int?> AnswerAsync(ActionRequestReader reader, string from)
    {
        try
        {
            ActionHead? head = await reader.ReadHeadAsync().ConfigureAwait(false);
            if (head is null)
            {
                return null;
            }

            _isBodyWanted = head.Method != "HEAD";
            gate.CheckHead(head);
            string id = gate.Take(head, await reader.ReadBodyAsync(head).ConfigureAwait(false));
            notes?.Invoke(new PimNote($"Took action {id} from {from}."));
            return Ok;
        }
        catch (ActionRefusal e)
        {
            notes?.Invoke(new PimNote($"Refused a call from {from} with {e.Status}: {e.Message}."));
            return e.Status;
        }
        catch (PimException e)
        {
            notes?.Invoke(new PimNote($"Refused a call from {from} with 503. {e.Message}", IsWarning: true));
            return 503;
        }
    }

    private byte[] Text(int status)
    {
        string reason = status switch
        {
            Ok => "OK",
            400 => "Bad Request",
            401 => "Unauthorized",
            404 => "Not Found",
            405 => "Method Not Allowed",
            408 => "Request Timeout",
            409 => "Conflict",
            411 => "Length Required",
            413 => "Content Too Large",
            431 => "Request Header Fields Too Large",
            _ => "Service Unavailable",
        };
        string allow = status == 405 ? "Allow: POST\r\n" : "";
        return Encoding.ASCII.GetBytes($"HTTP/1.1 {status} {reason}\r\n{allow}Content-Type: text/plain\r\nContent-Length: {reason.Length}\r\nConnection: close\r\n\r\n{(_isBodyWanted ? reason : "")}");
    }
}
