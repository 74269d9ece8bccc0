using System;
using System.Linq;
using System.Text.Json.Nodes;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>
/// One value. Its data is a string, a long, a bool, an array of codes, a <see cref="MetricData"/>,
/// an array of <see cref="PriceData"/>, or JSON as it is told: the rows of a table, a product link.
/// </summary>
internal sealed class ProductValue(string attribute, string? locale, string? scope, object data)
{
    public string Attribute { get; } = attribute;

    public string? Locale { get; } = locale;

    public string? Scope { get; } = scope;

    public object Data { get; } = data;

    public bool HasKey(string attribute, string? locale, string? scope) =>
        Attribute == attribute && Locale == locale && Scope == scope;

    public bool HasKeyOf(ProductValue other) => HasKey(other.Attribute, other.Locale, other.Scope);

    public bool HasSameData(ProductValue other) => (Data, other.Data) switch
    {
        (string[] mine, string[] theirs) => mine.SequenceEqual(theirs),
        (PriceData[] mine, PriceData[] theirs) => mine.SequenceEqual(theirs),
        (JsonNode mine, JsonNode theirs) => JsonNode.DeepEquals(mine, theirs),
        _ => Data.Equals(other.Data),
    };

    /// <summary>The order in which an item's values are kept and told.</summary>
    public static int Compare(ProductValue left, ProductValue right)
    {
        int order = string.CompareOrdinal(left.Attribute, right.Attribute);
        order = order != 0 ? order : string.CompareOrdinal(left.Scope, right.Scope);
        return order != 0 ? order : string.CompareOrdinal(left.Locale, right.Locale);
    }
}

/// <summary>A measure. The amount is a string where decimals are allowed and a long otherwise.</summary>
internal sealed record MetricData(object Amount, string Unit);

/// <summary>An amount of money. The amount is a string where decimals are allowed and a long otherwise.</summary>
internal sealed record PriceData(object Amount, string Currency);
