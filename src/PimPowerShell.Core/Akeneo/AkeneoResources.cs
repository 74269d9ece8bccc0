using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;
using static PimPowerShell.Core.Model.PimField;

namespace PimPowerShell.Core.Akeneo;

/// <summary>What an Akeneo PIM keeps, and what can be asked of it. Source: the reference of the REST API, version 7 and SaaS.</summary>
public static class AkeneoResources
{
    private static readonly string[] s_text = ["STARTS WITH", "CONTAINS", "DOES NOT CONTAIN", "=", "!=", "EMPTY", "NOT EMPTY", "IN", "NOT IN"];
    private static readonly string[] s_list = ["IN", "NOT IN"];
    private static readonly string[] s_listOrEmpty = ["IN", "NOT IN", "EMPTY", "NOT EMPTY"];
    private static readonly string[] s_dates = ["=", "!=", "<", ">", "BETWEEN", "NOT BETWEEN", "SINCE LAST N DAYS"];

    private static readonly string[] s_readiness =
    [
        "<", "<=", "=", "!=", ">=", ">", "BETWEEN", "EMPTY", "NOT EMPTY", "GREATER THAN ON ALL LOCALES", "GREATER OR EQUALS THAN ON ALL LOCALES",
        "LOWER THAN ON ALL LOCALES", "LOWER OR EQUALS THAN ON ALL LOCALES", "GREATER THAN ON AT LEAST ONE LOCALE",
        "GREATER OR EQUALS THAN ON AT LEAST ONE LOCALE", "LOWER THAN ON AT LEAST ONE LOCALE", "LOWER OR EQUALS THAN ON AT LEAST ONE LOCALE",
        "EQUALS ON AT LEAST ONE LOCALE", "NOT EQUALS ON AT LEAST ONE LOCALE",
    ];

    private static readonly string[] s_productReadOnly =
    [
        "created", "updated", "metadata", "quality_scores", "completenesses", "root_parent", "workflow_execution_statuses", "status", "catalog",
    ];

    private static readonly string[] s_draftStatus = ["metadata", "workflow_status"];

    private static readonly string[] s_productListOptions =
    [
        "scope", "locales", "attributes", "search_scope", "search_locale", "convert_measurements", "with_attribute_options",
        "with_asset_share_links", "with_quality_scores", "with_completenesses", "with_workflow_execution_statuses", "with_enabled_assets_only",
    ];

    private static readonly string[] s_productReadOptions =
    [
        "with_attribute_options", "with_asset_share_links", "with_quality_scores", "with_completenesses",
        "with_workflow_execution_statuses", "with_enabled_assets_only",
    ];

    private static readonly Dictionary<string, string[]> s_productFilters = new()
    {
        ["uuid"] = s_list,
        ["identifier"] = s_text,
        ["categories"] = ["IN", "NOT IN", "IN OR UNCLASSIFIED", "IN CHILDREN", "NOT IN CHILDREN", "UNCLASSIFIED"],
        ["enabled"] = ["=", "!="],
        ["completeness"] =
        [
            "<", "<=", "=", "!=", ">=", ">", "GREATER THAN ON ALL LOCALES", "GREATER OR EQUALS THAN ON ALL LOCALES",
            "LOWER THAN ON ALL LOCALES", "LOWER OR EQUALS THAN ON ALL LOCALES",
        ],
        ["groups"] = s_listOrEmpty,
        ["family"] = s_listOrEmpty,
        ["created"] = s_dates,
        ["updated"] = s_dates,
        ["parent"] = ["=", "IN", "EMPTY", "NOT EMPTY"],
        ["quality_score"] = ["IN"],
    };

    private static readonly PimRule[] s_quantities =
    [
        new NeededRule("quantified_associations.*.*.*.quantity") { IsOfNew = false },
        new RangeRule("quantified_associations.*.*.*.quantity", 1, int.MaxValue) { IsWhole = true },
    ];

    private static readonly CategoryChangeFields s_categoryChanges = new("add_categories", "remove_categories");

    private static readonly PimField[] s_common =
    [
        Code("parent"), Codes("categories"), List(s_categoryChanges.Added) with { Shape = FieldShape.AddedCategories },
        List(s_categoryChanges.Removed) with { Shape = FieldShape.RemovedCategories }, Of("values", FieldShape.Values),
        Of("associations", FieldShape.Associations), Of("quantified_associations", FieldShape.Quantities),
    ];

    /// <summary>The fields of products, which no cmdlet writes one by one.</summary>
    internal static IReadOnlyList<PimField> ProductFields { get; } = [Flag("enabled"), Code("family"), Set("groups"), .. s_common];

    private static readonly PimReference[] s_references =
    [
        new("family", "Family"), new("parent", "ProductModel"), new("categories", "Category", ReferenceForm.Codes),
        new("values", "Attribute", ReferenceForm.Names), new("values", "AttributeOption", ReferenceForm.Options),
        new("associations", "AssociationType", ReferenceForm.Names), new("quantified_associations", "AssociationType", ReferenceForm.Names),
        new("associations", "Product", ReferenceForm.Associations), new("quantified_associations", "Product", ReferenceForm.Quantities),
    ];

