using System;
using System.Management.Automation;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>Takes a sandbox where its address is wanted.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SandboxUrlTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject sandbox && ObjectKind.Is(sandbox, "Sandbox") ? sandbox.Properties["Url"].Value : inputData;
}
