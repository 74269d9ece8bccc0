using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Generation;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Auth;

/// <summary>The keys of the instance.</summary>
internal sealed class PimsKeys
{
    private readonly object _gate = new();
    private readonly Dictionary<string, PimsKey> _keys = new(StringComparer.Ordinal);

    public PimsKeys()
    {
        Full = Add(Permissions.All).Value;
        PimsKey reader = Add(Permissions.User);
        ReadOnly = reader.Value;
        Put(reader with
        {
            Views = new Dictionary<string, string> { [ViewSeeds.Default] = "", [ViewSeeds.Web] = "" },
            DefaultView = ViewSeeds.Default,
        });
    }

    /// <summary>The key with all permissions and no view.</summary>
    public string Full { get; }

    /// <summary>The key that may look at the shop's side only.</summary>
    public string ReadOnly { get; }

    public PimsKey? Find(string? value)
    {
        lock (_gate)
        {
            return value is not null && _keys.TryGetValue(value, out PimsKey? key) ? key : null;
        }
    }

    /// <summary>A key that is known and has not expired.</summary>
    /// <exception cref="PimsException">There is none.</exception>
    public PimsKey Require(string? value) =>
        Find(value) is PimsKey key && key.Expires > DateTimeOffset.UtcNow ? key : throw new PimsException("API key is invalid or expired!");

    /// <summary>Puts a changed key in the place of what it was, and gives it; null when there is no such key.</summary>
    public PimsKey? Change(string value, Func<PimsKey, PimsKey> change)
    {
        lock (_gate)
        {
            return _keys.TryGetValue(value, out PimsKey? key) ? _keys[value] = change(key) : null;
        }
    }

    public PimsKey Add(Permissions permissions)
    {
        PimsKey key = new(Secrets.Hex(16), permissions);
        Put(key);
        return key;
    }

    private void Put(PimsKey key)
    {
        lock (_gate)
        {
            _keys[key.Value] = key;
        }
    }

    public bool Remove(string value)
    {
        lock (_gate)
        {
            return _keys.Remove(value);
        }
    }

    /// <summary>Takes a view from every key that has it.</summary>
    public void ForgetView(string name)
    {
        lock (_gate)
        {
            foreach (PimsKey key in _keys.Values.Where(key => key.Views.ContainsKey(name)).ToList())
            {
                PimsKey left = key.WithoutView(name);
                _keys[key.Value] = left with { DefaultView = left.DefaultView == name ? left.Views.Keys.FirstOrDefault() : left.DefaultView };
            }
        }
    }
}
