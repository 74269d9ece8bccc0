using System;

namespace PimPowerShell.Sandbox.Pims;

/// <summary>What the plan of the instance allows.</summary>
internal sealed class PimsLimits(PimSandboxOptions options)
{
    public int Skus { get; } = Math.Max(200_000, options.ProductCount * 2);

    public int Attributes => 500;

    public int Views => 50;

    public long StorageBytes => 10_737_418_240;
}
