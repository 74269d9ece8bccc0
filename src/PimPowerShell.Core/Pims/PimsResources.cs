using System.Collections.Generic;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>What a PIMS server keeps. Source: the public documentation of its API, which is incomplete.</summary>
public static class PimsResources
{
    /// <summary>Products, addressed by SKU.</summary>
    public static PimResource Product { get; } = new()
    {
        Noun = "Product",
        Path = "pim/manage/products",
        Key = "sku",
        Paging = PagingStyle.Page,
        MaximumPageSize = 500,
        ListOptions = ["search", "include_variant", "include_deleted", "condition_query", "sort"],
        WriteOptions = ["pause_re_indexing"],
        Batch = BatchStyle.JsonLines,
        Verbs = ResourceVerbs.Read | ResourceVerbs.Create | ResourceVerbs.Upsert | ResourceVerbs.Delete,
        FiltersByAttribute = true,
        DateFields = [],
        // the server makes both from the products that name this one as their parent
        ReadOnlyFields = ["variation_skus", "variation_matrix"],
        Values = new ValuesShape(["data", "attributes"], new Dictionary<string, string>
        {
            ["sku"] = "Identifier",
            ["status"] = "Status",
            ["variation_of"] = "Parent",
            ["categories"] = "Categories",
        }),
    };

    /// <summary>The attributes of a view, as its definitions.</summary>
    public static PimResource Attribute { get; } = new()
    {
        Noun = "Attribute",
        Path = "pim/manage/attributes",
        Key = "code",
        Paging = PagingStyle.None,
        Filters = new Dictionary<string, string[]> { ["type"] = ["IN"] },
        DateFields = [],
    };

    /// <summary>Categories, by the path with which products name them. Active ones only: the tree for management is not documented well enough.</summary>
    public static PimResource Category { get; } = new()
    {
        Noun = "Category",
        Path = "v/ct",
        Key = "code",
        KeyIsPath = true,
        Paging = PagingStyle.None,
        Filters = new Dictionary<string, string[]> { ["code"] = ["IN"], ["parent"] = ["="], ["is_root"] = ["="] },
        DateFields = [],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PimResource> All { get; } = [Product, Attribute, Category];
}
