using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Model;

/// <summary>One condition of a search, in the API's vocabulary.</summary>
/// <param name="Field">A property or an attribute's code.</param>
/// <param name="Operator">The operator, for example <c>IN</c>.</param>
/// <param name="Value">Null for operators without a value, else a string, number, boolean, date or a sequence of these.</param>
/// <param name="Locale">For localizable attributes and completeness.</param>
/// <param name="Scope">The channel, for scopable attributes and completeness.</param>
public sealed record PimCriterion(string Field, string Operator, object? Value = null, string? Locale = null, string? Scope = null)
{
    /// <summary>For operators over several locales; null for none.</summary>
    public IReadOnlyList<string>? Locales { get; init; }

    /// <summary>Which readiness is meant; null elsewhere.</summary>
    public string? ReadinessCode { get; init; }

    /// <summary>The conditions that this one combines, where its field is <c>and</c> or <c>or</c>; null for a single one.</summary>
    public IReadOnlyList<PimCriterion>? Parts { get; init; }

    /// <summary>Whether the field is an attribute even where a property has the same name.</summary>
    public bool IsAttribute { get; init; }
}

/// <summary>What to list, and how.</summary>
public sealed record PimQuery
{
    /// <summary>Makes a query for one kind of thing.</summary>
    public PimQuery(PimResource resource) => Resource = resource;

    /// <summary>The kind of thing.</summary>
    public PimResource Resource { get; }

    /// <summary>The keys of what it lies in, by the names in the resource's path.</summary>
    public IReadOnlyDictionary<string, string> PathValues { get; init; } = new Dictionary<string, string>();

    /// <summary>Only these keys; null for all. Asked for in chunks.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>Looks keys up in the list even where one could be read by its address; one that is not there is then no error.</summary>
    public bool ByListOnly { get; init; }

    /// <summary>Conditions, all of which must hold.</summary>
    public IReadOnlyList<PimCriterion> Criteria { get; init; } = [];

    /// <summary>A search in the API's own JSON, joined with <see cref="Criteria"/>; null for none.</summary>
    public string? Search { get; init; }

    /// <summary>More of these, joined with it.</summary>
    public IReadOnlyList<string> MoreSearches { get; init; } = [];

    /// <summary>The server's query options by their own names.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Items in a page, up to <see cref="PimResource.MaximumPageSize"/>.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Pages by number even where a cursor is possible. An Akeneo PIM refuses to go beyond 10,000 items so.</summary>
    public bool ByPageNumber { get; init; }

    /// <summary>The page to begin with when paging by number, from 1.</summary>
    public int StartPage { get; init; } = 1;

    /// <summary>The cursor to begin behind; null for the start.</summary>
    public string? SearchAfter { get; init; }

    /// <summary>All items of a list, each with all that a write may have, whatever the list leaves out by itself.</summary>
    /// <param name="resource">The kind of thing.</param>
    public static PimQuery Whole(PimResource resource) =>
        new(resource) { Options = resource.WholeItemOptions.Concat(resource.WholeListOptions).ToDictionary(static option => option.Key, static option => option.Value) };

    /// <summary>The same with conditions more.</summary>
    public PimQuery With(IEnumerable<PimCriterion> criteria) => this with { Criteria = [.. Criteria, .. criteria] };
}
