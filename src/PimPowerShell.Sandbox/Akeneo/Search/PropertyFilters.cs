using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Traffic;

namespace PimPowerShell.Sandbox.Akeneo.Search;

/// <summary>Filters on the properties of items (4.2).</summary>
internal sealed class PropertyFilters(ItemCriteria criteria, Catalog catalog, ItemStore items, Naming naming, SearchDefaults defaults, EditionTraits edition)
{
    private const int IdentifiersMaximum = 100;
    private const int DaysMaximum = 365_000;
    private const string TimeFormat = "yyyy-mm-dd H:i:s";

    private readonly bool _models = naming == Naming.Code;

    /// <summary>Adds a filter; false when its property is none of these, and so has to be an attribute.</summary>
    public bool TryAdd(SearchFilter filter)
    {
        switch (filter.Property)
        {
            case "uuid" when naming == Naming.Uuid:
                AddUuid(filter);
                break;
            case "identifier":
                AddIdentifier(filter);
                break;
            case "categories":
                AddCategories(filter);
                break;
            case "enabled" when !_models:
                AddEnabled(filter);
                break;
            case "completeness" when _models:
                new CompletenessFilter(catalog, defaults).AddOfModel(filter, criteria, items);
                break;
            case "completeness":
                new CompletenessFilter(catalog, defaults).Add(filter, criteria);
                break;
            case "readiness" when edition.IsSaas:
                new ReadinessFilter(catalog, new CompletenessFilter(catalog, defaults), _models).Add(filter, criteria);
                break;
            case "groups" when !_models:
                AddGroups(filter);
                break;
            case "family":
                new FamilyFilter(catalog, edition).Add(filter, criteria);
                break;
            case "created":
                AddTime(filter, item => item.Created);
                break;
            case "updated":
                AddTime(filter, LastIndexed);
                break;
            case "updated_including_linked_entities" when edition.IsSaas:
                // nothing that products are linked to changes by itself here
                AddTime(filter, LastIndexed);
                break;
            case "updated_including_linked_type" when edition.IsSaas:
                RequireLinkedTypes(filter);
                break;
            case "parent":
                AddParent(filter);
                break;
            case "quality_score" when edition.IsFrom(_models ? 7 : 6):
                new CompletenessFilter(catalog, defaults).AddScore(filter, criteria);
                break;
            default:
                // the identifier attribute is the identifier
                if (filter.Property != catalog.Identifier.Code || _models)
                {
                    return false;
                }

                AddIdentifier(edition.IsFrom(7) || filter.Operator is not ("IN" or "NOT IN") ? filter : throw FilterValues.Unsupported(filter));
                break;
        }

        return true;
    }

    private void AddUuid(SearchFilter filter)
    {
        if (filter.Operator is not ("IN" or "NOT IN"))
        {
            throw FilterValues.Unsupported(filter);
        }

        HashSet<Guid> uuids = [];
        foreach (string text in FilterValues.Codes(filter))
        {
            if (!Guid.TryParseExact(text, "D", out Guid uuid))
            {
                throw ApiException.Unprocessable("Property \"uuid\" expects an array with valid data, should be a valid uuid.");
            }

            uuids.Add(uuid);
        }

        if (filter.Operator == "IN")
        {
            criteria.AddCandidates(uuids.Select(items.Product).OfType<CatalogItem>());
        }
        else
        {
            criteria.Add(item => !uuids.Contains(item.Uuid));
        }
    }

    private void AddIdentifier(SearchFilter filter)
    {
        switch (filter.Operator)
        {
            case "IN":
                RequireIdentifiers(filter);
                criteria.AddCandidates(FilterValues.Codes(filter).Select(Find).OfType<CatalogItem>());
                break;
            case "NOT IN":
                HashSet<string> unwanted = FilterValues.Codes(filter);
                criteria.Add(item => item.Code is null || !unwanted.Contains(item.Code));
                break;
            case "=":
                criteria.AddCandidates(Find(FilterValues.Text(filter)) is CatalogItem found ? [found] : []);
                break;
            case "EMPTY":
                criteria.Add(item => item.Code is null);
                break;
            case "NOT EMPTY":
                criteria.Add(item => item.Code is not null);
                break;
            default:
                Func<string, bool>? condition = Comparisons.OnText(filter.Operator, PhpJson.StringOrNull(filter.Value) ?? "");
                if (condition is null)
                {
                    throw FilterValues.Unsupported(filter);
                }

                FilterValues.Text(filter);
                criteria.Add(item => item.Code is not null && condition(item.Code));
                break;
        }
    }

    private CatalogItem? Find(string code) => _models ? items.Model(code) : items.Product(code);

    private static void RequireIdentifiers(SearchFilter filter)
    {
        if (filter.Value.ValueKind != JsonValueKind.Array)
        {
            return; // told by what reads it
        }

        if (filter.Value.GetArrayLength() > IdentifiersMaximum)
        {
            throw ApiException.BadRequest($"The identifier filter can't contain more than {IdentifiersMaximum} product identifiers.");
        }

        if (filter.Value.EnumerateArray().Any(PhpJson.IsNull))
        {
            throw ApiException.Unprocessable("The identifier filter can't contain null value");
        }
    }

