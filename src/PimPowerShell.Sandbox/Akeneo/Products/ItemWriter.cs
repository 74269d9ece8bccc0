using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>What a write has done.</summary>
internal sealed class WriteResult(CatalogItem item, bool created)
{
    public CatalogItem Item { get; } = item;

    public bool Created { get; } = created;
}

/// <summary>Creates, changes and deletes products and product models. One write at a time.</summary>
internal sealed class ItemWriter(StructureStore structure, ItemStore items, PimSandboxOptions options)
{
    private readonly EditionTraits _edition = new(options);
    private readonly UniqueValues _unique = new();
    private readonly TwoWayAssociations _twoWay = new(structure, items);

    /// <summary>POST of a product, by either API.</summary>
    public CatalogItem CreateProduct(JsonElement body, Naming naming, bool createOptions)
    {
        lock (items.Gate)
        {
            Guid uuid = naming == Naming.Uuid && PhpJson.TryGet(body, "uuid", out JsonElement sent) && !PhpJson.IsNull(sent)
                ? Uuid(PhpJson.Text(sent))
                : Guid.NewGuid();
            if (items.Product(uuid) is not null)
            {
                throw ApiException.Invalid([new("uuid", $"The {uuid} uuid is already used for another product.")]);
            }

            return Write(ItemDraft.NewProduct(uuid), body, naming, createOptions, isPost: true).Item;
        }
    }

    /// <summary>PATCH of a product by uuid.</summary>
    public WriteResult UpsertByUuid(string key, JsonElement body, bool createOptions, bool updateParents = false)
    {
        Guid uuid = Uuid(key);
        if (PhpJson.TryGet(body, "uuid", out JsonElement sent) && !PhpJson.IsNull(sent)
            && (PhpJson.StringOrNull(sent) ?? throw ApiException.Documented("The uuid field requires a string.")).ToLowerInvariant() != uuid.ToString())
        {
            throw ApiException.Unprocessable(
                $"The uuid \"{PhpJson.Text(sent)}\" provided in the request body must match the uuid \"{key}\" provided in the url.");
        }

        lock (items.Gate)
        {
            CatalogItem? stored = items.Product(uuid);
            return Write(stored is null ? ItemDraft.NewProduct(uuid) : Change(stored, updateParents), body, Naming.Uuid, createOptions);
        }
    }

    /// <summary>PATCH of a product by identifier. Another identifier in the body gives the product that name.</summary>
    public WriteResult UpsertByIdentifier(string identifier, JsonElement body, bool createOptions, bool updateParents = false)
    {
        lock (items.Gate)
        {
            CatalogItem? stored = items.Product(identifier);
            if (stored is not null)
            {
                WriteResult result = Write(Change(stored, updateParents), body, Naming.Identifier, createOptions);
                // a simple product that becomes a variant counts as created (5.5)
                return stored.Parent is null && result.Item.Parent is not null ? new WriteResult(result.Item, created: true) : result;
            }

            RequireSameCode("identifier", identifier, body);
            ItemDraft draft = ItemDraft.NewProduct(Guid.NewGuid());
            draft.Code = identifier;
            return Write(draft, body, Naming.Identifier, createOptions);
        }
    }

    /// <summary>POST of a product model.</summary>
    public CatalogItem CreateModel(JsonElement body, bool createOptions)
    {
        lock (items.Gate)
        {
            string? code = PhpJson.TryGet(body, "code", out JsonElement sent) ? PhpJson.StringOrNull(sent) : null;
            if (code is not null && items.Model(code) is not null)
            {
                throw ApiException.Invalid([new("code", "The same identifier is already set on another product model")]);
            }

            return Write(ItemDraft.NewModel(code), body, Naming.Code, createOptions, isPost: true).Item;
        }
    }

    /// <summary>PATCH of a product model.</summary>
    public WriteResult UpsertModel(string code, JsonElement body, bool createOptions)
    {
        lock (items.Gate)
        {
            CatalogItem? stored = items.Model(code);
            if (stored is not null)
            {
                return Write(Change(stored), body, Naming.Code, createOptions);
            }

            RequireSameCode("code", code, body);
            return Write(ItemDraft.NewModel(code), body, Naming.Code, createOptions);
        }
    }

    public void DeleteProduct(CatalogItem product)
    {
        lock (items.Gate)
        {
            _unique.Removed(product.Uuid);
            items.Drafts.Remove(product);
            items.Delete(product);
        }
    }

