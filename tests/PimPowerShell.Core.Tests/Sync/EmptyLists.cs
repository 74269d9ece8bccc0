using System;
using System.Reflection;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>A provider some of whose lists hold nothing.</summary>
public class EmptyLists : DispatchProxy
{
    private IPimProvider? _provider;
    private Predicate<PimQuery>? _isEmpty;

    internal static IPimProvider Before(IPimProvider provider, Predicate<PimQuery> isEmpty)
    {
        IPimProvider proxy = Create<IPimProvider, EmptyLists>();
        ((EmptyLists)proxy)._provider = provider;
        ((EmptyLists)proxy)._isEmpty = isEmpty;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IPimProvider.Read) && _isEmpty!((PimQuery)args![0]!) ? new Empty() : targetMethod.Invoke(_provider, args);

    private sealed class Empty : IPageSource
    {
        public Task<PimPage?> NextAsync(CallContext context) => Task.FromResult<PimPage?>(null);
    }
}
