using System;
using System.Reflection;

namespace PimPowerShell.Core.Tests.Support;

/// <summary>A provider that answers some calls otherwise.</summary>
public class AlteredProvider : DispatchProxy
{
    private IPimProvider? _provider;
    private Func<MethodInfo, object?[], object?>? _instead;

    /// <param name="provider">The provider.</param>
    /// <param name="instead">What a call gives; null to leave it to the provider.</param>
    internal static IPimProvider Of(IPimProvider provider, Func<MethodInfo, object?[], object?> instead)
    {
        IPimProvider proxy = Create<IPimProvider, AlteredProvider>();
        ((AlteredProvider)proxy)._provider = provider;
        ((AlteredProvider)proxy)._instead = instead;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _instead!(targetMethod!, args ?? []) ?? targetMethod!.Invoke(_provider, args);
}