    /// <summary>What is known of a field of a write.</summary>
    internal static PimField? FieldOf(PimResource resource, string name) =>
        (resource.Fields.Count > 0 ? resource.Fields : ProductFields).FirstOrDefault(field => field.Name == name);

    private static readonly Dictionary<string, string[]> s_hostedModelFilters = new()
    {
        ["family"] = ["IN CHILDREN", "NOT IN CHILDREN"],
        ["updated_including_linked_entities"] = s_dates,
        ["updated_including_linked_type"] = ["IN"],
        ["readiness"] = s_readiness,
    };

    private static readonly Dictionary<string, string[]> s_hostedProductFilters =
        new(s_hostedModelFilters) { ["readiness"] = [.. s_readiness, "ALL READY", "ALL UNREADY"] };

    /// <summary>Products addressed by identifier.</summary>
    public static PimResource ProductByIdentifier { get; } = new()
    {
        Noun = "Product",
        Path = "products",
        WriteOrder = 13,
        References = s_references,
        Key = "identifier",
        OtherServersKey = "uuid",
        ByUuid = static () => ProductByUuid!,
        InheritsFrom = "ProductModel",
        KeepsHistory = true,
        DraftStatus = s_draftStatus,
        Paging = PagingStyle.SearchAfter,
        Batch = BatchStyle.JsonLines,
        Verbs = ResourceVerbs.Read | ResourceVerbs.Create | ResourceVerbs.Upsert | ResourceVerbs.Delete,
        ListOptions = s_productListOptions,
        ReadOptions = s_productReadOptions,
        WriteOptions = ["create_missing_options", "update_parent_values"],
        Filters = s_productFilters.Where(filter => filter.Key != "uuid").ToDictionary(filter => filter.Key, filter => filter.Value),
        CategoryChanges = s_categoryChanges,
        HostedFilters = s_hostedProductFilters,
        FiltersByAttribute = true,
        FilterDates = FilterDateStyle.ServerTime,
        ReadOnlyFields = [.. s_productReadOnly, "uuid"],
        Rules = [.. s_quantities, new TextRule("identifier", AkeneoItemCheck.IdentifierFault) { IsOfNew = true }],
        RowFields = [Text("identifier"), .. ProductFields],
    };

    /// <summary>Products addressed by uuid, as version 7 and the SaaS edition recommend.</summary>
    public static PimResource ProductByUuid { get; } = new()
    {
        Noun = "Product",
        Path = "products-uuid",
        WriteOrder = 13,
        References = s_references,
        Key = "uuid",
        InheritsFrom = "ProductModel",
        KeepsHistory = true,
        DraftStatus = s_draftStatus,
        Paging = PagingStyle.SearchAfter,
        Batch = BatchStyle.JsonLines,
        Verbs = ResourceVerbs.Read | ResourceVerbs.Create | ResourceVerbs.Upsert | ResourceVerbs.Delete,
        ListOptions = [.. s_productListOptions, "with_root_parent"],
        ReadOptions = [.. s_productReadOptions, "with_root_parent"],
        WriteOptions = ["create_missing_options", "update_parent_values"],
        Filters = s_productFilters,
        CategoryChanges = s_categoryChanges,
        HostedFilters = s_hostedProductFilters,
        FiltersByAttribute = true,
        FilterDates = FilterDateStyle.ServerTime,
        // the identifier is one of the values here, and refused as a field
        ReadOnlyFields = [.. s_productReadOnly, "identifier"],
        Rules = [.. s_quantities, new TextRule($"values.{RuleItem.IdentifierStep}.*.data", AkeneoItemCheck.IdentifierFault) { Name = "identifier", IsOfNew = true }],
        RowFields = [Text("uuid"), Text("identifier"), .. ProductFields],
        ByOtherKey = ProductByIdentifier,
        LongSearch = new LongSearch("products-uuid/search", new Dictionary<string, string>
        {
            ["scope"] = "scope",
            ["locales"] = "locales",
            ["attributes"] = "attributes",
            ["search_scope"] = "search_scope",
            ["search_locale"] = "search_locale",
            ["with_attribute_options"] = "with_attribute_options",
            ["with_asset_share_links"] = "with_asset_share_links",
            // the reference spells it so
            ["with_quality_scores"] = "with_quality_scores__products",
            ["with_completenesses"] = "with_completenesses",
        }),
    };

    /// <summary>Changes of products that wait for somebody's approval, addressed by identifier.</summary>
    public static PimResource ProductDraftByIdentifier { get; } = new()
    {
        Noun = "ProductDraft",
        WrittenAs = "Product",
        Editions = PimEditions.AboveCommunity,
        Path = "products",
        ItemPath = "products/{identifier}/draft",
        Key = "identifier",
        Paging = PagingStyle.None,
        Actions = new Dictionary<string, PimAction> { ["Submit"] = new("products/{key}/proposal") },
        ByUuid = static () => ProductDraftByUuid!,
        ReadOnlyFields = ProductByIdentifier.ReadOnlyFields,
    };

