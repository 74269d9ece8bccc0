using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>All categories, depth first. A subtree is a slice of this list.</summary>
internal sealed class CategoryTree
{
    private readonly List<StructureEntity> _nodes = [];
    private readonly Dictionary<string, Place> _places = new(StringComparer.OrdinalIgnoreCase);

    public CategoryTree(IEnumerable<StructureEntity> categories)
    {
        ILookup<string, StructureEntity> children = categories.OrderBy(category => category.Order)
            .ToLookup(category => category.Text("parent") ?? "", StringComparer.OrdinalIgnoreCase);
        AddChildren("", "", children);
    }

    public IReadOnlyList<StructureEntity> Nodes => _nodes;

    public bool Contains(string code) => _places.ContainsKey(code);

    /// <summary>A code as it is stored, given in any case.</summary>
    public string CodeOf(string code) => _nodes[_places[code].Start].Code;

    /// <summary>All descendants of a category, depth first, without itself.</summary>
    public IReadOnlyList<StructureEntity> Descendants(string code)
    {
        Place place = _places[code];
        return _nodes.GetRange(place.Start + 1, place.End - place.Start - 1);
    }

    /// <summary>Whether a category is another or lies below it.</summary>
    public bool IsWithin(string code, string ancestor) =>
        _places.TryGetValue(code, out Place? place) && _places.TryGetValue(ancestor, out Place? above)
        && place.Start >= above.Start && place.Start < above.End;

    public string RootOf(string code) => _places.TryGetValue(code, out Place? place) ? place.Root : "";

    /// <summary>The rank among siblings, beginning with 1.</summary>
    public int Position(string code) => _places[code].Position;

    private void AddChildren(string parent, string root, ILookup<string, StructureEntity> children)
    {
        int position = 0;
        foreach (StructureEntity child in children[parent])
        {
            string childRoot = root.Length == 0 ? child.Code : root;
            Place place = new(_nodes.Count, ++position, childRoot);
            _places[child.Code] = place;
            _nodes.Add(child);
            AddChildren(child.Code, childRoot, children);
            place.End = _nodes.Count;
        }
    }

    private sealed class Place(int start, int position, string root)
    {
        public int Start { get; } = start;

        public int End { get; set; }

        public int Position { get; } = position;

        public string Root { get; } = root;
    }
}
