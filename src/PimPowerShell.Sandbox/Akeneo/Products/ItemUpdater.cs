using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Generation;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>Puts what was sent into a draft, property by property in the order of the request (5.1, 5.3, 5.6).</summary>
internal sealed class ItemUpdater(Catalog catalog, ItemStore items, ValuesUpdater values, AssociationsUpdater associations, Naming naming, bool changesCategories)
{
    private static readonly HashSet<string> _readOnly =
    [
        "created", "updated", "metadata", "quality_scores", "completenesses", "root_parent", "workflow_execution_statuses",
    ];

    public void Apply(ItemDraft draft, JsonElement body)
    {
        foreach (KeyValuePair<string, JsonElement> property in PhpJson.Entries(body))
        {
            if (!TryApply(draft, property.Key, property.Value) && !TryApplyOwn(draft, property.Key, property.Value))
            {
                throw ApiException.UnknownProperty(property.Key);
            }
        }
    }

    /// <summary>What products and product models have in common.</summary>
    private bool TryApply(ItemDraft draft, string name, JsonElement value)
    {
        switch (name)
        {
            case "values":
                values.Apply(draft, value);
                return true;
            case "categories":
                draft.Categories = Categories(name, value);
                return true;
            case "add_categories" when changesCategories:
                draft.Categories = Sorted(draft.Categories.Concat(Categories(name, value)));
                return true;
            case "remove_categories" when changesCategories:
                draft.Categories = Sorted(draft.Categories.Except(Categories(name, value)));
                return true;
            case "associations":
                associations.Apply(draft, value);
                return true;
            case "quantified_associations":
                associations.ApplyQuantified(draft, value);
                return true;
            default:
                return _readOnly.Contains(name);
        }
    }

    private bool TryApplyOwn(ItemDraft draft, string name, JsonElement value)
    {
        switch (naming, name)
        {
            case (Naming.Code, _):
                return TryApplyToModel(draft, name, value);
            case (Naming.Identifier, "identifier"):
                draft.Code = Identifier(value);
                return true;
            case (_, "uuid"):
                return true; // was compared with the key, or is only shown by this API
            default:
                return TryApplyToProduct(draft, name, value);
        }
    }

    private bool TryApplyToProduct(ItemDraft draft, string name, JsonElement value)
    {
        switch (name)
        {
            case "enabled":
                draft.Enabled = Flag(name, value);
                return true;
            case "family":
                draft.Family = Family(name, Text(name, value));
                return true;
            case "groups":
                draft.Groups = Sorted(Codes(name, value).Select(Group));
                return true;
            case "parent":
                SetParent(draft, Text(name, value));
                return true;
            default:
                return false;
        }
    }

    private bool TryApplyToModel(ItemDraft draft, string name, JsonElement value)
    {
        switch (name)
        {
            case "code":
                draft.Code = draft.IsNew ? Text(name, value) : Unchanged(draft, name, draft.Code, Text(name, value));
                return true;
            case "family":
                draft.Family = Unchanged(draft, name, draft.Family, Family(name, Text(name, value)));
                return true;
            case "family_variant":
                draft.FamilyVariant = Unchanged(draft, name, draft.FamilyVariant, FamilyVariant(name, Text(name, value)));
                return true;
            case "parent":
                draft.Parent = Unchanged(draft, name, draft.Parent, Text(name, value) is string code ? Parent(code).Code : null);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Makes a variant of a simple product, moves a variant, or makes it simple again with all its values (5.5).</summary>
    private void SetParent(ItemDraft draft, string? code)
    {
        if (code is null)
        {
            if (draft.Parent is not null && draft.Stored is CatalogItem variant)
            {
                ItemView view = new(variant, items);
                draft.Values.Clear();
                draft.Values.AddRange(view.Values);
                draft.Categories = view.Categories;
            }

            draft.Parent = null;
            return;
        }

        CatalogItem parent = Parent(code);
        if (draft.Parent is string old && items.Model(old) is CatalogItem before && before.FamilyVariant != parent.FamilyVariant)
        {
            throw ApiException.Documented(
                $"New parent \"{parent.Code}\" of variant product \"{draft.Code}\" must have the same family variant \"{before.FamilyVariant}\" than the previous parent.");
        }

        draft.Parent = parent.Code;
        draft.Family ??= parent.Family;
    }

    private string[] Categories(string name, JsonElement value) => Sorted(Codes(name, value).Select(code => catalog.Categories.Contains(code)
        ? catalog.Categories.CodeOf(code)
        : throw ApiException.UnknownCode(name, "category code", "The category does not exist", code)));

    private CatalogItem Parent(string code) => items.Model(code)
        ?? throw ApiException.UnknownCode("parent", "parent code", "The parent product model does not exist", code);

    private string? Family(string name, string? code) => code is null ? null
        : catalog.Family(code)?.Code ?? throw ApiException.UnknownCode(name, "family code", "The family does not exist", code);

    private string? FamilyVariant(string name, string? code) => code is null ? null
        : catalog.FamilyVariant(code)?.Code ?? throw ApiException.UnknownCode(name, "family variant code", "The family variant does not exist", code);

    private static bool Flag(string name, JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? value.GetBoolean()
        : throw ApiException.WrongType(name, "a boolean", PhpJson.TypeName(value));

    private static string Group(string code) => DetailMaker.GroupCodes.Contains(code) ? code
        : throw ApiException.UnknownCode("groups", "group code", "The group does not exist", code);

    private static IEnumerable<string> Codes(string name, JsonElement value)
    {
        if (!PhpJson.IsArray(value))
        {
            throw ApiException.WrongType(name, "an array", PhpJson.TypeName(value));
        }

        return PhpJson.Entries(value).Select(entry => PhpJson.StringOrNull(entry.Value) ?? throw ApiException.Documented(
            $"Property \"{name}\" expects an array with valid data, one of the {name} is not a string, \"{PhpJson.TypeName(entry.Value)}\" given."));
    }

    private static string? Text(string name, JsonElement value) => PhpJson.IsNull(value) ? null
        : PhpJson.StringOrNull(value) ?? throw ApiException.WrongType(name, "a string", PhpJson.TypeName(value));

    private static string? Identifier(JsonElement value) => PhpJson.IsNull(value) ? null
        : PhpJson.StringOrNull(value) ?? throw ApiException.Documented("The identifier field requires a string.");

    /// <summary>A property of product models that is set once.</summary>
    private static string? Unchanged(ItemDraft draft, string name, string? stored, string? sent) =>
        draft.IsNew ? sent : string.Equals(stored, sent, StringComparison.OrdinalIgnoreCase) ? stored : throw Immutable(name, sent);

    private static ApiException Immutable(string name, string? sent) =>
        ApiException.Documented($"Property \"{name}\" cannot be modified, \"{sent ?? "NULL"}\" given.");

    private static string[] Sorted(IEnumerable<string> codes) => [.. codes.Distinct().OrderBy(code => code, StringComparer.Ordinal)];
}
