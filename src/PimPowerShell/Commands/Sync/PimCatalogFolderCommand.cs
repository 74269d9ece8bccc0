using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Commands.Sync;

/// <summary>What writing a catalog to a folder, and reading one from it, have in common.</summary>
public abstract class PimCatalogFolderCommand : PimConnectedCmdlet
{
    /// <summary><para type="description">The folder.</para></summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary><para type="description">Only these kinds of things: Family, Product.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CatalogResourceCompleter))]
    public string[]? Include { get; set; }

    /// <summary><para type="description">All kinds of things but these.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CatalogResourceCompleter))]
    public string[] Exclude { get; set; } = [];

    /// <summary>The folder's path on the disk.</summary>
    internal string Folder => PathOf(Path, nameof(Path));

    /// <summary>The kinds of things that are wanted, in the order of writing.</summary>
    /// <exception cref="PimException">There is no such kind.</exception>
    internal IReadOnlyList<PimResource> Wanted() => CatalogPlan.Of(Provider, Include, Exclude);
}
