using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Bulk;

/// <summary>Makes the products that others are to be associated with, and that are not there.</summary>
internal sealed class MissingItems(IPimProvider provider, PresentItems present, BulkSettings settings, CallContext context)
{
    private const int Chunk = 100;

    /// <summary>Looks for products, and makes those that are not there with their key alone. What goes wrong is a remark: the server then refuses the association, and says so.</summary>
    public async Task MakeAsync(IEnumerable<string> keys)
    {
        PimResource product = provider.Resources.First(static resource => resource.Noun == "Product");
        foreach (IGrouping<PimResource, string> group in keys.Distinct(StringComparer.OrdinalIgnoreCase).GroupBy(product.KnownBy))
        {
            string[] all = [.. group];
            for (int start = 0; start < all.Length; start += Chunk)
            {
                await MakeAsync(group.Key, [.. all.Skip(start).Take(Chunk)]).ConfigureAwait(false);
            }
        }
    }

    private async Task MakeAsync(PimResource product, IReadOnlyList<string> keys)
    {
        try
        {
            ICollection<string> known = await present.FindAsync(product, settings.PathValues, keys).ConfigureAwait(false);
            string[] missing = [.. keys.Where(key => !known.Contains(key))];
            if (missing.Length == 0)
            {
                return;
            }

            BatchAnswer answer = await provider.SendBatchAsync(new BatchRequest(product, settings.PathValues, new Dictionary<string, string>(), [.. missing.Select(key => Line(product, key))]) { MayRepeat = true }, context).ConfigureAwait(false);
            for (int i = 0; i < missing.Length; i++)
            {
                if (answer.Lines[i] is { StatusCode: >= 200 and < 300 })
                {
                    context.Notes?.Invoke(new PimNote($"Product '{missing[i]}', which others refer to, was made."));
                }
                else
                {
                    Remark(missing[i], PimFieldError.Describe(answer.Lines[i]?.Message ?? "no answer", answer.Lines[i]?.Errors ?? []));
                }
            }

            if (provider.Recorder is { } recorder)
            {
                IEnumerable<string> made = missing.Where((_, number) => answer.Lines[number] is { StatusCode: >= 200 and < 300 });
                await recorder.KeepAsync(product, made.Select(static key => new KeptWrite(key, default, default, [], HistoryDeed.Made)), context).ConfigureAwait(false);
            }
        }
        catch (PimException e)
        {
            Remark(string.Join("', '", keys), e.Message);
        }
    }

    private void Remark(string keys, string reason) => context.Notes?.Invoke(new PimNote($"Product '{keys}', which others refer to, could not be made: {reason}", IsWarning: true));

    private static ReadOnlyMemory<byte> Line(PimResource product, string key) => JsonBytes.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString(product.Key, key);
        writer.WriteEndObject();
    });
}
