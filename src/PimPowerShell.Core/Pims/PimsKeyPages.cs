using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>Products asked for by their SKUs: one alone, or many in chunks.</summary>
internal sealed class PimsKeyPages(PimsCaller caller, PimsFieldNames names, PimsMetadata metadata, IReadOnlyList<string> skus) : IPageSource
{
    private const int ChunkSize = 100;

    // what the server says where it does not find the list
    private const string NotProvided = "SKU list is not provided!";

    private int _next;

    public async Task<PimPage?> NextAsync(CallContext context)
    {
        if (_next >= skus.Count)
        {
            return null;
        }

        if (skus.Count == 1)
        {
            _next++;
            return await OneAsync(skus[0], context).ConfigureAwait(false);
        }

        string[] chunk = [.. skus.Skip(_next).Take(ChunkSize)];
        _next += chunk.Length;
        (PimResponse response, PimsAnswer answer) = await ManyAsync(chunk, context).ConfigureAwait(false);
        metadata.Learn(answer.Definition);
        return PimPage.Of(response, answer.List, isList: true, answer.Count);
    }

    private async Task<PimPage> OneAsync(string sku, CallContext context)
    {
        try
        {
            PimResponse response = await caller.CallAsync("products", "listProduct", writer => writer.WriteString("sku", sku), context).ConfigureAwait(false);
            return PimPage.Of(response, response.Body, isList: false);
        }
        catch (PimException e) when (e.Kind == PimErrorKind.NotFound)
        {
            return PimPage.Empty(e);
        }
    }

    /// <summary>Asks by each likely name of the list, until the server finds it.</summary>
    private async Task<(PimResponse Response, PimsAnswer Answer)> ManyAsync(string[] chunk, CallContext context)
    {
        IReadOnlyList<string> candidates = names.Candidates("SkuList");
        PimException? refusal = null;
        foreach (string name in candidates)
        {
            try
            {
                (PimResponse Response, PimsAnswer Answer) found = await caller.ListAsync("listProductsBySku", writer =>
                {
                    writer.WritePropertyName(name);
                    JsonTree.Write(writer, chunk);
                }, context).ConfigureAwait(false);
                names.Settle("SkuList", name);
                return found;
            }
            catch (PimException e) when (e.ServerMessage == NotProvided)
            {
                refusal = e;
            }
        }

        throw new PimException(refusal!.Kind,
            $"The server does not find a list of SKUs under {(candidates.Count == 1 ? "the name" : "any likely name")} ({string.Join(", ", candidates)}): {NotProvided} Give the right name with Connect-Pim -FieldName @{{ SkuList = '...' }}.", refusal)
        {
            StatusCode = refusal.StatusCode,
            ServerMessage = refusal.ServerMessage,
            Subject = "SkuList",
            Attempts = refusal.Attempts,
        };
    }
}
