using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>For a parameter that takes codes as text: an object that was read gives its code, and one of another kind has a code that is none here.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CodeTransformationAttribute(params string[] kinds) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        IEnumerable all = PlainTree.Bare(inputData) is IEnumerable list and not (string or IDictionary) ? list : new[] { inputData };
        PSObject? foreign = all.OfType<PSObject>().FirstOrDefault(item => ItemText.IsItem(item) && !kinds.Any(kind => ObjectKind.Is(item, kind)));
        return foreign is null ? inputData : throw new ArgumentTransformationMetadataException(
            $"It takes codes, or objects of the kind {string.Join(" or ", kinds)}, and '{ItemText.Of(foreign)}' is of the kind {ObjectKind.Of(foreign).First()}.");
    }
}
