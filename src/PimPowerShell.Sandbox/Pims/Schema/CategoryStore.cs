using System;
using PimPowerShell.Sandbox.Pims.Generation;

namespace PimPowerShell.Sandbox.Pims.Schema;

/// <summary>The categories. Reading gives the state of one moment; writers take their turns.</summary>
internal sealed class CategoryStore
{
    private readonly object _gate = new();
    private volatile CategoryTree _tree = new(CategorySeeds.All);
    private volatile int _version;

    public CategoryTree Tree => _tree;

    public int Version => _version;

    public void Change(Func<CategoryTree, CategoryTree> change)
    {
        lock (_gate)
        {
            _tree = change(_tree);
            _version++;
        }
    }
}