    /// <summary>The same, addressed by uuid.</summary>
    public static PimResource ProductDraftByUuid { get; } = new()
    {
        Noun = "ProductDraft",
        WrittenAs = "Product",
        Editions = PimEditions.AboveCommunity,
        Path = "products-uuid",
        ItemPath = "products-uuid/{uuid}/draft",
        Key = "uuid",
        Paging = PagingStyle.None,
        Actions = new Dictionary<string, PimAction> { ["Submit"] = new("products-uuid/{key}/proposal") },
        ReadOnlyFields = ProductByUuid.ReadOnlyFields,
        ByOtherKey = ProductDraftByIdentifier,
    };

    /// <summary>What variants have in common.</summary>
    public static PimResource ProductModel { get; } = new()
    {
        Noun = "ProductModel",
        Path = "product-models",
        WriteOrder = 12,
        References = [new("family_variant", "FamilyVariant"), .. s_references],
        InheritsFrom = "ProductModel",
        KeepsHistory = true,
        DraftStatus = s_draftStatus,
        Paging = PagingStyle.SearchAfter,
        Batch = BatchStyle.JsonLines,
        Verbs = ResourceVerbs.Read | ResourceVerbs.Create | ResourceVerbs.Upsert | ResourceVerbs.Delete,
        ListOptions =
        [
            "scope", "locales", "attributes", "search_scope", "search_locale", "convert_measurements", "with_attribute_options",
            "with_asset_share_links", "with_quality_scores", "with_workflow_execution_statuses", "with_enabled_assets_only",
        ],
        ReadOptions = ["with_asset_share_links", "with_quality_scores", "with_workflow_execution_statuses", "with_enabled_assets_only", "scope", "convert_measurements"],
        WriteOptions = ["create_missing_options"],
        Fields =
        [
            Text("code"), Code("family"), Code("family_variant"), .. s_common,
        ],
        RequiredFields = ["code"],
        ImmutableFields = ["family", "family_variant"],
        // its level is one that has a parent, or one that has none
        KeptParts = [new KeptPresence("parent")],
        Rules =
        [
            .. s_quantities, TextRule.Length("code", AkeneoItemCheck.LongestIdentifier) with { IsOfNew = true },
            // one with a parent has the parent's
            new NeededRule("family_variant") { Unless = "parent" },
        ],
        Filters = new Dictionary<string, string[]>
        {
            // product models are searched for by code under the name that products use
            ["identifier"] = s_text,
            ["categories"] = s_productFilters["categories"],
            ["completeness"] = ["AT LEAST COMPLETE", "AT LEAST INCOMPLETE", "ALL COMPLETE", "ALL INCOMPLETE"],
            ["family"] = s_listOrEmpty,
            ["created"] = s_dates,
            ["updated"] = s_dates,
            ["parent"] = ["IN", "EMPTY", "NOT EMPTY"],
            ["quality_score"] = ["IN"],
        },
        CategoryChanges = s_categoryChanges,
        HostedFilters = s_hostedModelFilters,
        KeyFilter = "identifier",
        FiltersByAttribute = true,
        FilterDates = FilterDateStyle.ServerTime,
        ReadOnlyFields = ["created", "updated", "metadata", "quality_scores", "workflow_execution_statuses"],
    };

    /// <summary>Changes of product models that wait for somebody's approval.</summary>
    public static PimResource ProductModelDraft { get; } = new()
    {
        Noun = "ProductModelDraft",
        WrittenAs = "ProductModel",
        Editions = PimEditions.AboveCommunity,
        Path = "product-models",
        ItemPath = "product-models/{code}/draft",
        Paging = PagingStyle.None,
        Actions = new Dictionary<string, PimAction> { ["Submit"] = new("product-models/{key}/proposal") },
        ReadOnlyFields = ProductModel.ReadOnlyFields,
    };

    /// <summary>Products as they were when they were published. Enterprise Edition.</summary>
    public static PimResource PublishedProduct { get; } = new()
    {
        Noun = "PublishedProduct",
        WrittenAs = "Product",
        Editions = PimEditions.Enterprise,
        Path = "published-products",
        Key = "identifier",
        Paging = PagingStyle.SearchAfter,
        ListOptions = ["scope", "locales", "attributes"],
        Filters = s_productFilters.Where(filter => filter.Key is not ("uuid" or "quality_score")).ToDictionary(filter => filter.Key, filter => filter.Value),
        FiltersByAttribute = true,
        FilterDates = FilterDateStyle.ServerTime,
        ReadOnlyFields = ProductByIdentifier.ReadOnlyFields,
    };

    /// <summary>The media files of products and product models.</summary>
    public static PimResource MediaFile { get; } = new()
    {
        Noun = "MediaFile",
        Path = "media-files",
        KeyHasSlashes = true,
        DateFields = [],
    };

    /// <summary>Everything else.</summary>
    public static IReadOnlyList<PimResource> Common { get; } = [ProductModel, ProductModelDraft, PublishedProduct, MediaFile, .. AkeneoStructure.All, .. AkeneoEntities.All, .. AkeneoApps.All];
}
