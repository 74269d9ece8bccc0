using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>How an item is named in the API that a call came by.</summary>
internal enum Naming
{
    Uuid,
    Identifier,
    Code,

    /// <summary>Published products, which are known by identifier.</summary>
    Published,
}

/// <summary>Writes items, in the server's order of keys (1.1 to 1.3).</summary>
internal sealed class ItemJson(PhpJsonWriter writer, Catalog catalog, ItemStore items, Naming naming, Projection projection, ApiRequest request, EditionTraits edition)
{
    /// <param name="item">What to write.</param>
    /// <param name="selfUrl">The URL for an item of a list; null for an item by itself.</param>
    public void Write(CatalogItem item, string? selfUrl)
    {
        ItemView view = new(item, items);
        writer.BeginObject();
        if (selfUrl is not null)
        {
            HalPage.WriteSelf(writer, selfUrl);
        }

        WriteHead(view);
        writer.Name("values").BeginObject();
        WriteValues(view);
        writer.EndObject();
        writer.Name("created").String(Timestamps.Write(item.Created));
        writer.Name("updated").String(Timestamps.Write(item.Updated));
        WriteAssociations(view.Associations);
        // published products and quantities do not go together (1.4)
        WriteQuantified(naming == Naming.Published ? ItemDetails.NoQuantified : view.Quantified);
        WriteExtras(view);
        writer.EndObject();
    }

    private void WriteHead(ItemView view)
    {
        CatalogItem item = view.Item;
        if (naming == Naming.Code)
        {
            writer.Name("code").String(item.Code);
            writer.Name("family").String(item.Family);
            writer.Name("family_variant").String(item.FamilyVariant);
            writer.Name("parent").String(item.Parent);
            WriteCodes("categories", view.Categories);
            return;
        }

        if (naming != Naming.Published && edition.KnowsUuids)
        {
            writer.Name("uuid").String(item.Uuid.ToString());
        }

        if (naming != Naming.Uuid)
        {
            writer.Name("identifier").String(item.Code);
        }

        writer.Name("enabled").Boolean(item.Enabled);
        writer.Name("family").String(item.Family);
        WriteCodes("categories", view.Categories);
        WriteCodes("groups", item.Details.Groups);
        if (naming != Naming.Published)
        {
            writer.Name("parent").String(item.Parent);
        }
    }

    private void WriteCodes(string name, IEnumerable<string> codes)
    {
        writer.Name(name).BeginArray();
        foreach (string code in codes)
        {
            writer.String(code);
        }

        writer.EndArray();
    }

    private void WriteValues(ItemView view)
    {
        if (naming == Naming.Uuid && view.Item.Code is string identifier && projection.ShowsAttribute(catalog.Identifier.Code))
        {
            writer.Name(catalog.Identifier.Code).BeginArray();
            WriteValue(new ProductValue(catalog.Identifier.Code, null, null, identifier), catalog.Identifier);
            writer.EndArray();
        }

        string? open = null;
        AttributeDefinition? attribute = null;
        foreach (ProductValue value in view.Values)
        {
            if (!projection.Shows(value))
            {
                continue;
            }

            if (value.Attribute != open)
            {
                if (open is not null)
                {
                    writer.EndArray();
                }

                open = value.Attribute;
                attribute = catalog.Attribute(open)!;
                writer.Name(open).BeginArray();
            }

            WriteValue(value, attribute!);
        }

        if (open is not null)
        {
            writer.EndArray();
        }
    }

    private void WriteValue(ProductValue value, AttributeDefinition attribute)
    {
        writer.BeginObject();
        writer.Name("locale").String(value.Locale);
        writer.Name("scope").String(value.Scope);
        writer.Name("data");
        object data = projection.Convert(value, attribute, catalog, items);
        ValueJson.Write(writer, data, edition.TellsAttributeTypes && data is MetricData metric ? catalog.Units[attribute.MeasurementFamily!][metric.Unit].Symbol : null);
        if (edition.TellsAttributeTypes)
        {
            writer.Name("attribute_type").String(attribute.Type);
            if (attribute.ReferenceName is not null)
            {
                writer.Name("reference_data_name").String(attribute.ReferenceName);
            }
        }

        if (attribute.Type is AttributeTypes.Image or AttributeTypes.File)
        {
            // the slashes of a media code stay slashes (10, quirk 7)
            writer.Name("_links").BeginObject();
            HalPage.Link(writer, "download", request.Url(["media-files", .. ((string)value.Data).Split('/'), "download"]));
            writer.EndObject();
        }

        if (projection.WithAttributeOptions && attribute.Options.Count > 0)
        {
            WriteLinkedData(value.Data, attribute);
        }

        writer.EndObject();
    }

