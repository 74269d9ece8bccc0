using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>Products.</summary>
internal sealed class PimsProducts(PimsCaller caller, PimsPermissions permissions, PimsProbe probe, PimsMetadata metadata, PimsCategories categories)
    : PimsKind(PimsResources.Product, caller, permissions)
{
    private readonly PimsWriter _writer = new(caller, metadata);

    public override IPageSource Read(PimQuery query)
    {
        Permissions.Require(PimsPermissions.Editor, "read products");
        if (query.Keys is { } skus)
        {
            return new PimsKeyPages(Caller, probe.Names, metadata, [.. skus.Distinct(StringComparer.Ordinal)]);
        }

        return new PimsProductPages(Caller, probe, metadata, categories, new PimsListRequest(query, probe.Names));
    }

    public override async Task<long?> CountAsync(PimQuery query, CallContext context)
    {
        if (query.Keys is not null)
        {
            return null;
        }

        using PimPage? page = await Read(query with { StartPage = 1 }).NextAsync(context).ConfigureAwait(false);
        return page?.Total ?? 0;
    }

    public Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(string sku, string? user, CallContext context)
    {
        Permissions.Require(PimsPermissions.Editor, "read the history of products");
        return PimsHistoryReader.ReadAsync(new PimsHistory(Caller, probe, sku, user), sku, context);
    }

    public override async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        RequireWrite();
        return await _writer.WriteAsync(write, context).ConfigureAwait(false);
    }

    public async Task<BatchAnswer> SendAsync(BatchRequest batch, CallContext context)
    {
        RequireWrite();
        return await _writer.SendAsync(batch, context).ConfigureAwait(false);
    }

    public void RequireWrite() => Permissions.Require(PimsPermissions.Editor, "change products");
}
