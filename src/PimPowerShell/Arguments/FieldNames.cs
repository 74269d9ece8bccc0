using System;
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
    private readonly Dictionary<string, string> _spellings;

    private FieldNames(PimResource resource)
    {
        _fields = resource.RowFields.ToDictionary(static field => field.Name);
        // what the module adds to every object, the links that the server adds, and what an item lies in, which is part of its address
        _leftOut = [.. resource.ReadOnlyFields, "_links", "provider", .. resource.PathNames.Where(name => !_fields.ContainsKey(name))];
        _spellings = _fields.Keys.Concat(resource.ReadOnlyFields).Where(static name => name.Any(char.IsUpper)).Distinct().ToDictionary(ApiName.ToSnake);
        foreach (PimField field in _fields.Values)
        {
            string parameter = field.Parameter ?? Singular(field.Name);
            if (!_fields.ContainsKey(parameter) && !resource.ReadOnlyFields.Contains(parameter) && !resource.PathNames.Contains(parameter))
            {
                _spellings[parameter] = field.Name;
            }
        }
    }

    public static FieldNames Of(PimResource resource) => s_all.GetValue(resource, static resource => new FieldNames(resource));

    public bool IsLeftOut(string name) => _leftOut.Contains(name);

    public PimField? Find(string name) => _fields.TryGetValue(name, out PimField? field) ? field : null;

    /// <summary>
    /// The API's name: some have capitals within, which no property of an object can tell, and those of lists and tables are
    /// plural, where parameters are singular.
    /// </summary>
    public string Spell(string name) => _spellings.TryGetValue(name, out string? spelled) ? spelled : name;

    private static string Singular(string name) => name.EndsWith("ies", StringComparison.Ordinal) ? name.Substring(0, name.Length - 3) + "y"
        : name.EndsWith("s", StringComparison.Ordinal) ? name.Substring(0, name.Length - 1) : name;
}
