using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Tests.Support;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>Pages that are there as soon as they are asked for: what is done between two of them is done behind the one that is read ahead, each time.</summary>
internal sealed class PromptPages(IPageSource pages) : IPageSource
{
    /// <summary>The same provider with such pages.</summary>
    public static IPimProvider Of(IPimProvider provider) => AlteredProvider.Of(provider, (method, arguments) =>
        method.Name == nameof(IPimProvider.Read) ? new PromptPages(provider.Read((PimQuery)arguments[0]!)) : null);

    public Task<PimPage?> NextAsync(CallContext context) => Task.FromResult(pages.NextAsync(context).GetAwaiter().GetResult());
}
