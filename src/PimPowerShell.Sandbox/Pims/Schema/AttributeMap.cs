using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Pims.Schema;

/// <summary>An attribute under the name that a view gives it.</summary>
internal sealed record MappedAttribute(string Name, PimsAttribute Attribute, bool IsReadOnly, string? Default);

/// <summary>The attributes as a caller sees them: all under their own names, or those of a view under the view's.</summary>
internal sealed class AttributeMap
{
    private readonly Dictionary<string, MappedAttribute> _byName;
    private readonly Dictionary<string, string> _names;
    private readonly Lazy<string> _definition;

    public AttributeMap(AttributeTable table, PimsView? view)
    {
        View = view?.Name;
        All = view is null
            ? [.. table.All.Select(attribute => new MappedAttribute(attribute.Name, attribute, attribute.IsReadOnly, null))]
            : [.. Mapped(table, view)];
        _byName = All.ToDictionary(mapped => mapped.Name, StringComparer.Ordinal);
        _names = All.ToDictionary(mapped => mapped.Attribute.Name, mapped => mapped.Name, StringComparer.Ordinal);
        _definition = new Lazy<string>(() => DefinitionJson.Write(All));
    }

    public string? View { get; }

    public IReadOnlyList<MappedAttribute> All { get; }

    /// <summary>The definition block, as JSON.</summary>
    public string Definition => _definition.Value;

    public MappedAttribute? Find(string name) => _byName.TryGetValue(name, out MappedAttribute? mapped) ? mapped : null;

    /// <summary>The name that the caller knows an attribute by, or null when it is hidden from it.</summary>
    public string? NameOf(string attribute) => _names.TryGetValue(attribute, out string? name) ? name : null;

    private static IEnumerable<MappedAttribute> Mapped(AttributeTable table, PimsView view)
    {
        foreach (PimsAttribute attribute in table.All)
        {
            if (view.Attributes.TryGetValue(attribute.Name, out ViewAttribute? entry))
            {
                yield return new(entry.Name, attribute, attribute.IsReadOnly || entry.IsReadOnly, entry.Default);
            }
        }
    }
}