    /// <summary>Deletes a product model with everything below it (1.3).</summary>
    public void DeleteModel(CatalogItem model)
    {
        lock (items.Gate)
        {
            foreach (CatalogItem child in items.SubModelsOf(model.Code!).ToList())
            {
                DeleteModel(child);
            }

            foreach (CatalogItem variant in items.VariantsOf(model.Code!).ToList())
            {
                DeleteProduct(variant);
            }

            items.Drafts.Remove(model);
            items.Delete(model);
        }
    }

    /// <summary>Whether changes of existing items wait for an owner's approval.</summary>
    private bool KeepsDrafts => _edition.IsEnterprise && !options.OwnsProducts;

    private ItemDraft Change(CatalogItem stored, bool updateParents = false) =>
        KeepsDrafts ? ItemDraft.Of(items.Drafts.Apply(stored)) : ItemDraft.Of(stored, updateParents);

    private static Guid Uuid(string text) =>
        Guid.TryParseExact(text, "D", out Guid uuid) ? uuid : throw ApiException.Documented("This is not a valid UUID.");

    private static void RequireSameCode(string property, string key, JsonElement body)
    {
        if (PhpJson.TryGet(body, property, out JsonElement sent) && PhpJson.StringOrNull(sent) is string given && given != key)
        {
            throw ApiException.Unprocessable(
                $"The {property} \"{given}\" provided in the request body must match the {property} \"{key}\" provided in the url.");
        }
    }

    private WriteResult Write(ItemDraft draft, JsonElement body, Naming naming, bool createOptions, bool isPost = false)
    {
        Catalog catalog = structure.Catalog;
        List<Violation> violations = [];
        ValueReader reader = new(catalog, items.Media, violations, createOptions ? CreateOption : null);
        ItemUpdater updater = new(
            catalog,
            items,
            new ValuesUpdater(catalog, reader, violations, naming),
            new AssociationsUpdater(catalog, items, violations, naming),
            naming,
            // what is made has nothing yet to add to: a POST does not know them (1.3)
            changesCategories: _edition.AddsCategories && !isPost);
        updater.Apply(draft, body);
        Inherit(draft, catalog);
        violations.AddRange(new ItemValidator(catalog, items, _unique, naming).Check(draft));
        if (violations.Count > 0)
        {
            throw ApiException.Invalid(violations);
        }

        UpdateParents(draft);
        if (draft.IsUnchanged())
        {
            return new WriteResult(draft.Stored!, created: false);
        }

        CatalogItem item = draft.ToItem();
        if (KeepsDrafts && !draft.IsNew)
        {
            items.Drafts.Save(item);
            return new WriteResult(item, created: false);
        }

        items.Save(item);
        if (!item.IsModel)
        {
            _unique.Saved(item, catalog);
            _twoWay.Mirror(draft.Stored, item);
        }

        return new WriteResult(item, draft.IsNew);
    }

    private void UpdateParents(ItemDraft draft)
    {
        foreach (IGrouping<int, KeyValuePair<int, ProductValue>> level in draft.ForParents.GroupBy(value => value.Key))
        {
            IReadOnlyList<CatalogItem> line = new ItemView(items.Model(draft.Parent!)!, items).Line;
            ItemDraft model = ItemDraft.Of(line[line.Count - 1 - level.Key]);
            foreach (KeyValuePair<int, ProductValue> value in level)
            {
                model.Set(value.Value);
            }

            items.Save(model.ToItem());
        }
    }

    /// <summary>Takes from the parent, or from the family variant, what was not said, and leaves to the parent what is its own.</summary>
    private void Inherit(ItemDraft draft, Catalog catalog)
    {
        if (draft.Parent is not null && items.Model(draft.Parent) is CatalogItem parent)
        {
            draft.Parent = parent.Code;
            draft.Categories = [.. draft.Categories.Except(new ItemView(parent, items).Categories)];
            draft.FamilyVariant ??= draft.IsModel ? parent.FamilyVariant : null;
        }

        if (draft.IsModel && catalog.FamilyVariant(draft.FamilyVariant) is FamilyVariantDefinition variant)
        {
            draft.FamilyVariant = variant.Code;
            draft.Family ??= variant.Family;
        }
    }

    private void CreateOption(AttributeDefinition attribute, string code)
    {
        JsonObject body = new() { ["code"] = code };
        using JsonDocument document = JsonDocument.Parse(body.ToJsonString());
        new StructureWriter(structure).Upsert(StructureKinds.AttributeOptions, attribute.Code, code, document.RootElement);
    }
}
