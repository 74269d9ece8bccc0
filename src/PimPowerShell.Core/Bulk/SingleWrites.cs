using System;
using System.Text;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Bulk;

/// <summary>Writes the lines of a batch one by one, for what a back end takes no batches of.</summary>
internal static class SingleWrites
{
    /// <summary>Whether a kind of thing can be written, but not in batches.</summary>
    public static bool AreNeeded(PimResource resource) => resource.Batch == BatchStyle.None && resource.Verbs.HasFlag(ResourceVerbs.Upsert);

    /// <summary>Writes them up to the first that gets no answer; those behind it are not sent.</summary>
    public static async Task<BatchAnswer> SendAsync(IPimProvider provider, BatchRequest batch, CallContext context)
    {
        byte[] name = Encoding.UTF8.GetBytes(batch.Resource.Key);
        var lines = new BatchLine?[batch.Lines.Count];
        for (int i = 0; i < lines.Length; i++)
        {
            var write = new PimWrite(batch.Resource, WriteVerb.Upsert, JsonCursor.FindString(batch.Lines[i].Span, name), batch.Lines[i])
            {
                PathValues = batch.PathValues,
                Options = batch.Options,
                Present = batch.Present.Count > 0 ? batch.Present[i] : default,
            };
            try
            {
                WriteOutcome outcome = await provider.WriteAsync(write, context).ConfigureAwait(false);
                lines[i] = new BatchLine(outcome.StatusCode, null, []) { Warnings = outcome.Warnings };
            }
            catch (PimException e) when (!e.IsNoAnswer && e.Kind != PimErrorKind.Throttled)
            {
                // some servers refuse with a status of success, others with one of a fault
                lines[i] = new BatchLine(e.StatusCode is >= 400 and var code ? code : 422, e.ServerMessage ?? e.Message, e.Errors) { IsRefusal = true };
            }
            catch (PimException e)
            {
                return new BatchAnswer(lines, 1, e) { Unsent = lines.Length - i - 1 };
            }
            catch (OperationCanceledException)
            {
                return new BatchAnswer(lines, 1, null) { Unsent = lines.Length - i - 1 };
            }
        }

        return new BatchAnswer(lines, 1, null);
    }
}
