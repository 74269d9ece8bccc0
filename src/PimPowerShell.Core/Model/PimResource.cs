using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model.Rules;

namespace PimPowerShell.Core.Model;

/// <summary>
/// One kind of thing that a back end keeps, as data. Cmdlets, completers, the conformance tests and the coverage
/// page of the documentation read it.
/// </summary>
public sealed class PimResource
{
    private const string Identifier = "identifier";

    /// <summary>The noun, as in the cmdlets' names: <c>Product</c>.</summary>
    public required string Noun { get; init; }

    /// <summary>The editions that have it.</summary>
    public PimEditions Editions { get; init; } = PimEditions.All;

    /// <summary>Those of them that delete it, where it can be deleted at all.</summary>
    public PimEditions DeletedIn { get; init; } = PimEditions.All;

    /// <summary>Whether it is an app's own: no other login may see it.</summary>
    public bool IsOfApp { get; init; }

    /// <summary>The path below the API's root; <c>{name}</c> stands for the key of what it lies in.</summary>
    public required string Path { get; init; }

    /// <summary>The path of single items, where it is not that of the list; with the key at its end, or where its name stands in braces.</summary>
    public string? ItemPath { get; init; }

    /// <summary>The path of one list of all of them, whatever they lie in, which is an option of that list; null where there is none.</summary>
    public string? AcrossPath { get; init; }

    /// <summary>How the list is searched where the search is too long for an address; null where there is no such way.</summary>
    public LongSearch? LongSearch { get; init; }

    /// <summary>The field that identifies an item.</summary>
    public string Key { get; init; } = "code";

    /// <summary>How the list is paged.</summary>
    public PagingStyle Paging { get; init; } = PagingStyle.Page;

    /// <summary>For lists by cursor only: whether they take <c>limit</c> all the same.</summary>
    public bool TakesPageSize { get; init; }

    /// <summary>Whether a list in pages takes <c>with_count</c>, and then says how many items there are.</summary>
    public bool TakesCount { get; init; } = true;

    /// <summary>The method that changes an item.</summary>
    public string WriteMethod { get; init; } = "PATCH";

    /// <summary>The most items that a page may have.</summary>
    public int MaximumPageSize { get; init; } = 100;

    /// <summary>How items are written in bulk.</summary>
    public BatchStyle Batch { get; init; }

    /// <summary>What else can be done with it.</summary>
    public ResourceVerbs Verbs { get; init; } = ResourceVerbs.Read;

    /// <summary>What can be done besides, by the verbs of the cmdlets.</summary>
    public IReadOnlyDictionary<string, PimAction> Actions { get; init; } = new Dictionary<string, PimAction>();

    /// <summary>The query options of the list that are not paging and not <c>search</c>.</summary>
    public IReadOnlyList<string> ListOptions { get; init; } = [];

    /// <summary>Options of the list without which it leaves out what a write may have.</summary>
    public IReadOnlyDictionary<string, string> WholeItemOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>Options of the list without which it leaves out items.</summary>
    public IReadOnlyDictionary<string, string> WholeListOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>The query options of reading one item.</summary>
    public IReadOnlyList<string> ReadOptions { get; init; } = [];

    /// <summary>The query options of a write.</summary>
    public IReadOnlyList<string> WriteOptions { get; init; } = [];

    /// <summary>What the list can be searched by, with the operators; empty when it cannot.</summary>
    public IReadOnlyDictionary<string, string[]> Filters { get; init; } = new Dictionary<string, string[]>();

    /// <summary>What it can be searched by besides in <see cref="PimEditions.Hosted"/> alone, with the operators.</summary>
    public IReadOnlyDictionary<string, string[]> HostedFilters { get; init; } = new Dictionary<string, string[]>();

