using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Core.Pims;

/// <summary>
/// Finds out once a session how the server calls the page's size and number: asks for one row, then for the second.
/// A server ignores what it does not know, so the answer tells.
/// </summary>
internal sealed class PimsProbe(PimsCaller caller, PimsFieldNames names) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile bool _isDone;

    public PimsFieldNames Names => names;

    public async Task EnsureAsync(CallContext context)
    {
        if (_isDone)
        {
            return;
        }

        await _gate.WaitAsync(context.Cancellation).ConfigureAwait(false);
        try
        {
            if (!_isDone)
            {
                await ProbeAsync(context).ConfigureAwait(false);
                _isDone = true;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task ProbeAsync(CallContext context)
    {
        foreach (string size in names.Candidates("PageSize"))
        {
            List<string> rows = await AskAsync(size, names["PageNumber"], 1, context).ConfigureAwait(false);
            if (rows.Count == 0)
            {
                // an empty catalog teaches nothing and needs nothing
                return;
            }

            if (rows.Count != 1)
            {
                continue;
            }

            names.Settle("PageSize", size);
            await ProbeNumberAsync(size, rows[0], context).ConfigureAwait(false);
            return;
        }

        throw Unknown("PageSize", "the size of a page");
    }

    private async Task ProbeNumberAsync(string size, string first, CallContext context)
    {
        foreach (string number in names.Candidates("PageNumber"))
        {
            List<string> rows = await AskAsync(size, number, 2, context).ConfigureAwait(false);
            if (rows.Count == 0 || rows[0] != first)
            {
                names.Settle("PageNumber", number);
                return;
            }
        }

        throw Unknown("PageNumber", "the number of a page");
    }

    private async Task<List<string>> AskAsync(string size, string number, int page, CallContext context)
    {
        using PimResponse response = await caller.CallAsync("products", "getList", writer =>
        {
            writer.WritePropertyName("params");
            writer.WriteStartObject();
            writer.WriteNumber("cat_id", 0);
            writer.WritePropertyName("pagination");
            writer.WriteStartObject();
            writer.WriteNumber(size, 1);
            writer.WriteNumber(number, page);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }, context).ConfigureAwait(false);
        return PimsAnswer.Read(response.Body, "products").Rows.ConvertAll(row => row.Sku);
    }

    private PimException Unknown(string field, string what) => new(PimErrorKind.WrongServer,
        $"The server ignores every likely name for {what} ({string.Join(", ", names.Candidates(field))}). Give the right one with Connect-Pim -FieldName @{{ {field} = '...' }}.");
}
