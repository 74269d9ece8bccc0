using System;
using System.Management.Automation;

namespace PimPowerShell.Arguments;

/// <summary>Keeps a parameter that takes texts from the pipe from taking rows as text: these have properties for other parameters.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NoRowAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData is PSObject { BaseObject: PSCustomObject }
        // with this inside, the binder goes on to the next parameter set
        ? throw new ArgumentTransformationMetadataException("A row is no text.", new PSInvalidCastException())
        : inputData;
}
