using System;
using System.Linq;
using System.Threading;
using PimPowerShell.Sandbox.Pims.Generation;

namespace PimPowerShell.Sandbox.Pims.Schema;

/// <summary>The categories. Reading gives the state of one moment; writers take their turns.</summary>
internal sealed class CategoryStore
{
    private readonly object _gate = new();
    private volatile CategoryTree _tree = new(CategorySeeds.All);
    private volatile int _version;
    private int _lastId = CategorySeeds.All.Max(category => category.Id);

    public CategoryTree Tree => _tree;

    public int Version => _version;

    /// <summary>An id that no category has or had: products may still hold the id of one that was deleted.</summary>
    public int NewId() => Interlocked.Increment(ref _lastId);

    /// <summary>Puts a changed tree in the place of what it was, and gives it.</summary>
    public CategoryTree Change(Func<CategoryTree, CategoryTree> change)
    {
        lock (_gate)
        {
            CategoryTree tree = change(_tree);
            _tree = tree;
            _version++;
            return tree;
        }
    }
}
