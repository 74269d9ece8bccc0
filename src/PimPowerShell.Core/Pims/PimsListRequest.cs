using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>The parameters of <c>getList</c> for one query.</summary>
internal sealed class PimsListRequest
{
    private readonly PimQuery _query;
    private readonly PimsFieldNames _names;
    private readonly bool _withChildren;
    private readonly Dictionary<string, string> _filters = new(StringComparer.Ordinal);
    private readonly List<(string Attribute, bool IsDescending)> _order;

    /// <param name="query">The query; its options are search, status, include_variants, condition_query, sort.</param>
    /// <param name="names">The names of the request's fields.</param>
    public PimsListRequest(PimQuery query, PimsFieldNames names)
    {
        _query = query;
        _names = names;
        if (query.Search is not null || query.MoreSearches.Count > 0)
        {
            throw new PimException(PimErrorKind.Unsupported, "Pims has no search in JSON. Give -Filter a table, or -ConditionQuery.") { Subject = "Filter" };
        }

        foreach (PimCriterion criterion in query.Criteria)
        {
            switch (criterion.IsAttribute ? null : criterion.Field)
            {
                case PimCriteria.Categories:
                    string[] wanted = Values(criterion.Value);
                    if (wanted.Length != 1)
                    {
                        throw new PimException(PimErrorKind.Unsupported, "Pims lists one category at a time: give -Category one.") { Subject = "Category" };
                    }

                    Category = wanted[0];
                    _withChildren = criterion.Operator == PimCriteria.WithBelow;
                    break;
                case "enabled":
                    _filters["status"] = criterion.Value is true ? "active" : "inactive";
                    break;
                case "status":
                    _filters["status"] = Join(criterion);
                    break;
                case PimCriteria.Parent:
                    _filters["variation_of"] = Join(criterion);
                    break;
                case "family" or "updated":
                    throw new PimException(PimErrorKind.Unsupported, criterion.Field == "family"
                        ? "Pims has no families. Filter by an attribute or a category instead."
                        : "Pims cannot list by the time of a change. Get-PimProductHistory has the changes of a product.")
                    { Subject = criterion.Field };
                default:
                    _filters[criterion.Field] = Filter(criterion);
                    break;
            }
        }

        _order = Option("sort") is { } order ? [.. order.Split(',').Select(Rule)] : [];
    }

    /// <summary>The category whose products are wanted, by its path or its number; null for all.</summary>
    public string? Category { get; }

    /// <summary>Products in a page.</summary>
    public int PageSize => _query.PageSize;

    /// <summary>The page to begin with, from 1.</summary>
    public int StartPage => _query.StartPage;

    /// <summary>Whether deleted products are asked for.</summary>
    public bool HasDeleted => Option("include_deleted") == "true";

    /// <summary>Whether variants are asked for.</summary>
    public bool HasVariants => Option("include_variant") == "true";

    /// <summary>What the list is sorted by first; null for the server's own order.</summary>
    public (string Attribute, bool IsDescending)? Order => _order.Count > 0 ? _order[0] : null;

    /// <summary>The fields that are sent under names that are not documented, apart from those of paging.</summary>
    public IEnumerable<string> Fields
    {
        get
        {
            (string Field, bool IsSent)[] all =
            [
                ("OrderAttribute", _order.Count > 0), ("OrderDirection", _order.Count > 0), ("Search", Option("search") is not null),
                ("IncludeVariants", Option("include_variant") is not null), ("IncludeDeleted", Option("include_deleted") is not null), ("IncludeChildren", _withChildren),
            ];
            return all.Where(one => one.IsSent).Select(one => one.Field);
        }
    }

