using System;
using System.Collections.Generic;

namespace PimPowerShell.Arguments;

/// <summary>Marks a parameter that is a field of what is written.</summary>
/// <param name="names">The field's names in the APIs, where they are not the parameter's own.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute(params string[] names) : Attribute
{
    /// <summary>The field's names in the APIs; empty for the parameter's own.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
