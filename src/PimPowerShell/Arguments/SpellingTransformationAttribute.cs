using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PimPowerShell.Arguments;

/// <summary>
/// Spells a value as the set of its parameter does. PowerShell takes such values in any case, and servers do not. What is
/// not in the set stays as it is: whether it is refused is not decided here.
/// </summary>
/// <param name="command">The class that declares the parameter.</param>
/// <param name="parameter">The parameter, which the compiler fills in.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SpellingTransformationAttribute(Type command, [CallerMemberName] string parameter = "") : ArgumentTransformationAttribute
{
    private IReadOnlyCollection<string>? _set;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        _set ??= ReadSet(command.GetProperty(parameter)!);
        return PlainTree.Unwrap(inputData) switch
        {
            string text => Spell(text),
            IList list => list.Cast<object?>().Select(item => PlainTree.Unwrap(item) is string text ? Spell(text) : item).ToArray(),
            _ => inputData,
        };
    }

    private string Spell(string text) => _set!.FirstOrDefault(one => one.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? text;

    private static IReadOnlyCollection<string> ReadSet(PropertyInfo property) =>
        property.GetCustomAttribute<ValidateSetAttribute>() is { } closed ? [.. closed.ValidValues]
        : property.GetCustomAttribute<ArgumentCompleterAttribute>() is { } open && Activator.CreateInstance(open.Type) is IKnownTexts known ? known.Texts
        : throw new InvalidOperationException($"{property.DeclaringType}.{property.Name} has no set.");
}
