using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Arguments;

/// <summary>What names one item: a code, an identifier, a uuid, or an object that has one.</summary>
public sealed class PimIdentity
{
    private readonly IReadOnlyDictionary<string, string> _keys;

    private PimIdentity(string text, IReadOnlyDictionary<string, string> keys, object source)
    {
        Text = text;
        _keys = keys;
        Source = source;
    }

    /// <summary>The name as the caller gave it.</summary>
    public string Text { get; }

    /// <summary>What the caller gave: a string, or the whole object.</summary>
    internal object Source { get; }

    /// <summary>The key by which a resource knows this item.</summary>
    internal string KeyFor(PimResource resource) =>
        _keys.TryGetValue(resource.Key, out string? key) ? key
        : resource.ByOtherKey is { } other && _keys.TryGetValue(other.Key, out key) ? key
        : Text;

    /// <summary>The name as the caller gave it.</summary>
    public override string ToString() => Text;

    internal static PimIdentity From(object input)
    {
        object plain = input is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : input;
        switch (plain)
        {
            case PimIdentity identity:
                return identity;
            case string or Guid or int or long:
                string text = LanguagePrimitives.ConvertTo<string>(plain);
                return text.Length > 0
                    ? new PimIdentity(text, new Dictionary<string, string>(), text)
                    : throw new ArgumentTransformationMetadataException("An identity must not be empty.");
        }

        var keys = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in (string[])["uuid", "identifier", "code"])
        {
            if (Find(plain, name) is { Length: > 0 } value)
            {
                keys[name] = value;
            }
        }

        if (!keys.ContainsKey("identifier") && Find(plain, "sku") is { Length: > 0 } sku)
        {
            keys["identifier"] = sku;
        }

        string? best = new[] { "identifier", "code", "uuid" }.Where(keys.ContainsKey).Select(name => keys[name]).FirstOrDefault();
        return best is not null
            ? new PimIdentity(best, keys, input)
            : throw new ArgumentTransformationMetadataException("The object has no property Uuid, Identifier, Code or Sku with a value.");
    }

    private static string? Find(object item, string name)
    {
        object? value = item is IDictionary map
            ? map.Keys.Cast<object>().Where(key => string.Equals(key.ToString(), name, StringComparison.OrdinalIgnoreCase)).Select(key => map[key]).FirstOrDefault()
            : PSObject.AsPSObject(item).Properties[name]?.Value;
        return value is null ? null : LanguagePrimitives.ConvertTo<string>(value);
    }
}

/// <summary>Makes identities of strings, uuids and objects, one or many.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdentityTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object plain = inputData is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : inputData;
        return plain switch
        {
            null => throw new ArgumentTransformationMetadataException("An identity must not be null."),
            IEnumerable list and not (string or IDictionary) => list.Cast<object>().Select(item => PimIdentity.From(item ?? throw new ArgumentTransformationMetadataException("An identity must not be null."))).ToArray(),
            _ => new[] { PimIdentity.From(inputData) },
        };
    }
}
