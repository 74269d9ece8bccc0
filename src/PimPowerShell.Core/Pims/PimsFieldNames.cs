using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Core.Pims;

/// <summary>
/// The names of the request's fields that the public documentation of PIMS does not show. Each has the likeliest name and,
/// where the server's answer can tell, others that are tried.
/// </summary>
public sealed class PimsFieldNames
{
    private static readonly Dictionary<string, string[]> s_known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SkuList"] = ["skus", "sku"],
        ["PageSize"] = ["pageSize", "limit", "page_size"],
        ["PageNumber"] = ["pageNum", "page", "page_num"],
        ["OrderAttribute"] = ["attribute", "name", "field"],
        ["OrderDirection"] = ["direction", "dir", "order"],
        ["Search"] = ["search", "searchWord"],
        ["IncludeDeleted"] = ["includeDeleted", "include_deleted", "deleted"],
        ["IncludeVariants"] = ["includeVariants", "include_variants", "variants"],
        ["IncludeChildren"] = ["includeChildren", "includeSubcategories", "subcategories"],
        ["HistoryUser"] = ["user"],
    };

    // given by the caller, or understood by the server
    private readonly ConcurrentDictionary<string, string> _certain = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes names that a caller knows better.</summary>
    /// <param name="overrides">By the names of <see cref="Fields"/>; null for none.</param>
    /// <exception cref="PimException">A field that is not known.</exception>
    public PimsFieldNames(IEnumerable<KeyValuePair<string, string>>? overrides = null)
    {
        foreach (KeyValuePair<string, string> name in overrides ?? [])
        {
            if (!s_known.ContainsKey(name.Key))
            {
                throw new PimException(PimErrorKind.Input, $"FieldName: there is no field '{name.Key}'; there are {string.Join(", ", Fields)}.") { Subject = name.Key };
            }

            _certain[name.Key] = name.Value;
        }
    }

    /// <summary>The fields whose names are not certain.</summary>
    public static IReadOnlyCollection<string> Fields => s_known.Keys;

    /// <summary>The name that is sent for a field.</summary>
    public string this[string field] => _certain.TryGetValue(field, out string? name) ? name : s_known[field][0];

    /// <summary>The names to try for a field: the one that is certain, or all that are likely.</summary>
    internal IReadOnlyList<string> Candidates(string field) => _certain.TryGetValue(field, out string? name) ? [name] : s_known[field];

    /// <summary>Settles on a name that the server has shown to understand.</summary>
    internal void Settle(string field, string name) => _certain[field] = name;

    /// <summary>Says once that a name which is about to be sent is a guess.</summary>
    internal void Tell(string field, CallContext context)
    {
        if (context.Notes is { } notes && !_certain.ContainsKey(field) && _told.TryAdd(field, true))
        {
            notes(new PimNote($"The name '{this[field]}' of the field {field} is not documented; Connect-Pim -FieldName changes it."));
        }
    }
}
