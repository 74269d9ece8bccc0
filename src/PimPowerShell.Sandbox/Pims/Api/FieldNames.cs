using System;
using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Pims.Api;

/// <summary>
/// The names on the wire that the public document of the API lost. The sandbox takes whichever the options say,
/// and knows no other: what bears another name is unknown, and so ignored.
/// </summary>
internal sealed class FieldNames(PimSandboxOptions options)
{
    private static readonly IDictionary<string, string> _defaults = Defaults();

    public string SkuList => Name("SkuList");

    public string PageSize => Name("PageSize");

    public string PageNumber => Name("PageNumber");

    public string OrderAttribute => Name("OrderAttribute");

    public string OrderDirection => Name("OrderDirection");

    public string Search => Name("Search");

    public string IncludeDeleted => Name("IncludeDeleted");

    public string IncludeVariants => Name("IncludeVariants");

    public string IncludeChildren => Name("IncludeChildren");

    public string HistoryUser => Name("HistoryUser");

    public static IDictionary<string, string> Defaults() => new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["SkuList"] = "skus",
        ["PageSize"] = "pageSize",
        ["PageNumber"] = "pageNum",
        ["OrderAttribute"] = "attribute",
        ["OrderDirection"] = "direction",
        ["Search"] = "search",
        ["IncludeDeleted"] = "includeDeleted",
        ["IncludeVariants"] = "includeVariants",
        ["IncludeChildren"] = "includeChildren",
        ["HistoryUser"] = "user",
    };

    private string Name(string logical) => options.PimsFieldNames.TryGetValue(logical, out string? name) ? name : _defaults[logical];
}
