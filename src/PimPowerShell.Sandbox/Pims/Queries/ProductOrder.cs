using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Pims.Products;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Queries;

/// <summary>Orders of products.</summary>
internal static class ProductOrder
{
    private static readonly StringComparer _text = StringComparer.OrdinalIgnoreCase;

    public static IComparer<(string Parent, string Own)> DefaultComparer { get; } = Comparer<(string Parent, string Own)>.Create((left, right) =>
    {
        int byParent = _text.Compare(left.Parent, right.Parent);
        return byParent != 0 ? byParent : _text.Compare(left.Own, right.Own);
    });

    /// <summary>By SKU, variants by their parent's.</summary>
    public static (string Parent, string Own) DefaultKey(PimsProduct product, ProductReader reader) =>
        reader.ParentOf(product) is string parent ? (parent, product.Sku) : (product.Sku, "");

    /// <summary>By attributes; rows that are alike stay as they were. What has no value comes first.</summary>
    public static int[] Sort(int[] rows, IReadOnlyList<OrderRule> rules, ProductStore store, ProductReader reader)
    {
        IOrderedEnumerable<int>? ordered = null;
        foreach (OrderRule rule in rules)
        {
            Func<int, Key> key = row => Key.Of(rule.Attribute, reader.Read(store.At(row), rule.Attribute) as string);
            ordered = (ordered, rule.IsDescending) switch
            {
                (null, false) => rows.OrderBy(key),
                (null, true) => rows.OrderByDescending(key),
                (_, false) => ordered.ThenBy(key),
                (_, true) => ordered.ThenByDescending(key),
            };
        }

        return [.. ordered!];
    }

    /// <summary>A value to sort by: numbers by size, all else by its text.</summary>
    private readonly struct Key(decimal? number, string? text) : IComparable<Key>
    {
        private readonly decimal? _number = number;
        private readonly string? _text = text;

        public static Key Of(PimsAttribute attribute, string? text) =>
            attribute.Type is "number" or "completeness" && text is not null ? new(FilterValue.Number(text), null) : new(null, text);

        public int CompareTo(Key other)
        {
            int byNumber = Nullable.Compare(_number, other._number);
            return byNumber != 0 ? byNumber : ProductOrder._text.Compare(_text, other._text);
        }
    }
}
