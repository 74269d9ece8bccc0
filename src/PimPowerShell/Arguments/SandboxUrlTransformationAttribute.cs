using System;
using System.Linq;
using System.Management.Automation;

namespace PimPowerShell.Arguments;

/// <summary>Takes a sandbox where its address is wanted.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SandboxUrlTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject sandbox && sandbox.TypeNames.Contains("PimPowerShell.Sandbox") ? sandbox.Properties["Url"].Value : inputData;
}