    private void AddCategories(SearchFilter filter)
    {
        if (filter.Operator == "UNCLASSIFIED")
        {
            criteria.AddOnView(view => view.Categories.Length == 0);
            return;
        }

        if (filter.Operator is not ("IN" or "NOT IN" or "IN OR UNCLASSIFIED" or "IN CHILDREN" or "NOT IN CHILDREN"))
        {
            throw FilterValues.Unsupported(filter);
        }

        HashSet<string> codes = FilterValues.Codes(filter);
        string[] unknown = [.. codes.Where(code => !catalog.Categories.Contains(code))];
        if (unknown.Length > 0)
        {
            throw ApiException.Unprocessable(unknown.Length == 1
                ? $"Category \"{unknown[0]}\" does not exist."
                : $"Categories \"{string.Join(", ", unknown)}\" do not exist.");
        }

        Func<ItemView, bool> isIn = filter.Operator.EndsWith("CHILDREN", StringComparison.Ordinal)
            ? view => view.Categories.Any(category => codes.Any(code => catalog.Categories.IsWithin(category, code)))
            : view => view.Categories.Any(codes.Contains);
        criteria.AddOnView(filter.Operator switch
        {
            "IN" or "IN CHILDREN" => isIn,
            "IN OR UNCLASSIFIED" => view => view.Categories.Length == 0 || isIn(view),
            _ => view => !isIn(view),
        });
    }

    private void AddEnabled(SearchFilter filter)
    {
        if (filter.Operator is not ("=" or "!="))
        {
            throw FilterValues.Unsupported(filter);
        }

        bool wanted = FilterValues.Boolean(filter) == (filter.Operator == "=");
        criteria.Add(item => item.Enabled == wanted);
    }

    private void AddGroups(SearchFilter filter)
    {
        switch (filter.Operator)
        {
            case "EMPTY":
                criteria.Add(item => item.Details.Groups.Length == 0);
                break;
            case "NOT EMPTY":
                criteria.Add(item => item.Details.Groups.Length > 0);
                break;
            case "IN" or "NOT IN":
                HashSet<string> groups = FilterValues.Codes(filter);
                bool wanted = filter.Operator == "IN";
                criteria.Add(item => item.Details.Groups.Any(groups.Contains) == wanted);
                break;
            default:
                throw FilterValues.Unsupported(filter);
        }
    }

    private static void RequireLinkedTypes(SearchFilter filter)
    {
        if (filter.Operator != "IN" || !FilterValues.Codes(filter).IsSubsetOf(["asset", "reference_entity_record"]))
        {
            throw FilterValues.Unsupported(filter);
        }
    }

    private void AddTime(SearchFilter filter, Func<CatalogItem, DateTimeOffset> timeOf)
    {
        if (filter.Operator == "SINCE LAST N DAYS")
        {
            decimal days = Math.Min(FilterValues.Number(filter, filter.Value), DaysMaximum);
            DateTimeOffset since = ServerClock.Now.AddDays(-(double)Math.Max(days, -DaysMaximum));
            criteria.Add(item => timeOf(item) > since);
            return;
        }

        if (filter.Operator is not ("=" or "!=" or "<" or ">" or "BETWEEN" or "NOT BETWEEN"))
        {
            throw FilterValues.Unsupported(filter);
        }

        DateTimeOffset[] bounds = FilterValues.Dates(filter, Timestamps.ReadFilter, TimeFormat);
        Func<DateTimeOffset, bool> condition = Comparisons.OnTime(filter.Operator, bounds)!;
        criteria.Add(item => condition(timeOf(item)));
    }

    /// <summary>Writing a model puts its variants into the index again: they are found by its date (10, quirk 16).</summary>
    private DateTimeOffset LastIndexed(CatalogItem item) => item.Parent is null || !items.HasWrittenModels
        ? item.Updated
        : new ItemView(item, items).Line.Where(each => each == item || !each.IsGenerated).Max(each => each.Updated);

    private void AddParent(SearchFilter filter)
    {
        switch (filter.Operator)
        {
            case "EMPTY":
                criteria.Add(item => item.Parent is null);
                break;
            case "NOT EMPTY":
                criteria.Add(item => item.Parent is not null);
                break;
            case "IN" when _models || edition.IsFrom(7):
                HashSet<string> parents = FilterValues.Codes(filter);
                RequireModels(parents);
                criteria.AddCandidates(parents.SelectMany(parent => _models ? items.SubModelsOf(parent) : items.VariantsOf(parent)));
                break;
            case "=" when !_models:
                string root = FilterValues.Text(filter);
                RequireModels([root]);
                criteria.AddCandidates(items.VariantsOf(root).Concat(items.SubModelsOf(root).SelectMany(model => items.VariantsOf(model.Code!))));
                break;
            default:
                throw FilterValues.Unsupported(filter);
        }
    }

    private void RequireModels(IEnumerable<string> codes)
    {
        if (codes.FirstOrDefault(code => items.Model(code) is null) is string unknown)
        {
            throw ApiException.Unprocessable($"Property \"parent\" expects a valid parent code. The product model does not exist, \"{unknown}\" given.");
        }
    }
}
