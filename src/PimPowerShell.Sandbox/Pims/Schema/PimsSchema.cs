using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Pims.Auth;
using PimPowerShell.Sandbox.Pims.Generation;

namespace PimPowerShell.Sandbox.Pims.Schema;

/// <summary>Attributes and views. Reading gives the state of one moment; writers take their turns.</summary>
internal sealed class PimsSchema
{
    private readonly object _gate = new();
    private readonly Dictionary<string, AttributeMap> _maps = new(StringComparer.Ordinal);
    private volatile int _version;
    private volatile AttributeTable _attributes = new(AttributeSeeds.All());
    private volatile IReadOnlyDictionary<string, PimsView> _views;

    public PimsSchema() => _views = ViewSeeds.All(_attributes).ToDictionary(view => view.Name, StringComparer.Ordinal);

    public AttributeTable Attributes => _attributes;

    /// <summary>Rises with every change.</summary>
    public int Version => _version;

    public IReadOnlyDictionary<string, PimsView> Views => _views;

    /// <summary>
    /// What a key sees. A view that it does not have is not refused: its default view applies, and without one
    /// all attributes. Managers may name any view of the dictionary.
    /// </summary>
    public AttributeMap MapFor(PimsKey key, string? apiView)
    {
        bool isManager = (key.Permissions & (Permissions.Manager | Permissions.Security)) != 0;
        bool isTheirs = apiView is not null && (key.Views.ContainsKey(apiView) || isManager) && _views.ContainsKey(apiView);
        string? name = isTheirs ? apiView : key.DefaultView;
        lock (_gate)
        {
            string cached = name ?? "";
            if (!_maps.TryGetValue(cached, out AttributeMap? map))
            {
                PimsView? view = name is not null && _views.TryGetValue(name, out PimsView? found) ? found : null;
                _maps[cached] = map = new AttributeMap(_attributes, view);
            }

            return map;
        }
    }

    public void Change(Func<AttributeTable, AttributeTable> change)
    {
        lock (_gate)
        {
            _attributes = change(_attributes);
            _maps.Clear();
            _version++;
        }
    }

    public void ChangeViews(Action<Dictionary<string, PimsView>> change)
    {
        lock (_gate)
        {
            Dictionary<string, PimsView> views = _views.ToDictionary(view => view.Key, view => view.Value, StringComparer.Ordinal);
            change(views);
            _views = views;
            _maps.Clear();
            _version++;
        }
    }
}
