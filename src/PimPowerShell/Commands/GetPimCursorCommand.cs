using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands;

/// <summary>What lists that are read by cursor alone have in common.</summary>
public abstract class GetPimCursorCommand : GetPimResourceCommand
{
    /// <summary><para type="description">Begins behind this cursor, as a link of the server gave it.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public virtual object? SearchAfter { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        CheckPaging(nameof(SearchAfter), PagingStyle.Cursor);
    }

    internal override PimQuery ListQuery() => base.ListQuery() with { SearchAfter = CursorArgument.Read(SearchAfter, Kind) };
}