    private void WriteLinkedData(object data, AttributeDefinition attribute)
    {
        writer.Name("linked_data");
        if (data is string code)
        {
            WriteOption(code, attribute);
            return;
        }

        writer.BeginObject();
        foreach (string each in (string[])data)
        {
            writer.Name(each);
            WriteOption(each, attribute);
        }

        writer.EndObject();
    }

    private void WriteOption(string code, AttributeDefinition attribute)
    {
        writer.BeginObject();
        writer.Name("attribute").String(attribute.Code);
        writer.Name("code").String(code);
        writer.Name("labels");
        PhpJson.Write(writer, attribute.Options.TryGetValue(code, out StructureEntity? option) ? option.Data["labels"] : new JsonObject());
        writer.EndObject();
    }

    /// <summary>An item with any association tells all types, empty ones too (5.6).</summary>
    private void WriteAssociations(IReadOnlyDictionary<string, AssociationTargets> associations)
    {
        writer.Name("associations").BeginObject();
        if (associations.Values.Any(targets => !targets.IsEmpty))
        {
            foreach (AssociationTypeDefinition type in catalog.AssociationTypes.Values.Where(type => !type.IsQuantified))
            {
                AssociationTargets targets = associations.TryGetValue(type.Code, out AssociationTargets? found) ? found : AssociationTargets.None;
                writer.Name(type.Code).BeginObject();
                WriteCodes("groups", targets.Groups);
                WriteCodes("products", targets.Products.Select(NameOf).OfType<string>());
                WriteCodes("product_models", targets.Models);
                writer.EndObject();
            }
        }

        writer.EndObject();
    }

    private void WriteQuantified(IReadOnlyDictionary<string, QuantifiedTargets> quantified)
    {
        writer.Name("quantified_associations").BeginObject();
        foreach (KeyValuePair<string, QuantifiedTargets> type in quantified.Where(pair => !pair.Value.IsEmpty))
        {
            writer.Name(type.Key).BeginObject();
            writer.Name("products").BeginArray();
            foreach (KeyValuePair<Guid, long> product in type.Value.Products)
            {
                if (NameOf(product.Key) is string name)
                {
                    WriteQuantity(naming == Naming.Uuid ? "uuid" : "identifier", name, product.Value);
                }
            }

            writer.EndArray().Name("product_models").BeginArray();
            foreach (KeyValuePair<string, long> model in type.Value.Models)
            {
                WriteQuantity("identifier", model.Key, model.Value);
            }

            writer.EndArray().EndObject();
        }

        writer.EndObject();
    }

    private void WriteQuantity(string key, string name, long quantity) =>
        writer.BeginObject().Name(key).String(name).Name("quantity").Number(quantity).EndObject();

    /// <summary>The name of an associated product in this API; null when it has none, or is gone.</summary>
    private string? NameOf(Guid uuid)
    {
        CatalogItem? product = items.Product(uuid);
        return product is null ? null : naming == Naming.Uuid ? uuid.ToString() : product.Code;
    }

    private void WriteExtras(ItemView view)
    {
        if (edition.IsEnterprise && naming != Naming.Published)
        {
            writer.Name("metadata").BeginObject().Name("workflow_status").String(items.Drafts.Status(view.Item)).EndObject();
        }

        if (projection.WithQualityScores)
        {
            WriteByLocale("quality_scores", view, percent => writer.String(Completeness.Score(percent)));
        }

        if (projection.WithCompletenesses && naming != Naming.Code)
        {
            WriteByLocale("completenesses", view, percent => writer.Number(percent));
        }

        if (projection.WithRootParent && naming == Naming.Uuid)
        {
            writer.Name("root_parent").String(view.RootParent);
        }

        if (projection.WithWorkflows && items.WriteWorkflows is { } writeWorkflows)
        {
            writer.Name("workflow_execution_statuses");
            writeWorkflows(writer, view.Item);
        }
    }

    private void WriteByLocale(string name, ItemView view, Func<int, PhpJsonWriter> writeData)
    {
        writer.Name(name).BeginArray();
        foreach ((string scope, string locale, int percent) in Completeness.Of(view, catalog))
        {
            writer.BeginObject();
            writer.Name("scope").String(scope);
            writer.Name("locale").String(locale);
            writer.Name("data");
            writeData(percent);
            writer.EndObject();
        }

        writer.EndArray();
    }
}
