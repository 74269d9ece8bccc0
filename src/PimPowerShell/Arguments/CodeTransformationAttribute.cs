using System;
using System.Management.Automation;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>For a parameter that takes codes as text: an object that was read gives its code, and one of another kind has a code that is none here.</summary>
/// <param name="kinds">The kinds whose codes these are; none where no objects are read of it.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CodeTransformationAttribute(params string[] kinds) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        ObjectKind.Check(inputData, kinds);
        return inputData;
    }
}
