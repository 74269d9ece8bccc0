using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;
using static PimPowerShell.Core.Model.PimField;

namespace PimPowerShell.Core.Pims;

/// <summary>What a PIMS server keeps. Source: the public documentation of its API, which is incomplete.</summary>
public static class PimsResources
{
    private const ResourceVerbs AllVerbs = ResourceVerbs.Read | ResourceVerbs.Create | ResourceVerbs.Upsert | ResourceVerbs.Delete;
    private static readonly string[] s_list = ["IN"];

    private static readonly string[] s_attributeTypes =
    [
        "boolean", "completeness", "date", "dropdown", "html", "media", "number", "relation", "string", "text", "url",
    ];

    /// <summary>Products, addressed by SKU.</summary>
    public static PimResource Product { get; } = new()
    {
        Noun = "Product",
        Path = "pim/manage/products",
        WriteOrder = 4,
        Key = "sku",
        Paging = PagingStyle.Page,
        MaximumPageSize = 500,
        ListOptions = ["search", "include_variant", "include_deleted", "condition_query", "sort"],
        WholeListOptions = new Dictionary<string, string> { ["include_variant"] = "true" },
        ReadsManyKeys = true,
        WriteOptions = ["pause_re_indexing"],
        Batch = BatchStyle.JsonLines,
        Verbs = AllVerbs,
        FiltersByAttribute = true,
        DateFields = [],
        // the server makes both from the products that name this one as their parent
        ReadOnlyFields = ["variation_skus", "variation_matrix"],
        Enabled = new StatusWords("enabled", "status", "active", "inactive"),
        DeletedStatus = "deleted",
        IsComparedWhole = true,
        KeepsHistory = true,
        Values = new ValuesShape(["data", "attributes"], new Dictionary<string, string>
        {
            ["sku"] = "Identifier",
            ["status"] = "Status",
            ["variation_of"] = "Parent",
            ["categories"] = "Categories",
        }),
    };

    /// <summary>Attributes: what the key's view shows of them, as products have them.</summary>
    public static PimResource Attribute { get; } = new()
    {
        Noun = "Attribute",
        Path = "pim/manage/attributes",
        WriteOrder = 1,
        Paging = PagingStyle.None,
        Verbs = AllVerbs,
        Filters = new Dictionary<string, string[]> { ["code"] = s_list, ["type"] = s_list, ["group"] = s_list },
        DateFields = [],
        Fields =
        [
            Text("code"), Text("type") with { Known = s_attributeTypes }, Text("group"), "label", "comment", Flag("collection"), Flag("isUnique"), Flag("isIndexable"),
            Flag("isSearchable"), Flag("isFilterable"), Text("validation"), Table("dictionary"),
        ],
        RequiredFields = ["code", "type", "label"],
        ImmutableFields = ["type"],
        ReadOnlyFields = ["value", "isSimpleType", "dictionaryIsStatic"],
        IsExperimental = true,
    };

    /// <summary>The groups of attributes: no more than names, which attributes bring into being.</summary>
    public static PimResource AttributeGroup { get; } = new()
    {
        Noun = "AttributeGroup",
        Path = "pim/manage/attributes",
        Paging = PagingStyle.None,
        Filters = new Dictionary<string, string[]> { ["code"] = s_list },
        DateFields = [],
    };

    /// <summary>Categories, by the path with which products name them. Who may only look at the shop's side sees active ones only.</summary>
    public static PimResource Category { get; } = new()
    {
        Noun = "Category",
        Path = "pim/manage/categories",
        WriteOrder = 2,
        References = [new("parent", "Category")],
        KeyIsPath = true,
        Paging = PagingStyle.None,
        Verbs = AllVerbs,
        Filters = new Dictionary<string, string[]> { ["code"] = s_list, ["parent"] = ["="], ["is_root"] = ["="], ["enabled"] = ["="] },
        DateFields = [],
        Fields = [Text("code"), Text("parent"), Text("name"), Text("path"), Number("position"), Flag("enabled"), Table("data")],
        RequiredFields = ["code"],
        ReadOnlyFields = ["id", "labels", "depth"],
        IsExperimental = true,
    };

    /// <summary>The dictionary of views.</summary>
    public static PimResource View { get; } = new()
    {
        Noun = "View",
        Path = "pim/manage/views",
        WriteOrder = 3,
        Paging = PagingStyle.None,
        Verbs = AllVerbs,
        Filters = new Dictionary<string, string[]> { ["code"] = s_list },
        DateFields = [],
        Fields = [Text("code"), "label", "comment", Table("attributes")],
        RequiredFields = ["code"],
        IsExperimental = true,
    };

    /// <summary>The views that one API key looks through.</summary>
    public static PimResource KeyView { get; } = new()
    {
        Noun = "KeyView",
        Shows = "View",
        Path = "pim/manage/views/{key}",
        Paging = PagingStyle.None,
        Verbs = AllVerbs,
        Filters = new Dictionary<string, string[]> { ["code"] = s_list, ["is_default"] = ["="] },
        DateFields = [],
        Fields = [Text("code"), Text("comment"), Flag("is_default")],
        RequiredFields = ["code"],
        SecretKeys = ["key"],
        IsExperimental = true,
    };

    /// <summary>API keys. The text of one is a secret that only the outcome of its making has.</summary>
    public static PimResource Key { get; } = new()
    {
        Noun = "Key",
        Path = "pim/keyinfo",
        Key = "key",
        Paging = PagingStyle.None,
        Verbs = AllVerbs,
        DateFields = [],
        Fields = [Text("key"), .. PimsPermissions.Names.Select(Flag)],
        ReadOnlyFields = ["views", "key_expiration", "pim_counters", "pim_limits"],
        SecretKeys = ["key"],
    };

    /// <summary>What is known of assets. There is no list of all: they are found by their codes, or in a bucket.</summary>
    public static PimResource Asset { get; } = new()
    {
        Noun = "Asset",
        Path = "pim/manage/assets",
        Paging = PagingStyle.None,
        Verbs = ResourceVerbs.Read | ResourceVerbs.Upsert | ResourceVerbs.Delete,
        WriteOptions = ["force_unlink"],
        Filters = new Dictionary<string, string[]> { ["bucket"] = ["="] },
        DateFields = [],
        Fields = [Text("code"), Text("filename"), Text("type"), Text("bucket"), Table("data")],
        ReadOnlyFields = ["url", "size", "bucket_id"],
        IsExperimental = true,
    };

    /// <summary>The buckets that assets lie in, by their paths.</summary>
    public static PimResource Bucket { get; } = new()
    {
        Noun = "Bucket",
        Path = "pim/manage/buckets",
        WriteOrder = 2,
        References = [new("parent", "Bucket")],
        KeyIsPath = true,
        Paging = PagingStyle.None,
        Verbs = AllVerbs,
        Filters = new Dictionary<string, string[]> { ["code"] = s_list, ["type"] = ["=", "IN"] },
        DateFields = [],
        Fields = [Text("code"), Text("parent"), Text("name"), Text("path"), Text("type"), Number("position")],
        RequiredFields = ["code", "type"],
        ImmutableFields = ["type"],
        ReadOnlyFields = ["id"],
        IsExperimental = true,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PimResource> All { get; } = [Product, Attribute, Category, AttributeGroup, View, KeyView, Key, Asset, Bucket];
}
