using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>What is known of the fields of one kind of thing.</summary>
internal sealed class FieldNames
{
    private static readonly ConditionalWeakTable<PimResource, FieldNames> s_all = new();

    private readonly Dictionary<string, PimField> _fields;
    private readonly HashSet<string> _leftOut;
    private readonly Dictionary<string, string> _capitals;

    private FieldNames(PimResource resource)
    {
        _fields = resource.RowFields.ToDictionary(static field => field.Name);
        // what the module adds to every object, the links that the server adds, and what an item lies in, which is part of its address
        _leftOut = [.. resource.ReadOnlyFields, "_links", "provider", .. resource.PathNames.Where(name => !_fields.ContainsKey(name))];
        _capitals = _fields.Keys.Concat(resource.ReadOnlyFields).Where(static name => name.Any(char.IsUpper)).Distinct().ToDictionary(ApiName.ToSnake);
    }

    public static FieldNames Of(PimResource resource) => s_all.GetValue(resource, static resource => new FieldNames(resource));

    public bool HaveCapitals => _capitals.Count > 0;

    public bool IsLeftOut(string name) => _leftOut.Contains(name);

    public PimField? Find(string name) => _fields.TryGetValue(name, out PimField? field) ? field : null;

    public string Spell(string name) => _capitals.TryGetValue(name, out string? spelled) ? spelled : name;
}
