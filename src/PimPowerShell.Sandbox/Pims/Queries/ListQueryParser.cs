using System;
using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Products;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Queries;

/// <summary>Reads the parameters of getList. What bears a name that it does not know is passed over in silence.</summary>
internal sealed class ListQueryParser(FieldNames names, AttributeMap map, ProductReader reader)
{
    public ListQuery Parse(JsonElement parameters)
    {
        List<Func<PimsProduct, bool>> conditions = [];
        int category = Field.Number(parameters, "cat_id") ?? 0;
        bool includesChildren = Field.IsTrue(parameters, names.IncludeChildren);
        if (category != 0)
        {
            conditions.Add(InCategory(reader, category, includesChildren));
        }

        JsonElement filters = Field.Object(parameters, "filter_values");
        foreach (KeyValuePair<string, JsonElement> filter in PhpJson.Entries(filters))
        {
            if (map.Find(filter.Key) is MappedAttribute mapped)
            {
                conditions.Add(FilterValue.Parse(mapped, PhpJson.Text(filter.Value), reader));
            }
        }

        string search = Field.Text(parameters, names.Search) ?? "";
        if (search.Length > 0)
        {
            conditions.Add(Searched(map, reader, search));
        }

        string condition = Field.Text(parameters, "condition_query") ?? "";
        if (condition.Trim().Length > 0)
        {
            conditions.Add(new ConditionParser(condition, map, reader).Parse());
        }

        IReadOnlyList<JsonElement> order = Field.Array(parameters, "order");
        bool includesDeleted = Field.IsTrue(parameters, names.IncludeDeleted);
        bool includesVariants = Field.IsTrue(parameters, names.IncludeVariants);
        return new ListQuery
        {
            Key = string.Join("\n", map.View, category, includesChildren, Raw(filters), search, condition, string.Join(",", order), includesDeleted, includesVariants),
            IncludesDeleted = includesDeleted,
            IncludesVariants = includesVariants,
            Conditions = conditions,
            Order = Order(order),
        };
    }

    public static Func<PimsProduct, bool> InCategory(ProductReader reader, int id, bool includesChildren)
    {
        if (reader.Tree.Find(id) is null)
        {
            throw PimsException.NoCategory();
        }

        HashSet<int> wanted = includesChildren ? reader.Tree.Subtree(id) : [id];
        return product => Array.Exists(reader.CategoriesOf(product), wanted.Contains);
    }

    /// <summary>A word or phrase, anywhere in a searchable attribute.</summary>
    public static Func<PimsProduct, bool> Searched(AttributeMap map, ProductReader reader, string phrase)
    {
        List<PimsAttribute> searchable = [];
        foreach (MappedAttribute mapped in map.All)
        {
            if (mapped.Attribute.IsSearchable)
            {
                searchable.Add(mapped.Attribute);
            }
        }

        return product => searchable.Exists(attribute => Holds(reader.Read(product, attribute), phrase));
    }

    public static OrderRule Rule(AttributeMap map, string name, bool isDescending)
    {
        PimsAttribute attribute = map.Find(name)?.Attribute ?? throw new PimsException($"Attribute \"{name}\" does not exist!");
        return attribute.IsCollection || !(attribute.IsFilterable || attribute.IsIndexable)
            ? throw new PimsException($"The attribute \"{name}\" should not be a Collection and should be Filterable or Indexable!")
            : new OrderRule(attribute, isDescending);
    }

    private static bool Holds(object? value, string phrase) => value switch
    {
        string text => text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase) >= 0,
        string[] texts => Array.Exists(texts, text => text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase) >= 0),
        _ => false,
    };

    private List<OrderRule> Order(IReadOnlyList<JsonElement> rules)
    {
        List<OrderRule> order = [];
        foreach (JsonElement rule in rules)
        {
            // a rule under another key is no rule to this server
            if (Field.Text(rule, names.OrderAttribute) is string name)
            {
                order.Add(Rule(map, name, (Field.Text(rule, names.OrderDirection) ?? "ASC") switch
                {
                    "ASC" or "asc" => false,
                    "DESC" or "desc" => true,
                    _ => throw new PimsException("The order direction can be \"ASC\" or \"DESC\"!"),
                }));
            }
        }

        return order;
    }

    private static string Raw(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? "" : value.GetRawText();
}
