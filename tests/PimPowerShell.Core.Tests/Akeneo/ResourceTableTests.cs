using System.Linq;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;
using static PimPowerShell.Core.Tests.Support.PublishedApi;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>The resource table agrees with itself and with what Akeneo publishes, for the classic editions and for SaaS.</summary>
public sealed class ResourceTableTests
{
    private static readonly string[] s_pagingOptions = ["page", "limit", "with_count", "pagination_type", "search_after", "search"];

    private static readonly PimResource[] s_drafts = [AkeneoResources.ProductDraftByUuid, AkeneoResources.ProductDraftByIdentifier, AkeneoResources.ProductModelDraft];

    // drafts lie below what they are drafts of, and have no list
    private static readonly PimResource[] s_all = [AkeneoResources.ProductByUuid, AkeneoResources.ProductByIdentifier, .. AkeneoResources.Common.Except(s_drafts)];

    // no list is there, only actions lie below
    private static readonly string[] s_noLists = ["jobs"];

    [Fact]
    public void Nouns_and_paths_are_unique()
    {
        PimResource[] session = [AkeneoResources.ProductByUuid, AkeneoResources.ProductDraftByUuid, .. AkeneoResources.Common];

        Assert.Equal(session.Length, session.Select(resource => resource.Noun).Distinct().Count());
        Assert.Equal(s_all.Length, s_all.Select(resource => resource.Path).Distinct().Count());
        Assert.All(s_all, resource => Assert.Equal(resource.Noun, resource.ToString()));
    }

    [Fact]
    public void No_option_of_paging_is_the_callers() =>
        Assert.All(s_all, resource => Assert.Empty(resource.ListOptions.Intersect(s_pagingOptions)));

    [Fact]
    public void What_is_searched_for_by_key_has_that_filter()
    {
        Assert.All(s_all.Where(resource => resource.KeyFilter is not null), resource => Assert.True(resource.FindsKeys));
        Assert.Equal(
            [
                "products-uuid", "products", "product-models", "published-products", "families", "attributes", "attribute-groups", "categories",
                "reference-entities/{reference_entity}/records", "asset-families/{asset_family}/assets",
            ],
            s_all.Where(resource => resource.FindsKeys).Select(resource => resource.Path));
    }

    [Fact]
    public void Fields_are_told_apart()
    {
        foreach (PimResource resource in s_all.Where(resource => resource.Fields.Count > 0))
        {
            string[] fields = [.. resource.Fields.Select(field => field.Name)];

            Assert.Equal(fields.Length, fields.Distinct().Count());
            Assert.Equal((resource.Noun, ""), (resource.Noun, string.Join(", ", resource.RequiredFields.Except(fields))));
            Assert.Equal((resource.Noun, ""), (resource.Noun, string.Join(", ", resource.ImmutableFields.Except(fields))));
            Assert.Equal((resource.Noun, ""), (resource.Noun, string.Join(", ", resource.KeptParts.Select(part => part.Field).Except(fields))));
            Assert.Equal((resource.Noun, ""), (resource.Noun, string.Join(", ", resource.ReadOnlyFields.Intersect(fields))));
            // the key is a field wherever the caller chooses it
            Assert.Equal((resource.Noun, !resource.ReadOnlyFields.Contains(resource.Key)), (resource.Noun, fields.Contains(resource.Key)));
        }
    }

    [Fact]
    public void What_is_made_says_what_it_needs() =>
        Assert.All(s_all.Where(resource => resource.Fields.Count > 0 && resource.Verbs.HasFlag(ResourceVerbs.Create)), resource => Assert.NotEmpty(resource.RequiredFields));

    [SharedFileFact(ClassicFile, SaasFile)]
    public void Every_path_is_published()
    {
        PublishedApi api = PublishedApi.Read();

        Assert.All(s_all, resource => Assert.True(api.HasPath(List(resource)) || api.Paths.Any(path => path.StartsWith(List(resource) + "/")), resource.Path));
        Assert.Equal(s_noLists, s_all.Select(List).Where(path => !api.HasPath(path) && !IsAddressedByKind(path)));
    }