    /// <summary>
    /// What conditions have besides where <c>and</c> and <c>or</c> combine them, with the operators, in
    /// <see cref="PimEditions.Hosted"/> alone; empty where nothing combines them.
    /// </summary>
    public IReadOnlyDictionary<string, string[]> CombinedFilters { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Those of <see cref="Filters"/> that take one condition, rather than a list of them.</summary>
    public IReadOnlyList<string> LoneFilters { get; init; } = [];

    /// <summary>The kind of thing that says which attributes these items have; null for the catalog's, or none.</summary>
    public string? AttributeNoun { get; init; }

    /// <summary>What the channel of a value or of a condition is called.</summary>
    public string ChannelField { get; init; } = "scope";

    /// <summary>True when attribute codes are filters too.</summary>
    public bool FiltersByAttribute { get; init; }

    /// <summary>How dates are written in filters.</summary>
    public FilterDateStyle FilterDates { get; init; } = FilterDateStyle.Iso;

    /// <summary>
    /// Its place in the order in which the kinds of things of a catalog are written: what others refer to comes before
    /// them. 0 for what is no part of a catalog.
    /// </summary>
    public int WriteOrder { get; init; }

    /// <summary>The fields by which an item refers to others, besides what it lies in.</summary>
    public IReadOnlyList<PimReference> References { get; init; } = [];

    /// <summary>The fields that a write may have, the key among them; empty where no cmdlet writes it field by field.</summary>
    public IReadOnlyList<PimField> Fields { get; init; } = [];

    /// <summary>The fields of an item as a row has them: <see cref="Fields"/>, but for what no cmdlet writes field by field.</summary>
    public IReadOnlyList<PimField> RowFields
    {
        get => field.Count > 0 ? field : Fields;
        init;
    } = [];

    /// <summary>The fields that add categories to those of an item and take some away; null where a write has the whole list alone.</summary>
    public CategoryChangeFields? CategoryChanges { get; init; }

    /// <summary>Those of <see cref="Fields"/> that a new item must have.</summary>
    public IReadOnlyList<string> RequiredFields { get; init; } = [];

    /// <summary>Those of <see cref="Fields"/> that stay as they were when the item was made.</summary>
    public IReadOnlyList<string> ImmutableFields { get; init; } = [];

    /// <summary>Parts of <see cref="Fields"/> that stay as they were, deeper than a whole field.</summary>
    internal IReadOnlyList<KeptPart> KeptParts { get; init; } = [];

    /// <summary>What must hold of the fields of a write, as far as it can be told from them alone.</summary>
    internal IReadOnlyList<PimRule> Rules { get; init; } = [];

    /// <summary>What a line is held against, as the above say.</summary>
    internal ResourceNeeds Needs => field ??= new ResourceNeeds(this);

    /// <summary>Fields that the server makes: stripped before a write.</summary>
    public IReadOnlyList<string> ReadOnlyFields { get; init; } = [];

    /// <summary>First-level fields that hold the code of a file, which is each server's own.</summary>
    public IReadOnlyList<string> FileFields { get; init; } = [];

    /// <summary>Where the files of its items are kept.</summary>
    public MediaKind FileKind { get; init; } = MediaKind.Product;

    /// <summary>First-level fields that hold a time.</summary>
    public IReadOnlyList<string> DateFields { get; init; } = ["created", "updated"];

    /// <summary>The names in braces in <see cref="Path"/>.</summary>
    public IEnumerable<string> PathNames =>
        Path.Split('/').Where(part => part.StartsWith("{", StringComparison.Ordinal)).Select(part => part.Trim('{', '}'));

    /// <summary>The filter that finds items by their keys, where it is not named as the key is.</summary>
    public string? KeyFilter { get; init; }

    /// <summary>Whether the list can be searched for several keys at once.</summary>
    public bool FindsKeys => Filters.TryGetValue(KeyFilter ?? Key, out string[]? operators) && operators.Contains("IN");

    /// <summary>The filter by the time at which an item was made, which never changes; null where the list cannot be searched so.</summary>
    public string? CreationFilter => Filters.TryGetValue("created", out string[]? operators) && operators.Contains("<") && operators.Contains(">") ? "created" : null;

    /// <summary>Whether the list has a few pages at most, so that it is read sooner than some of its items one by one.</summary>
    public bool IsShort
    {
        get => field || Paging == PagingStyle.None;
        init;
    }

    /// <summary>Whether many items can be read by their keys at once.</summary>
    public bool ReadsManyKeys
    {
        get => field || FindsKeys;
        init;
    }

    /// <summary>The field, and the filter, of the time at which an item changed last; null where the list cannot be searched so.</summary>
    public string? ChangedField => Filters.TryGetValue("updated", out string[]? operators) && operators.Contains(">") ? "updated" : null;

    /// <summary>Whether what changed is found by reading and comparing all of them, where the list cannot be searched for it.</summary>
    public bool IsComparedWhole { get; init; }

    /// <summary>Whether a history keeps what is written of it. Nothing in such an item is a secret.</summary>
    public bool KeepsHistory { get; init; }

    /// <summary>The option of the list that names the attributes whose values it gives; null where it gives all.</summary>
    public string? AttributesOption => ListOptions.Contains("attributes") ? "attributes" : null;

    /// <summary>What the kind of thing that these items lie in can be searched by for those that have any; empty for all.</summary>
    public IReadOnlyList<PimCriterion> OwnerCriteria { get; init; } = [];

    /// <summary>The kind of thing above an item, its parent, whose values, categories and associations a read shows with the item's own; null for none.</summary>
    public string? InheritsFrom { get; init; }

    /// <summary>The field that names that; null where nothing is above an item.</summary>
    internal string? ParentField => InheritsFrom is null ? null : References.FirstOrDefault(reference => reference.Noun == InheritsFrom)?.Field;

    /// <summary>The option of a single write that lets it change what an item has of the one above it, there; null where none does.</summary>
    public string? ParentOption => WriteOptions.Contains("update_parent_values") ? "update_parent_values" : null;

    /// <summary>The members that lead to the status of an item that a user may change by way of a draft alone; empty where there are no drafts.</summary>
    public IReadOnlyList<string> DraftStatus { get; init; } = [];

    /// <summary>Where an item's values lie and which of them are fields of the item, for back ends that keep all in one map; null elsewhere.</summary>
    public ValuesShape? Values { get; init; }

    /// <summary>The attribute that says whether an item is enabled, for back ends that have no field for it; null elsewhere.</summary>
    public StatusWords? Enabled { get; init; }

    /// <summary>The status of an item that is deleted and can still be read by its key; null where what is deleted is gone.</summary>
    public string? DeletedStatus { get; init; }

    /// <summary>Whether an item, as it was read, is deleted.</summary>
    internal bool IsDeleted(ReadOnlyMemory<byte> item) => DeletedStatus is { } deleted && Values is { } shape
        && shape.ValuesOf(item) is { IsEmpty: false } values && JsonCursor.FindString(values.Span, "status"u8) == deleted;

    /// <summary>Whether a key names the whole way to the item, as the path of a category does.</summary>
    public bool KeyIsPath { get; init; }

    /// <summary>Whether the slashes of a key are slashes of the address too.</summary>
    public bool KeyHasSlashes { get; init; }

    /// <summary>Keys of an item, or of what it lies in, that are secrets: taken from a caller, and never shown.</summary>
    public IReadOnlyList<string> SecretKeys { get; init; } = [];

    /// <summary>True where names in requests or answers are likely rather than documented.</summary>
    public bool IsExperimental { get; init; }

    /// <summary>The same things by another key, for an item that lacks this key and has that one; null where there is no other.</summary>
    public PimResource? ByOtherKey { get; init; }

    /// <summary>The kind of thing that can be written in bulk and has the same shape as these, which cannot; null for none.</summary>
    public string? WrittenAs { get; init; }

    /// <summary>The kind of thing that these show in another way, by its keys; null for none.</summary>
    public string? Shows { get; init; }

    /// <summary>The kind of thing that an object of these names.</summary>
    public string Named => WrittenAs ?? Shows ?? Noun;

    /// <summary>What lines of other servers may have as their key instead, which this resource does not take; null for none.</summary>
    public string? OtherServersKey { get; init; }

    /// <summary>The same things by the key that one of them is named by: a uuid, or the other key.</summary>
    public PimResource KnownBy(string key) => ByOtherKey is { } other && !Guid.TryParse(key, out _) ? other : this;

    /// <summary>Whether its items have an identifier, as their key or besides it.</summary>
    public bool HasIdentifier => Key == Identifier || ByOtherKey?.Key == Identifier;

    /// <summary>The same things by uuid, for those whose own key can stand in no address; null where there is no such way.</summary>
    public Func<PimResource>? ByUuid { get; init; }

    /// <summary>Whether a key can stand in the address of one item.</summary>
    public bool CanAddress(string key) => KeyHasSlashes || PathSegment.Fits(key);

    /// <inheritdoc/>
    public override string ToString() => Noun;
}
