using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>The base of all cmdlets that read a kind of thing: by identity, or as a list, page by page.</summary>
public abstract class GetPimResourceCommand : PimResourceCommand
{
    /// <summary>The parameter set of lists.</summary>
    protected const string ListSet = "List";

    /// <summary>The parameter set of items asked for by their keys.</summary>
    protected const string IdentitySet = "Identity";

    // what one request can ask for
    private const int IdentityChunk = 100;

    private readonly List<PimIdentity> _identities = [];
    private IItemConverter? _converter;
    private WantedRange? _range;

    /// <summary><para type="description">The items wanted: codes, or objects that have one.</para></summary>
    [Parameter(Position = 0, ParameterSetName = IdentitySet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Uuid", "Identifier", "Code", "Sku", "Id")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(IdentityCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">What to search for: tables of properties or attributes, conditions of New-PimFilter, the search in the API's own JSON; several of these must all hold. See about_PimPowerShell_Filters.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FilterTableCompleter))]
    public virtual object? Filter { get; set; }

    /// <summary><para type="description">Items in one request: 1 to 100 for Akeneo, 1 to 500 for PIMS.</para></summary>
    [Parameter]
    [ValidateRange(1, 500)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int PageSize { get; set; } = 100;

    internal sealed override string Deed => "read";

    internal sealed override bool IsServedBy(PimResource resource) => true;

    /// <summary>Whether the items lie in another one, which each input may name anew.</summary>
    internal virtual bool IsNested => Kind.PathNames.Any();

    /// <summary>Fails before anything is sent when the back end cannot do what a parameter asks for.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        PimResource kind = Kind;
        string? foreign = KnownOptions.Of(Noun).FirstOrDefault(option =>
            IsBound(ApiName.ToParameter(option)) && !kind.ListOptions.Contains(option) && !kind.ReadOptions.Contains(option)
            && !kind.PathNames.Contains(ApiName.ToSnake(ApiName.ToParameter(option))));
        if (foreign is not null)
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, $"option -{ApiName.ToParameter(foreign)} for {kind.Noun} (addressed by {kind.Key})",
                kind.ListOptions.Count == 0 ? "It has none here." : $"It has {string.Join(", ", kind.ListOptions.Select(option => "-" + ApiName.ToParameter(option)))}."));
        }

