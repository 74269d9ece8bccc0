using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Rows;

/// <summary>The columns of all rows in their order: those of one field lie together, also when some come later.</summary>
internal sealed class RowColumnSet
{
    private readonly SortedDictionary<int, List<string>> _sections = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _names.Count;

    public IEnumerable<string> Names => _sections.Values.SelectMany(section => section);

    public bool Contains(string name) => _names.Contains(name);

    public void Add(int section, string name)
    {
        if (_names.Add(name))
        {
            if (!_sections.TryGetValue(section, out List<string>? names))
            {
                _sections[section] = names = [];
            }

            names.Add(name);
        }
    }
}
