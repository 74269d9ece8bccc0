using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Adds Path and Depth to categories, which name no more than their parents.</summary>
/// <param name="kind">The back end's categories.</param>
/// <param name="read">Reads all items of a query.</param>
internal sealed class CategoryPaths(PimResource kind, Func<PimQuery, List<PSObject>> read)
{
    private readonly Dictionary<string, Place> _places = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Ancestors that are not known yet are read, a level in one request.</summary>
    public void AddTo(IReadOnlyList<PSObject> categories)
    {
        Remember(categories);
        string[] unknown = [.. categories.Select(ParentOf).OfType<string>().Where(parent => !_places.ContainsKey(parent)).Distinct(StringComparer.OrdinalIgnoreCase)];
        ReadAncestors(unknown);
        foreach (PSObject category in categories)
        {
            Place place = _places[CodeOf(category)];
            category.Properties.Add(new PSNoteProperty("Path", kind.KeyIsPath ? place.Code : PathOf(place)));
            category.Properties.Add(new PSNoteProperty("Depth", Chain(place).Count() - 1));
        }
    }

    private static string CodeOf(PSObject item) => (string)item.Properties["Code"].Value;

    private static string? ParentOf(PSObject item) => item.Properties["Parent"]?.Value as string;

    private void Remember(IEnumerable<PSObject> items)
    {
        foreach (PSObject item in items)
        {
            _places[CodeOf(item)] = new Place(CodeOf(item), ParentOf(item));
        }
    }

    private void ReadAncestors(string[] codes)
    {
        while (codes.Length > 0)
        {
            List<PSObject> found = read(new PimQuery(kind) { Keys = codes, ByListOnly = true });
            Remember(found);
            // one that the user may not see ends the path there
            foreach (string code in codes.Where(code => !_places.ContainsKey(code)))
            {
                _places[code] = new Place(code, null);
            }

            codes = [.. found.Select(ParentOf).OfType<string>().Where(parent => !_places.ContainsKey(parent)).Distinct(StringComparer.OrdinalIgnoreCase)];
        }
    }

    private string PathOf(Place place) => string.Join("/", Chain(place).Reverse().Select(step => step.Code));

    private IEnumerable<Place> Chain(Place place)
    {
        for (Place? step = place; step is not null; step = step.Parent is null ? null : _places.TryGetValue(step.Parent, out Place? parent) ? parent : null)
        {
            yield return step;
        }
    }

    private sealed record Place(string Code, string? Parent);
}
