using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace PimPowerShell.Core.Actions;

/// <summary>Says what of a call is good enough to be queued, from what costs least to what costs most.</summary>
internal sealed class ActionGate(ActionListenerSettings settings, ActionQueue queue)
{
    // drafts of Akeneo's documents have either; which of them a PIM sends depends on its version
    private static readonly string[] s_signatureHeaders = ["signature", "X-Akeneo-Signature"];

    private readonly string _path = settings.Prefix.AbsolutePath.TrimEnd('/');

    /// <summary>Looks at a call before its body is read.</summary>
    /// <exception cref="ActionRefusal">It is not taken.</exception>
    public void CheckHead(ActionHead head)
    {
        if (head.Path.TrimEnd('/') != _path)
        {
            throw new ActionRefusal(404, "it is for another path");
        }

        if (head.Method != "POST")
        {
            throw new ActionRefusal(405, "it is no POST");
        }

        if (SignatureOf(head) is not { } signature || ActionSignature.Normalize(signature, SignatureForm.Action) is null)
        {
            throw new ActionRefusal(401, $"it has no header '{s_signatureHeaders[0]}' or '{s_signatureHeaders[1]}' with a signature");
        }
    }

    /// <summary>Queues a call.</summary>
    /// <param name="head">Its head, which was found good.</param>
    /// <param name="body">Its body, byte for byte as it came.</param>
    /// <returns>Its id in the queue.</returns>
    /// <exception cref="ActionRefusal">It is not taken.</exception>
    public string Take(ActionHead head, byte[] body)
    {
        string signature = SignatureOf(head)!;
        if (!ActionSignature.Verify(body, signature, settings.Secrets, SignatureForm.Action, null))
        {
            throw new ActionRefusal(401, "none of the secrets made its signature");
        }

        ActionCall call;
        try
        {
            call = ActionCall.Parse(body, settings.Limits);
        }
        catch (PimException e)
        {
            throw new ActionRefusal(400, e.Message.TrimEnd('.'));
        }

        if (!call.IsFresh(settings.MaximumAge, DateTimeOffset.UtcNow))
        {
            throw new ActionRefusal(401, $"it is of {call.Timestamp:u}, and the time here is {DateTimeOffset.UtcNow:u}");
        }

        string id = IdOf(signature);
        return queue.Add(id, call.Timestamp, body) switch
        {
            ActionAnswer.Added => id,
            ActionAnswer.Seen => throw new ActionRefusal(409, "it was taken before"),
            _ => throw new ActionRefusal(503, "too many actions wait"),
        };
    }

    private static string? SignatureOf(ActionHead head) => s_signatureHeaders.Select(head.Header).FirstOrDefault(static value => value is not null);

    /// <summary>The same for one signature in whatever form it comes.</summary>
    private static string IdOf(string signature)
    {
        using var hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(Encoding.ASCII.GetBytes(ActionSignature.Normalize(signature, SignatureForm.Action)!)).Take(16).Select(static one => one.ToString("x2", null)));
    }
}
