using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Sessions;

/// <summary>The workflows of a session, kept for some minutes. Thread-safe.</summary>
internal sealed class KnownWorkflows
{
    private static readonly TimeSpan s_keep = TimeSpan.FromMinutes(5);
    private volatile Known? _known;

    /// <summary>Their uuids and codes; none where the back end has none.</summary>
    public async Task<IReadOnlyList<(string Uuid, string Code)>> FindAsync(IPimProvider provider, CallContext context)
    {
        if (_known is { } known && known.Since.Elapsed < s_keep)
        {
            return known.Workflows;
        }

        if (provider.Resources.FirstOrDefault(static resource => resource.Noun == "Workflow") is not { } kind)
        {
            return [];
        }

        var workflows = new List<(string, string)>();
        using var pages = new PageReader(provider.Read(new PimQuery(kind)), context);
        while (await pages.ReadAsync().ConfigureAwait(false) is { } page)
        {
            using (page)
            {
                foreach (JsonDocument document in page.ReadDocuments())
                {
                    using (document)
                    {
                        workflows.Add((document.RootElement.GetProperty("uuid").GetString()!, document.RootElement.GetProperty("code").GetString()!));
                    }
                }
            }
        }

        _known = new Known(workflows, Stopwatch.StartNew());
        return workflows;
    }

    private sealed record Known(IReadOnlyList<(string Uuid, string Code)> Workflows, Stopwatch Since);
}
