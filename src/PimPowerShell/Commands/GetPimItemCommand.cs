using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>What the lists of products, of product models and of published products have in common.</summary>
public abstract class GetPimItemCommand : GetPimPagedCommand
{
    // the parameter, where a kind of thing has it
    private const string Measurements = "ConvertMeasurements";

    private readonly FoundItems _unconverted = new();

    /// <summary><para type="description">Only items of these families.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Family")]
    [ArgumentCompleter(typeof(FamilyCompleter))]
    public string[]? Family { get; set; }

    /// <summary><para type="description">Only items in these categories; with -Recurse, in those below them too.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Category")]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string[]? Category { get; set; }

    /// <summary><para type="description">Takes the categories below -Category too.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Recurse { get; set; }

    /// <summary><para type="description">Only items whose parents are these product models. For products, one code finds all variants below it, however deep; several find direct children.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("ProductModel", "Product")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string[]? Parent { get; set; }

    /// <summary><para type="description">Only items that changed after this time. The server compares in its own time zone; UTC is sent, which is that of the SaaS edition.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public DateTimeOffset? UpdatedSince { get; set; }

    /// <summary><para type="description">Begins behind this cursor, as a link of the server gave it; of a list by uuid, behind this product.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? SearchAfter { get; set; }

    /// <summary><para type="description">How the server pages: SearchAfter has no limit; Page ends at 10,000 items.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [SpellingTransformation(typeof(GetPimItemCommand))]
    [ValidateSet("SearchAfter", "Page")]
    public string PaginationType { get; set; } = "SearchAfter";

    /// <summary><para type="description">Only the values of these attributes are read.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Attribute")]
    [ArgumentCompleter(typeof(AttributeCompleter))]
    [Alias("Attributes")]
    public string[]? Attribute { get; set; }

    /// <summary><para type="description">Only the values in these locales, and those that have none, are read.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Locale")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    [Alias("Locales")]
    public string[]? Locale { get; set; }

    /// <summary><para type="description">Only the values of this channel, and those that have none, are read; and, of a list, only items in the channel's category tree.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Channel")]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    [Alias("Scope")]
    public string? Channel { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Recurse && Category is null)
        {
            ThrowTerminatingError(PimErrors.Input("-Recurse needs -Category.", null));
        }

        CheckPaging(nameof(SearchAfter), PagingStyle.SearchAfter);
        CheckPaging(nameof(PaginationType), PagingStyle.SearchAfter);
        if (StartPage > 1 && Kind.Paging == PagingStyle.SearchAfter && PaginationType != "Page")
        {
            ThrowTerminatingError(PimErrors.Input("-StartPage needs -PaginationType Page.", StartPage));
        }

        if (SearchAfter is not null && PaginationType == "Page")
        {
            ThrowTerminatingError(PimErrors.Input("-SearchAfter and -PaginationType Page exclude each other.", null));
        }
    }

    internal override PimQuery ListQuery() => base.ListQuery() with { ByPageNumber = PaginationType == "Page", SearchAfter = CursorArgument.Read(SearchAfter, Kind) };

    /// <summary>
    /// A list with a channel leaves out what lies outside the channel's category tree. What is asked for by its key is read
    /// all the same: by itself where that takes the channel, else without it, and what the server would have left out of its
    /// values is left out here.
    /// </summary>
    internal override void FindLeftOut(IReadOnlyList<string> keys, FoundItems found)
    {
        if (Channel is null)
        {
            return;
        }

        PimQuery query = Query(keys);
        if (query.Options.Keys.All(Kind.ReadOptions.Contains))
        {
            foreach (string key in keys)
            {
                found.Add(Items(query with { Keys = [key] }));
            }

            return;
        }

        PimQuery anywhere = query with { Options = query.Options.Where(option => ApiName.ToParameter(option.Key) is not (nameof(Channel) or Measurements)).ToDictionary(option => option.Key, option => option.Value) };
        PSObject[] outside = [.. Items(anywhere)];
        if (IsSet(Measurements))
        {
            _unconverted.Add(outside);
        }
        else if (outside.Length > 0)
        {
            found.Add(outside);
            var values = new ChannelValues(Channel, Kind.ChannelField, Locale is null ? Wait(Provider.Metadata.GetPlacesAsync(Context())) : null);
            foreach (PSObject item in outside)
            {
                values.Keep(item);
            }
        }
    }

    internal override ErrorRecord NotFound(PimIdentity identity) => !_unconverted.Has(identity.KeyFor(Kind)) ? base.NotFound(identity)
        : PimErrors.Input($"ConvertMeasurements: {Words} '{identity.Text}' lies outside the category tree of channel '{Channel}', and the server converts measurements within it alone. Leave out -ConvertMeasurements.", identity.Source);

    internal override IEnumerable<PimCriterion> Criteria()
    {
        if (Family is not null)
        {
            yield return PimCriteria.InFamilies(Family);
        }

        if (Category is not null)
        {
            yield return PimCriteria.InCategories(Category, orBelow: Recurse);
        }

        if (Parent is not null)
        {
            yield return PimCriteria.VariantsOf(Kind, Parent);
        }

        if (UpdatedSince is { } time)
        {
            yield return PimCriteria.ChangedSince(time);
        }
    }
}