    [SharedFileFact(ClassicFile, SaasFile)]
    public void Every_verb_is_published_and_the_other_way_round()
    {
        PublishedApi api = PublishedApi.Read();
        foreach (PimResource resource in s_all)
        {
            string list = List(resource);
            string one = One(resource, api);

            // a media file is made by a form that has it, and no item
            Check("create", api.Has(list, "POST") && !IsAction(resource, list) && resource.Noun != "MediaFile", resource.Verbs.HasFlag(ResourceVerbs.Create));
            Check("batch", api.Has(list, "PATCH"), resource.Batch != BatchStyle.None);
            Check("read", api.Has(one, "GET"), resource.Verbs.HasFlag(ResourceVerbs.Read));
            // what has no address of its own is written through the list
            Check("change", api.Has(one, resource.WriteMethod) && !IsAction(resource, one) || (!api.HasPath(one) && api.Has(list, "PATCH")), resource.Verbs.HasFlag(ResourceVerbs.Upsert));
            Check("delete", api.Has(one, "DELETE"), resource.Verbs.HasFlag(ResourceVerbs.Delete));

            void Check(string what, bool isPublished, bool isInTable) => Assert.Equal((resource.Path, what, isPublished), (resource.Path, what, isInTable));
        }
    }

    [SharedFileFact(ClassicFile, SaasFile)]
    public void Every_action_is_published()
    {
        PublishedApi api = PublishedApi.Read();

        Assert.All(s_all.Concat(s_drafts).SelectMany(resource => resource.Actions.Values), action => Assert.True(api.Has(ByPlace(action.Path), action.Method), action.Path));
    }

    [SharedFileFact(ClassicFile, SaasFile)]
    public void Every_draft_is_published()
    {
        PublishedApi api = PublishedApi.Read();

        Assert.All(s_drafts, resource => Assert.True(api.Has(ByPlace(resource.ItemPath!), "GET"), resource.ItemPath));
    }

    [SharedFileFact(ClassicFile, SaasFile)]
    public void A_search_in_a_body_is_published()
    {
        PublishedApi api = PublishedApi.Read();

        Assert.Equal("products-uuid/search", s_all.Single(resource => resource.LongSearch is not null).LongSearch!.Path);
        Assert.True(api.Has("products-uuid/search", "POST"));
    }

    [SharedFileFact(ClassicFile, SaasFile)]
    public void Options_are_those_that_are_published()
    {
        PublishedApi api = PublishedApi.Read();
        foreach (PimResource resource in s_all)
        {
            string one = One(resource, api);
            string[] ofWrites = [.. api.Options(List(resource), "POST"), .. api.Options(List(resource), "PATCH"), .. api.Options(one, "PATCH")];

            Check("list", [.. api.Options(List(resource)).Except(s_pagingOptions)], [.. resource.ListOptions]);
            Check("read", [.. api.Options(one)], [.. resource.ReadOptions]);
            Check("write", [.. ofWrites.Distinct()], [.. resource.WriteOptions]);

            void Check(string what, string[] published, string[] inTable) => Assert.Equal(
                (resource.Path, what, string.Join(" ", published.OrderBy(option => option))), (resource.Path, what, string.Join(" ", inTable.OrderBy(option => option))));
        }
    }

    [SharedFileFact(ClassicFile, SaasFile)]
    public void Lists_page_and_are_searched_as_published()
    {
        PublishedApi api = PublishedApi.Read();
        foreach (PimResource resource in s_all.Where(resource => api.Has(List(resource), "GET")))
        {
            string[] options = [.. api.Options(List(resource))];
            PagingStyle published = options.Contains("pagination_type") ? PagingStyle.SearchAfter
                : options.Contains("search_after") ? PagingStyle.Cursor
                : options.Contains("page") ? PagingStyle.Page
                : PagingStyle.None;

            Assert.Equal((resource.Path, published), (resource.Path, resource.Paging));
            Assert.Equal((resource.Path, published == PagingStyle.Cursor && options.Contains("limit")), (resource.Path, resource.TakesPageSize));
            Assert.Equal((resource.Path, options.Contains("with_count")), (resource.Path, resource.TakesCount && options.Contains("limit")));
            Assert.Equal((resource.Path, options.Contains("search")), (resource.Path, resource.Filters.Count > 0));
        }
    }

    private static string List(PimResource resource) => resource.Path == "../v1" ? "" : ByPlace(resource.Path);

    /// <summary>The path of a single item. In a few the place of the key is filled already.</summary>
    private static string One(PimResource resource, PublishedApi api)
    {
        string one = ByPlace(resource.ItemPath ?? resource.Path);
        return api.HasPath(one + "/{}") || !IsAddressedByKind(one) ? one + "/{}" : one + "/product";
    }

    /// <summary>The mapping schemas of a catalog, of which there is one, that for products.</summary>
    private static bool IsAddressedByKind(string path) => path.EndsWith("/mapping-schemas", System.StringComparison.Ordinal);

    private static bool IsAction(PimResource resource, string path) => resource.Actions.Values.Any(action => ByPlace(action.Path) == path);
}
