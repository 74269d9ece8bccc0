using System;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Tests.Support;

/// <summary>Counts the pages of a kind of thing that are asked for, and ends a run at one of them.</summary>
internal sealed class CountedPages(IPimProvider provider, string noun)
{
    private int _count;

    /// <summary>The pages that were asked for.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>A provider that cancels when a page is asked for after so many.</summary>
    public IPimProvider EndAfter(int pages, CancellationTokenSource stop)
    {
        int end = Count + pages;
        return AlteredProvider.Of(provider, (method, arguments) => method.Name == nameof(IPimProvider.Read) && ((PimQuery)arguments[0]!).Resource.Noun == noun
            ? new Source(provider.Read((PimQuery)arguments[0]!), this, end, stop)
            : null);
    }

    private sealed class Source(IPageSource source, CountedPages counted, int end, CancellationTokenSource stop) : IPageSource
    {
        public Task<PimPage?> NextAsync(CallContext context)
        {
            if (counted.Count == end)
            {
                stop.Cancel();
                throw new OperationCanceledException(stop.Token);
            }

            Interlocked.Increment(ref counted._count);
            return source.NextAsync(context);
        }
    }
}
