using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>
/// Looks whether a list shows that the server understood what was asked for. It ignores names that it does not know, so
/// a wrong one gives fewer products, or another order, and no error.
/// </summary>
internal sealed class PimsListCheck(PimsListRequest list, PimsFieldNames names)
{
    private bool _awaitsDeleted = list.HasDeleted;
    private bool _awaitsVariants = list.HasVariants;

    /// <summary>Looks at a page.</summary>
    public void Look(PimsAnswer answer, List<PimsRow> rows, PimsMetadata metadata, bool isFirst, CallContext context)
    {
        _awaitsDeleted = _awaitsDeleted && answer.List.Span.IndexOf("\"deleted\""u8) < 0;
        _awaitsVariants = _awaitsVariants && !HasParent(answer.List.Span);
        if (isFirst && list.Order is { } order && metadata.Find(order.Attribute) is { } attribute && IsUnsorted(rows, attribute, order.IsDescending))
        {
            context.Notes?.Invoke(new PimNote(
                $"The list is not sorted by '{order.Attribute}' {(order.IsDescending ? "descending" : "ascending")}: the server may know the fields OrderAttribute and OrderDirection by other names than '{names["OrderAttribute"]}' and '{names["OrderDirection"]}'. Connect-Pim -FieldName changes them.", IsWarning: true));
        }
    }

    /// <summary>Says what did not come. Where there is none, that is right; so it is no warning.</summary>
    public void End(CallContext context)
    {
        Say(ref _awaitsDeleted, "deleted product", "IncludeDeleted");
        Say(ref _awaitsVariants, "variant", "IncludeVariants");

        void Say(ref bool isAwaited, string what, string field)
        {
            if (isAwaited)
            {
                isAwaited = false;
                context.Notes?.Invoke(new PimNote($"No {what} came. If there are some, the server knows the field {field} by another name than '{names[field]}'; Connect-Pim -FieldName changes it."));
            }
        }
    }

    /// <summary>Only numbers are judged: their order is the same everywhere, and that of texts is the database's own.</summary>
    private static bool IsUnsorted(List<PimsRow> rows, AttributeDefinition attribute, bool isDescending)
    {
        if (attribute.Type != "number" || attribute.IsCollection)
        {
            return false;
        }

        List<string> texts = [.. rows.Select(row => Value(row, attribute.Code)).OfType<string>().Where(text => text.Length > 0)];
        var numbers = new List<decimal>();
        foreach (string text in texts)
        {
            if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
            {
                return false;
            }

            numbers.Add(number);
        }

        bool isByNumber = IsOrdered(numbers, (left, right) => left.CompareTo(right));
        // a server that keeps all values as texts sorts them as such
        bool isByText = IsOrdered(texts, string.CompareOrdinal);
        return !isByNumber && !isByText;

        bool IsOrdered<T>(List<T> values, Comparison<T> compare) =>
            values.Zip(values.Skip(1), (left, right) => compare(left, right)).All(step => isDescending ? step >= 0 : step <= 0);
    }

    private static string? Value(PimsRow row, string attribute)
    {
        using JsonDocument product = JsonDocument.Parse(row.Json);
        return product.RootElement.TryGetProperty("data", out JsonElement data) && data.TryGetProperty("attributes", out JsonElement attributes)
            && attributes.ValueKind == JsonValueKind.Object && attributes.TryGetProperty(attribute, out JsonElement value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
                ? value.ToString()
                : null;
    }

    private static bool HasParent(ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> name = "\"variation_of\":"u8;
        for (int at = json.IndexOf(name); at >= 0; at = json.IndexOf(name))
        {
            json = json.Slice(at + name.Length);
            int start = 0;
            while (start < json.Length && json[start] == (byte)' ')
            {
                start++;
            }

            if (start + 1 < json.Length && json[start] == (byte)'"' && json[start + 1] != (byte)'"')
            {
                return true;
            }
        }

        return false;
    }
}
