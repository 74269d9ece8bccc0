using System;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>The pages of one product's history. One entry is one transaction.</summary>
internal sealed class PimsHistory(PimsCaller caller, PimsProbe probe, string sku, string? user) : IPageSource
{
    private const int PageSize = 100;
    private int _page;
    private byte[] _first = [];
    private long _count;
    private bool _isEnded;

    public async Task<PimPage?> NextAsync(CallContext context)
    {
        if (_isEnded)
        {
            return null;
        }

        await probe.EnsureAsync(context).ConfigureAwait(false);
        if (user is not null)
        {
            probe.Names.Tell("HistoryUser", context);
        }

        _page++;
        PimResponse response = await caller.CallAsync("products", "historyProduct", writer =>
        {
            writer.WriteString("sku", sku);
            writer.WritePropertyName("params");
            writer.WriteStartObject();
            writer.WritePropertyName("pagination");
            writer.WriteStartObject();
            writer.WriteNumber(probe.Names["PageSize"], PageSize);
            writer.WriteNumber(probe.Names["PageNumber"], _page);
            writer.WriteEndObject();
            if (user is not null)
            {
                writer.WriteString(probe.Names["HistoryUser"], user);
            }

            writer.WriteEndObject();
        }, context).ConfigureAwait(false);
        try
        {
            PimsAnswer answer = PimsAnswer.Read(response.Body, "history", "total_count");
            Check(answer);
            return PimPage.Of(response, answer.List.IsEmpty ? "[]"u8.ToArray() : answer.List, isList: true, answer.Count);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private void Check(PimsAnswer answer)
    {
        int entries = answer.Rows.Count;
        if (_page == 1)
        {
            _first = answer.List.ToArray();
        }
        else if (entries > 0 && answer.List.Span.SequenceEqual(_first))
        {
            throw new PimException(PimErrorKind.WrongServer,
                $"Page {_page} of the history of '{sku}' repeats page 1: the server does not know the page number as '{probe.Names["PageNumber"]}'. Give the right name with Connect-Pim -FieldName @{{ PageNumber = '...' }}.");
        }

        _count += entries;
        // the total is documented to be that of all pages; whether it knows of a user is not
        _isEnded = entries == 0 || _count >= answer.Count;
        if (entries == 0 && answer.Count > _count && user is null)
        {
            throw new PimException(PimErrorKind.Broken, $"The server counts {answer.Count} changes of '{sku}', and its pages held {_count}.");
        }
    }
}
