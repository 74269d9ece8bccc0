using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>The resource table agrees with itself and with what Akeneo publishes.</summary>
public sealed class ResourceTableTests
{
    private const string Classic = "akeneo-web-api.json";
    private const string Saas = "akeneo-saas-postman.json";

    private static readonly string[] s_pagingOptions = ["page", "limit", "with_count", "pagination_type", "search_after", "search"];

    private static readonly PimResource[] s_all = [AkeneoResources.ProductByUuid, AkeneoResources.ProductByIdentifier, .. AkeneoResources.Common];

    [Fact]
    public void Nouns_and_paths_are_unique()
    {
        PimResource[] session = [AkeneoResources.ProductByUuid, .. AkeneoResources.Common];

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
            ["products-uuid", "products", "product-models", "families", "attributes", "attribute-groups", "categories"],
            s_all.Where(resource => resource.FindsKeys).Select(resource => resource.Path));
    }

    [Fact]
    public void What_is_deleted_is_what_the_server_deletes() =>
        Assert.Equal(
            ["products-uuid", "products", "product-models", "families"],
            s_all.Where(resource => resource.Verbs.HasFlag(ResourceVerbs.Delete)).Select(resource => resource.Path));

    [SharedFileFact(Classic)]
    public void Every_path_is_published()
    {
        using JsonDocument api = SharedReference.Read(Classic);
        JsonElement paths = api.RootElement.GetProperty("paths");

        Assert.All(s_all, resource => Assert.True(paths.TryGetProperty("/api/rest/v1/" + resource.Path, out _), resource.Path));
    }

    [SharedFileFact(Classic)]
    public void Every_verb_is_published_and_the_other_way_round()
    {
        using JsonDocument api = SharedReference.Read(Classic);
        foreach (PimResource resource in s_all)
        {
            JsonElement list = api.RootElement.GetProperty("paths").GetProperty("/api/rest/v1/" + resource.Path);
            JsonElement one = api.RootElement.GetProperty("paths").EnumerateObject()
                .Single(path => path.Name.StartsWith($"/api/rest/v1/{resource.Path}/{{", StringComparison.Ordinal) && path.Name.EndsWith('}') && path.Name.Count(c => c == '{') == 1).Value;

            Assert.Equal((resource.Path, list.TryGetProperty("post", out _)), (resource.Path, resource.Verbs.HasFlag(ResourceVerbs.Create)));
            Assert.Equal((resource.Path, list.TryGetProperty("patch", out _)), (resource.Path, resource.Batch != BatchStyle.None));
            Assert.Equal((resource.Path, one.TryGetProperty("get", out _)), (resource.Path, resource.Verbs.HasFlag(ResourceVerbs.Read)));
            Assert.Equal((resource.Path, one.TryGetProperty("patch", out _)), (resource.Path, resource.Verbs.HasFlag(ResourceVerbs.Upsert)));
            Assert.Equal((resource.Path, one.TryGetProperty("delete", out _)), (resource.Path, resource.Verbs.HasFlag(ResourceVerbs.Delete)));
        }
    }

    [SharedFileFact(Classic)]
    public void Every_option_that_is_published_is_in_the_table()
    {
        using JsonDocument api = SharedReference.Read(Classic);
        foreach (PimResource resource in s_all)
        {
            string[] published = Options(api, resource);

            Assert.Equal((resource.Path, ""), (resource.Path, string.Join(", ", published.Except(s_pagingOptions).Except(resource.ListOptions))));
            Assert.Equal((resource.Path, resource.Paging == PagingStyle.SearchAfter), (resource.Path, published.Contains("search_after")));
            Assert.Equal((resource.Path, resource.Filters.Count > 0), (resource.Path, published.Contains("search")));
        }
    }

    [SharedFileFact(Classic, Saas)]
    public void Every_option_in_the_table_is_published()
    {
        using JsonDocument classic = SharedReference.Read(Classic);
        using JsonDocument saas = SharedReference.Read(Saas);
        HashSet<string> all = [.. SaasOptions(saas.RootElement)];
        foreach (PimResource resource in s_all)
        {
            Assert.Equal((resource.Path, ""), (resource.Path, string.Join(", ", resource.ListOptions.Except(Options(classic, resource)).Except(all))));
        }
    }

    private static string[] Options(JsonDocument api, PimResource resource) =>
    [
        .. api.RootElement.GetProperty("paths").GetProperty("/api/rest/v1/" + resource.Path).GetProperty("get").GetProperty("parameters").EnumerateArray()
            .Where(parameter => parameter.GetProperty("in").GetString() == "query")
            .Select(parameter => parameter.GetProperty("name").GetString()!),
    ];

    private static IEnumerable<string> SaasOptions(JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            return node.EnumerateArray().SelectMany(SaasOptions);
        }

        if (node.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        return node.EnumerateObject().SelectMany(member => member.Name == "query" && member.Value.ValueKind == JsonValueKind.Array
            ? member.Value.EnumerateArray().Select(option => option.GetProperty("key").GetString()!)
            : SaasOptions(member.Value));
    }
}
