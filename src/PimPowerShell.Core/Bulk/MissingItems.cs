using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Bulk;

/// <summary>Finds what items are to be associated with, and is not there; makes such products.</summary>
internal sealed class MissingItems(IPimProvider provider, BulkSettings settings, BulkSummary summary, CallContext context)
{
    private const int Chunk = 100;

    private readonly PresentItems _present = new(provider, settings.PathValues, context);
    private readonly HashSet<ItemName> _seen = [];

    /// <summary>Those of some products and models that are not there. What cannot be looked up is left to the server.</summary>
    /// <exception cref="PimException">The server gives no answer.</exception>
    public async Task<HashSet<ItemName>> FindAsync(IEnumerable<ItemName> names)
    {
        var found = new HashSet<ItemName>();
        foreach ((PimResource resource, IReadOnlyList<string> keys) in Chunks(names, "Product", "ProductModel"))
        {
            try
            {
                found.UnionWith((await FindAsync(resource, keys).ConfigureAwait(false)).Select(key => new ItemName(resource.Noun, key)));
            }
            catch (PimException e) when (!e.IsNoAnswer)
            {
                context.Notes?.Invoke(new PimNote($"{resource.Noun} '{string.Join("', '", keys)}', which others refer to, could not be looked up: {e.Message}", IsWarning: true));
            }
        }

        return found;
    }

    /// <summary>Looks for products, and makes those that are not there with their key alone. What goes wrong is a remark: the server then refuses the association, and says so.</summary>
    public async Task MakeAsync(IEnumerable<ItemName> names)
    {
        foreach ((PimResource product, IReadOnlyList<string> keys) in Chunks(names.Where(_seen.Add), "Product"))
        {
            await MakeAsync(product, keys).ConfigureAwait(false);
        }
    }

    private IEnumerable<(PimResource Resource, IReadOnlyList<string> Keys)> Chunks(IEnumerable<ItemName> names, params string[] nouns)
    {
        foreach (IGrouping<PimResource, string> group in names.Where(name => nouns.Contains(name.Noun))
            .GroupBy(name => provider.Resources.Get(name.Noun).KnownBy(name.Key), static name => name.Key))
        {
            string[] all = [.. group];
            for (int start = 0; start < all.Length; start += Chunk)
            {
                yield return (group.Key, [.. all.Skip(start).Take(Chunk)]);
            }
        }
    }

    private async Task<string[]> FindAsync(PimResource resource, IReadOnlyList<string> keys)
    {
        ICollection<string> known = await _present.FindAsync(resource, settings.PathValues, keys).ConfigureAwait(false);
        return [.. keys.Where(key => !known.Contains(key))];
    }

    private async Task MakeAsync(PimResource product, IReadOnlyList<string> keys)
    {
        try
        {
            string[] missing = await FindAsync(product, keys).ConfigureAwait(false);
            if (missing.Length == 0)
            {
                return;
            }

            BatchAnswer answer = await provider.SendBatchAsync(new BatchRequest(product, settings.PathValues, new Dictionary<string, string>(), [.. missing.Select(key => Line(product, key))]) { MayRepeat = true }, context).ConfigureAwait(false);
            for (int i = 0; i < missing.Length; i++)
            {
                if (answer.Lines[i] is { StatusCode: >= 200 and < 300 })
                {
                    summary.CountMade(missing[i]);
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
