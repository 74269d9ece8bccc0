using System;
using System.Management.Automation;

namespace PimPowerShell.Arguments;

/// <summary>
/// Takes the text of a row's cell for yes or no, which PowerShell would leave out without a word.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FlagTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>What an empty cell stands for: null where it is left out, which a switch would take for true.</summary>
    public object? Empty { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PlainTree.Unwrap(inputData) switch
    {
        null or "" => Empty,
        string text => FieldValue.ReadFlag(text) ?? throw new ArgumentTransformationMetadataException($"'{text}' is neither true nor false."),
        var plain => LanguagePrimitives.IsTrue(plain),
    };
}