        if (PageSize > kind.MaximumPageSize)
        {
            ThrowTerminatingError(PimErrors.Input($"PageSize: {Provider.Name} takes {kind.MaximumPageSize} at most.", PageSize));
        }
    }

    /// <summary>Fails before anything is sent when a parameter about pages is given and this back end's lists are paged otherwise.</summary>
    internal void CheckPaging(string parameter, params PagingStyle[] styles)
    {
        if (IsBound(parameter) && Array.IndexOf(styles, Kind.Paging) < 0)
        {
            string how = Kind.Paging switch
            {
                PagingStyle.None => "One answer holds all",
                PagingStyle.Page => "It pages by number",
                _ => "It pages by cursor",
            };
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, $"-{parameter} for {Words}", $"{how}; leave out -{parameter}."));
        }
    }

    /// <summary>Gathers identities, so that many take few requests.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != IdentitySet)
        {
            if (IsNested && (!IsFull || PagingParameters.First == 0))
            {
                ForItem(Owner(), () => WriteList(ListQuery()));
            }

            return;
        }

        foreach (PimIdentity identity in Identity)
        {
            if (identity.IsAction)
            {
                ForItem(identity.Source, () => Gather(identity.ItemsOfAction(Kind)));
            }
            else if (identity.IsRead("WorkflowTask"))
            {
                ForItem(identity.Source, () => Gather([identity.About(Kind).Of(Kind)]));
            }
            else
            {
                ForItem(identity.Source, () => Gather([identity.Of(Kind)]));
            }
        }

        if (IsNested)
        {
            ReadIdentities();
        }
    }

    private void Gather(IEnumerable<PimIdentity> identities)
    {
        foreach (PimIdentity identity in identities)
        {
            _identities.Add(identity);
            if (_identities.Count == IdentityChunk)
            {
                ReadIdentities();
            }
        }
    }

    /// <summary>Reads the list, or the identities that are left.</summary>
    protected override void EndProcessing()
    {
        if (ParameterSetName == IdentitySet)
        {
            ReadIdentities();
        }
        else if (!IsNested)
        {
            ForAll(() => WriteList(ListQuery()));
        }
    }

    /// <summary>Conditions that the cmdlet's own parameters stand for.</summary>
    internal virtual IEnumerable<PimCriterion> Criteria() => [];

    /// <summary>Which of the items read are to be written; null for all, which lets -First bound the requests.</summary>
    internal virtual Func<PSObject, bool>? Wanted => null;

    /// <summary>The error for an item that is not there.</summary>
    internal virtual ErrorRecord NotFound(PimIdentity identity) => PimErrors.NotFound(Kind.Noun, identity.Text, identity.Source);

    /// <summary>The server's options that the cmdlet's parameters stand for.</summary>
    internal virtual Dictionary<string, string> Options() => BoundOptions(Kind.ListOptions.Union(Kind.ReadOptions));

    internal virtual PimQuery ListQuery() => Query(null);

    internal PimQuery Query(IReadOnlyList<string>? keys)
    {
        (List<PimCondition> conditions, List<string> searches) = FilterArgument.Read(Filter, Kind.Noun);
        Dictionary<string, string> options = Options();
        var query = new PimQuery(Kind)
        {
            Keys = keys,
            PathValues = PathValues(),
            Search = searches.FirstOrDefault(),
            MoreSearches = [.. searches.Skip(1)],
            Options = options,
            PageSize = keys is null ? FittingPageSize() : PageSize,
        };
        IReadOnlyList<PimCriterion> criteria = Filter is null ? [] : Wait(Provider.ReadFilterAsync(query, conditions, Context()));
        return query with { Criteria = [.. criteria, .. Criteria()], Options = WithIdentifier(options) };
    }

    /// <summary>Writes the items of a query as they come.</summary>
    internal void WriteList(PimQuery query)
    {
        if (PagingParameters.IncludeTotalCount)
        {
            long? total = Wait(Provider.CountAsync(query, Context()));
            WriteObject(PagingParameters.NewTotalCount((ulong)(total ?? 0), total is null || Wanted is not null ? 0.0 : 1.0));
        }

        if (!IsFull)
        {
            foreach (List<PSObject> items in Pages(query, MostPages(query.PageSize)))
            {
                WriteItems(items);
                if (IsFull)
                {
                    return;
                }
            }
        }
    }

    private WantedRange Range => _range ??= new WantedRange(PagingParameters);

    /// <summary>Whether -First has been reached.</summary>
    internal bool IsFull => Range.IsFull;

    /// <summary>Writes items as far as -Skip and -First want them; what is not wanted is not asked for.</summary>
    [MethodImpl(Jit.Hot)]
    internal void WriteItems(IEnumerable<PSObject> items)
    {
        WantedRange range = Range;
        foreach (PSObject item in items)
        {
            if (range.Take())
            {
                WriteObject(item);
                if (range.IsFull)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Every item of a query. Leaving the loop early stops the requests.</summary>
    internal IEnumerable<PSObject> Items(PimQuery query) => Pages(query, long.MaxValue).SelectMany(page => page);

    /// <summary>The items of a query, a page at a time.</summary>
    private IEnumerable<List<PSObject>> Pages(PimQuery query, long mostPages)
    {
        IItemConverter converter = ConverterFor(query);
        using var pages = new PageReader(Provider.Read(query), Context(), mostPages, readsAhead: !HasServersPageSize || Wanted is not null || Range.Count is null);
        while (Wait(pages.ReadAsync()) is { } page)
        {
            List<PSObject> items = ReadItems(page, converter);
            Complete(items);
            yield return Wanted is { } wanted ? items.FindAll(item => wanted(item)) : items;
        }
    }

    private IItemConverter ConverterFor(PimQuery query) =>
        query.PathValues.Count > 0 ? Converter(query.Resource, query.PathValues) : _converter ??= Converter(query.Resource, query.PathValues);

    /// <summary>Looks for items that a list of keys leaves out although they are there.</summary>
    internal virtual void FindLeftOut(IReadOnlyList<string> keys, FoundItems found)
    {
    }

    /// <summary>A product that is addressed by uuid has its identifier among its values, and shows it whatever is asked for.</summary>
    private Dictionary<string, string> WithIdentifier(Dictionary<string, string> options)
    {
        if (Kind.ByOtherKey is not null && options.TryGetValue("attributes", out string? attributes)
            && IdentifierAttribute() is { } identifier
            && !attributes.Split(',').Contains(identifier))
        {
            options["attributes"] = attributes + "," + identifier;
        }

        return options;
    }

    /// <summary>No more pages than the caller can use, unless some items are left out here.</summary>
    private long MostPages(int pageSize) =>
        Wanted is not null || HasServersPageSize || Range.Count is not { } count ? long.MaxValue : (count + pageSize - 1) / pageSize;

    /// <summary>Whether the server alone knows how many items a page has.</summary>
    private bool HasServersPageSize => Kind is { Paging: PagingStyle.Cursor, TakesPageSize: false };

    /// <summary>A page no larger than all that the caller can use. The number of a page means nothing without a size that is known.</summary>
    private int FittingPageSize() =>
        Wanted is null && !IsBound(nameof(PageSize)) && !IsBound(nameof(GetPimPagedCommand.StartPage)) && Range.Count is { } count and > 0 and < 100 ? (int)count : PageSize;

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private void ReadIdentities()
    {
        if (_identities.Count == 0 || IsFull)
        {
            _identities.Clear();
            return;
        }

        PimIdentity[] asked = [.. _identities];
        _identities.Clear();
        string[] keys = [.. asked.Select(identity => identity.KeyFor(Kind))];
        var found = new FoundItems();
        ForItem(asked.Length == 1 ? asked[0].Source : asked.Select(identity => identity.Text).ToArray(), () =>
        {
            found.Add(Items(Query(keys)));
            if (Kind.ByOtherKey is { } other && keys.Where(key => !found.Has(key) && Guid.TryParse(key, out _)).ToArray() is { Length: > 0 } missing)
            {
                // an identifier may look like a uuid
                found.Add(Items(Query(null).With([new PimCriterion(other.Key, "IN", missing)])));
            }

            if (keys.Where(key => !found.Has(key)).ToArray() is { Length: > 0 } leftOut)
            {
                FindLeftOut(leftOut, found);
            }

            foreach ((PimIdentity identity, string key) in asked.Zip(keys, (identity, key) => (identity, key)))
            {
                if (found.Find(key) is { } item)
                {
                    if (!IsFull)
                    {
                        WriteItems([item]);
                    }
                }
                else
                {
                    WriteError(NotFound(identity));
                }
            }
        });
    }
}
