using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Pims.Schema;

/// <summary>All categories at one moment.</summary>
internal sealed class CategoryTree
{
    private readonly Dictionary<int, PimsCategory> _byId;
    private readonly Dictionary<int, string> _paths = [];
    private readonly Dictionary<string, int> _byPath = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<int, PimsCategory> _children;

    public CategoryTree(IEnumerable<PimsCategory> categories)
    {
        _byId = categories.ToDictionary(category => category.Id);
        _children = _byId.Values.OrderBy(category => category.Order).ThenBy(category => category.Id).ToLookup(category => category.ParentId);
        foreach (PimsCategory category in _byId.Values)
        {
            string path = string.Join(PimsCategory.Separator, Line(category).Select(step => step.Name));
            _paths[category.Id] = path;
            _byPath[path] = category.Id;
        }
    }

    public IEnumerable<PimsCategory> All => Below(0);

    public PimsCategory? Find(int id) => _byId.TryGetValue(id, out PimsCategory? category) ? category : null;

    public string? PathOf(int id) => _paths.TryGetValue(id, out string? path) ? path : null;

    public string IdPathOf(PimsCategory category) => string.Join(PimsCategory.Separator, Line(category).Select(step => step.Id.ToString()));

    public int? FindPath(string path) => _byPath.TryGetValue(Normal(path), out int id) ? id : null;

    public IEnumerable<PimsCategory> ChildrenOf(int id) => _children[id];

    /// <summary>The categories below another, each before its own.</summary>
    public IEnumerable<PimsCategory> Below(int id) => _children[id].SelectMany(child => Below(child.Id).Prepend(child));

    /// <summary>The category itself and all below it.</summary>
    public HashSet<int> Subtree(int id) => [id, .. Below(id).Select(category => category.Id)];

    public static string[] Steps(string path) => [.. path.Split('>').Select(step => step.Trim())];

    private static string Normal(string path) => string.Join(PimsCategory.Separator, Steps(path));

    private List<PimsCategory> Line(PimsCategory category)
    {
        List<PimsCategory> line = [category];
        while (_byId.TryGetValue(line[0].ParentId, out PimsCategory? parent))
        {
            line.Insert(0, parent);
        }

        return line;
    }
}
