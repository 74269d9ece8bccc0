using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Whether the data of two values is the same, by the attribute's type.</summary>
/// <param name="isProduct">Whether it is the catalog's attributes; those of records and assets are stricter about the form of data.</param>
internal sealed class AkeneoSameData(bool isProduct)
{
    public bool IsSame(AttributeDefinition attribute, JsonElement wanted, JsonElement present)
    {
        bool isEmpty = IsEmpty(attribute.Type, wanted);
        return isEmpty || IsEmpty(attribute.Type, present) ? isEmpty && IsEmpty(attribute.Type, present) : attribute.Type switch
        {
            "pim_catalog_number" => SameJson.Decimal(wanted, present),
            // a number that is no text is refused there
            "number" => wanted.ValueKind == JsonValueKind.String && SameJson.Decimal(wanted, present),
            "pim_catalog_metric" => SameJson.Measurement(wanted, present),
            "pim_catalog_price_collection" => SamePrices(wanted, present),
            "pim_catalog_date" => SameJson.Day(wanted, present),
            "date" => SameJson.Moment(wanted, present),
            "pim_catalog_simpleselect" => SameJson.Code(wanted, present),
            "pim_catalog_multiselect" => SameJson.Set(wanted, present, StringComparer.OrdinalIgnoreCase),
            "multiple_options" => SameJson.Set(wanted, present, StringComparer.Ordinal),
            "pim_catalog_table" => SameTable(attribute.ColumnTypes, wanted, present),
            // the order of links and assets is the user's
            _ => SameJson.Value(wanted, present),
        };
    }

    /// <summary>Whether data erases a value, or is none.</summary>
    public bool IsEmpty(string type, JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => data.ValueEquals(""u8) && (isProduct || !HasMany(type)),
        JsonValueKind.Array when type == "pim_catalog_price_collection" => data.EnumerateArray().All(HasNoAmount),
        JsonValueKind.Array => data.GetArrayLength() == 0 && (isProduct || HasMany(type)),
        JsonValueKind.Object => isProduct && (data.GetPropertyCount() == 0 || (type == "pim_catalog_metric" && HasNoAmount(data))),
        _ => false,
    };

    private static bool HasMany(string type) =>
        type is "multiple_options" or "reference_entity_multiple_links" or "asset_family_multiple_links" or "asset_collection";

    private static bool HasNoAmount(JsonElement value) =>
        SameJson.Member(value, "amount") is var amount && (amount.ValueKind == JsonValueKind.Null || (amount.ValueKind == JsonValueKind.String && amount.ValueEquals(""u8)));

    /// <summary>One amount a currency in any order; the server refuses a currency that comes twice.</summary>
    private static bool SamePrices(JsonElement wanted, JsonElement present)
    {
        if (Amounts(wanted) is not { } asked || Amounts(present) is not { } kept)
        {
            return false;
        }

        return asked.Count == kept.Count && asked.All(price => kept.TryGetValue(price.Key, out JsonElement amount) && SameJson.Decimal(price.Value, amount));
    }

    private static Dictionary<string, JsonElement>? Amounts(JsonElement prices)
    {
        if (prices.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var amounts = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonElement price in prices.EnumerateArray())
        {
            JsonElement currency = SameJson.Member(price, "currency");
            JsonElement amount = SameJson.Member(price, "amount");
            if (currency.ValueKind != JsonValueKind.String || !SameJson.IsThere(amount) || !named.Add(currency.GetString()!))
            {
                return null;
            }

            if (!HasNoAmount(price))
            {
                amounts.Add(currency.GetString()!, amount);
            }
        }

        return amounts;
    }

    /// <summary>The same rows in the same order. A cell that is null is none.</summary>
    private static bool SameTable(IReadOnlyDictionary<string, string>? columns, JsonElement wanted, JsonElement present) =>
        wanted.ValueKind == JsonValueKind.Array && present.ValueKind == JsonValueKind.Array && wanted.GetArrayLength() == present.GetArrayLength()
        && wanted.EnumerateArray().Zip(present.EnumerateArray(), (row, kept) => SameRow(columns, row, kept)).All(isSame => isSame);

    private static bool SameRow(IReadOnlyDictionary<string, string>? columns, JsonElement wanted, JsonElement present)
    {
        if (wanted.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        Dictionary<string, JsonElement> kept = SameJson.Members(present, StringComparer.OrdinalIgnoreCase);
        int cells = 0;
        foreach (JsonProperty cell in wanted.EnumerateObject())
        {
            string type = "";
            if (columns?.TryGetValue(cell.Name, out type!) == false)
            {
                // the server knows no such column
                return false;
            }

            if (cell.Value.ValueKind == JsonValueKind.Null)
            {
                if (kept.ContainsKey(cell.Name))
                {
                    return false;
                }
            }
            else if (!kept.TryGetValue(cell.Name, out JsonElement value) || !SameCell(type, cell.Value, value))
            {
                return false;
            }
            else
            {
                cells++;
            }
        }

        return cells == kept.Values.Count(value => value.ValueKind != JsonValueKind.Null);
    }

    private static bool SameCell(string type, JsonElement wanted, JsonElement present) => type switch
    {
        "number" => SameJson.Decimal(wanted, present),
        "measurement" => SameJson.Measurement(wanted, present),
        "date" => SameJson.Day(wanted, present),
        _ => SameJson.Value(wanted, present),
    };
}
