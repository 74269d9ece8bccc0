using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Reads categories, single ones or trees; parents come before their children.</summary>
[Cmdlet(VerbsCommon.Get, "PimCategory", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Category")]
public sealed class GetPimCategoryCommand : GetPimPagedCommand
{
    private CategoryPaths? _paths;

    /// <summary><para type="description">Only the roots of the trees.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Root { get; set; }

    /// <summary><para type="description">Only the children of this category; with -Recurse, everything below it.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Category")]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string? Parent { get; set; }

    /// <summary><para type="description">With -Identity: that category and everything below it. With -Parent: everything below it.</para></summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary><para type="description">Shows the categories as a tree. The objects are the same.</para></summary>
    [Parameter]
    public SwitchParameter AsTree { get; set; }

    /// <summary><para type="description">Only categories that changed after this time.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public DateTimeOffset? UpdatedSince { get; set; }

    /// <summary><para type="description">Adds each category's rank among its siblings, from 1.</para></summary>
    [Parameter]
    public SwitchParameter WithPosition { get; set; }

    /// <summary><para type="description">Adds the values of the category's own attributes.</para></summary>
    [Parameter]
    public SwitchParameter WithEnrichedAttributes { get; set; }

    internal override string Noun => "Category";

    // the server's filter by parent finds the whole subtree
    internal override Func<PSObject, bool>? Wanted =>
        Parent is null || Recurse ? null : item => string.Equals(item.Properties["Parent"]?.Value as string, Parent, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads each category with what is below it, one after the other.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != IdentitySet || !Recurse)
        {
            base.ProcessRecord();
            return;
        }

        foreach (PimIdentity identity in Identity.TakeWhile(_ => !IsFull))
        {
            ForItem(identity.Source, () =>
            {
                string code = identity.KeyFor(Kind);
                PSObject? top = Items(Query([code])).FirstOrDefault();
                if (top is null)
                {
                    WriteError(PimErrors.NotFound(Noun, identity.Text, identity.Source));
                    return;
                }

                PimQuery below = Query(null).With([PimCriteria.Below(code)]) with { PageSize = PageSize };
                WriteItems(Enumerable.Repeat(top, 1).Concat(Items(below)));
            });
        }
    }

    internal override IEnumerable<PimCriterion> Criteria()
    {
        // all that lies below the roots, and these, is everything
        if (Root && !Recurse)
        {
            yield return PimCriteria.Root();
        }

        if (Parent is not null)
        {
            yield return PimCriteria.Below(Parent);
        }

        if (UpdatedSince is { } time)
        {
            yield return PimCriteria.ChangedSince(time);
        }
    }

    internal override void Complete(IReadOnlyList<PSObject> items)
    {
        (_paths ??= new CategoryPaths(Kind, ReadAll)).AddTo(items);
        if (AsTree)
        {
            foreach (PSObject item in items)
            {
                item.TypeNames.Insert(0, "PimPowerShell.Category#Tree");
            }
        }
    }
}
