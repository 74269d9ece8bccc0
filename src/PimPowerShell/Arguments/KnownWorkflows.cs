using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Arguments;

/// <summary>The workflows of the sessions, kept for some minutes. No exported type has a field of a dependency's type.</summary>
internal static class KnownWorkflows
{
    private static readonly TimeSpan s_keep = TimeSpan.FromMinutes(5);
    private static readonly ConditionalWeakTable<IPimProvider, Known> s_known = new();

    /// <summary>Their uuids and codes; none where the back end has none.</summary>
    public static async Task<IReadOnlyList<(string Uuid, string Code)>> FindAsync(IPimProvider provider, CallContext context)
    {
        if (s_known.TryGetValue(provider, out Known? known) && known.Since.Elapsed < s_keep)
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

        lock (s_known)
        {
            s_known.Remove(provider);
            s_known.Add(provider, new Known(workflows, Stopwatch.StartNew()));
        }

        return workflows;
    }

    private sealed record Known(IReadOnlyList<(string Uuid, string Code)> Workflows, Stopwatch Since);
}