    public void Write(Utf8JsonWriter writer, int page, int categoryId)
    {
        writer.WritePropertyName("params");
        writer.WriteStartObject();
        writer.WriteNumber("cat_id", categoryId);
        if (_filters.Count > 0)
        {
            writer.WritePropertyName("filter_values");
            JsonTree.Write(writer, _filters);
        }

        if (_order.Count > 0)
        {
            WriteOrder(writer);
        }

        writer.WritePropertyName("pagination");
        writer.WriteStartObject();
        writer.WriteNumber(_names["PageSize"], _query.PageSize);
        writer.WriteNumber(_names["PageNumber"], page);
        writer.WriteEndObject();
        Text("Search", Option("search"));
        Text("IncludeVariants", Option("include_variant"));
        Text("IncludeDeleted", Option("include_deleted"));
        Text("IncludeChildren", _withChildren ? "true" : null);
        if (Option("condition_query") is { } condition)
        {
            writer.WriteString("condition_query", condition);
        }

        writer.WriteEndObject();

        void Text(string field, string? value)
        {
            if (value is not null)
            {
                writer.WriteString(_names[field], value);
            }
        }
    }

    private string? Option(string name) => _query.Options.TryGetValue(name, out string? value) ? value : null;

    private void WriteOrder(Utf8JsonWriter writer)
    {
        writer.WritePropertyName("order");
        writer.WriteStartArray();
        foreach ((string attribute, bool isDescending) in _order)
        {
            writer.WriteStartObject();
            writer.WriteString(_names["OrderAttribute"], attribute);
            writer.WriteString(_names["OrderDirection"], isDescending ? "DESC" : "ASC");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static (string Attribute, bool IsDescending) Rule(string text)
    {
        bool isDescending = text.EndsWith(" DESC", StringComparison.OrdinalIgnoreCase);
        return (isDescending || text.EndsWith(" ASC", StringComparison.OrdinalIgnoreCase) ? text.Substring(0, text.LastIndexOf(' ')).Trim() : text.Trim(), isDescending);
    }

    /// <summary>Several values with a bar between them, a range with two semicolons.</summary>
    private static string Filter(PimCriterion criterion)
    {
        return criterion.Operator switch
        {
            "=" or "IN" => Join(criterion),
            "BETWEEN" when Values(criterion.Value) is { Length: 2 } bounds => $"{Bound(bounds[0])};;{Bound(bounds[1])}",
            _ => throw new PimException(PimErrorKind.Unsupported, $"Pims has no operator '{criterion.Operator}' in filters; it has =, IN and BETWEEN. -ConditionQuery has more.") { Subject = criterion.Field },
        };

        string Bound(string text) => text.Length > 0 && text.All(c => c is '.' or (>= '0' and <= '9')) ? text
            : throw new PimException(PimErrorKind.Input, $"Filter: the bounds of '{criterion.Field}' may have digits and a point only, and '{text}' has more.") { Subject = criterion.Field };
    }

    private static string Join(PimCriterion criterion)
    {
        string[] values = Values(criterion.Value);
        // whether an empty filter finds products without a value, or is none at all, is not documented
        if (values.Length == 0 || values.Any(string.IsNullOrEmpty))
        {
            throw new PimException(PimErrorKind.Input, $"Filter: '{criterion.Field}' has no value to look for. -ConditionQuery can ask for products without one.") { Subject = criterion.Field };
        }

        foreach (string value in values)
        {
            if (value.IndexOf('|') >= 0 || value.Contains(";;"))
            {
                throw new PimException(PimErrorKind.Input, $"Filter: the value '{value}' of '{criterion.Field}' has {(value.IndexOf('|') >= 0 ? "a bar in it, which PIMS takes for a separator" : "two semicolons in it, which PIMS takes for a range")}. Use -ConditionQuery.") { Subject = criterion.Field };
            }
        }

        return string.Join("|", values);
    }

    private static string[] Values(object? value) => value switch
    {
        null => [""],
        string text => [text],
        System.Collections.IEnumerable list => [.. list.Cast<object?>().Select(item => Convert.ToString(item, CultureInfo.InvariantCulture) ?? "")],
        bool flag => [flag ? "true" : "false"],
        _ => [Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""],
    };
}
