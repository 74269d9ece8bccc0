using System;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>A list that is one page.</summary>
internal sealed class PimsOnePage(Func<CallContext, Task<PimPage>> read) : IPageSource
{
    private bool _isRead;

    public async Task<PimPage?> NextAsync(CallContext context)
    {
        if (_isRead)
        {
            return null;
        }

        _isRead = true;
        return await read(context).ConfigureAwait(false);
    }
}
