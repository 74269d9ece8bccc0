using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Security;

namespace PimPowerShell.Arguments;

/// <summary>
/// Takes secrets, and objects that have one under a name. A text is refused here: PowerShell's own refusal would show it.
/// </summary>
/// <param name="name">The property that holds the secret.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretTransformationAttribute(string name) : ArgumentTransformationAttribute
{
    /// <summary>The property that holds the secret.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the command itself says what an empty secret means.</summary>
    public bool MayBeEmpty { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PlainTree.Base(inputData) is IEnumerable list and not (string or IDictionary) ? list.Cast<object?>().Select(One).ToArray() : One(inputData);

    private SecureString One(object? input) => PlainTree.Base(input) switch
    {
        SecureString secret when MayBeEmpty || secret.Length > 0 => secret,
        SecureString => throw new ArgumentTransformationMetadataException($"{Name}: must not be empty."),
        IDictionary table when PlainTree.Base(table[Name]) is SecureString { Length: > 0 } secret => secret,
        PSCustomObject when PlainTree.Base(PSObject.AsPSObject(input!).Properties[Name]?.Value) is SecureString { Length: > 0 } secret => secret,
        _ => throw new ArgumentTransformationMetadataException($"{Name}: takes a SecureString, as Read-Host -AsSecureString gives one."),
    };
}
