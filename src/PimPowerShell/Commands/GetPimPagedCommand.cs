using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands;

/// <summary>What lists whose pages have numbers have in common.</summary>
public abstract class GetPimPagedCommand : GetPimResourceCommand
{
    /// <summary><para type="description">The page to begin with, from 1. How many items are on a page -PageSize says, else it is 100.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("Page")]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int StartPage { get; set; } = 1;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        CheckPaging(nameof(StartPage), PagingStyle.Page, PagingStyle.SearchAfter);
    }

    internal override PimQuery ListQuery() => base.ListQuery() with { StartPage = StartPage };
}
