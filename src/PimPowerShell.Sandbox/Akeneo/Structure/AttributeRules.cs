using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Attributes (1.9).</summary>
internal sealed class AttributeRules : StructureRules
{
    private static readonly HashSet<string> _reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "associations", "categories", "completeness", "enabled", "family", "groups", "products", "scope", "treeId", "values",
    };

    public override void Complete(StructureStore store, string owner, JsonObject entity)
    {
        StructureEntity? group = entity["group"]?.GetValue<string>() is string code ? store[StructureKinds.AttributeGroups].Find("", code) : null;
        entity["group_labels"] = group?.Data["labels"]?.DeepClone() ?? new JsonObject();
    }

    public override bool Has(JsonObject entity, string property) => property switch
    {
        "table_configuration" => entity["type"]?.GetValue<string>() == AttributeTypes.Table,
        "is_main_identifier" => entity["type"]?.GetValue<string>() == AttributeTypes.Identifier,
        _ => true,
    };

    public override JsonNode? Show(StructureStore store, JsonObject entity, string property, QueryString query) =>
        property == "table_configuration" && !query.IsTrue("with_table_select_options") ? TableColumns.WithoutOptions(entity) : entity[property];

    public override void Prepare(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        string? type = entity["type"]?.GetValue<string>();
        if (type is not null && !AttributeTypes.Community.Contains(type) && !(store.Edition.IsEnterprise && AttributeTypes.Enterprise.Contains(type)))
        {
            throw ApiException.UnknownCode("type", "attribute type", "The attribute type does not exist", type);
        }

        string? group = entity["group"]?.GetValue<string>();
        if (group is not null && store[StructureKinds.AttributeGroups].Find("", group) is null)
        {
            throw ApiException.UnknownCode("group", "code", "The attribute group does not exist", group);
        }

        foreach (string locale in entity["available_locales"].ToCodes())
        {
            if (store[StructureKinds.Locales].Find("", locale)?.Flag("enabled") != true)
            {
                throw ApiException.UnknownCode("available_locales", "locale code", "The locale does not exist", locale);
            }
        }

        entity["sort_order"] ??= 0L;
        entity["table_configuration"] = TableColumns.Merge(entity, stored);
        Complete(store, owner, entity);
    }

    public override IEnumerable<Violation> Validate(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        string code = entity["code"]?.GetValue<string>() ?? "";
        string? type = entity["type"]?.GetValue<string>();
        if (stored is null && _reserved.Contains(code))
        {
            yield return new("code", "This code is not available");
        }

        if (type is null)
        {
            yield return new("type", "This value should not be blank.");
        }

        if (entity["group"] is null)
        {
            yield return new("group", "This value should not be blank.");
        }

        if (stored is null && type == AttributeTypes.Identifier && !store.Edition.IsSaas && HasIdentifier(store))
        {
            yield return new("type", "An identifier attribute already exists.");
        }

        foreach (Violation violation in MainIdentifier(store, entity, stored).Concat(AttributeChecks.Run(store, entity)).Concat(TableColumns.Check(store, entity, stored)))
        {
            yield return violation;
        }
    }

    /// <summary>There is one main identifier (1.9), and it is not said that a write could make another one of it.</summary>
    private static IEnumerable<Violation> MainIdentifier(StructureStore store, JsonObject entity, JsonObject? stored)
    {
        const string name = "is_main_identifier";
        bool isMain = entity[name]?.GetValue<bool>() == true;
        bool wasMain = stored?[name]?.GetValue<bool>() == true;
        if (isMain && entity["type"]?.GetValue<string>() != AttributeTypes.Identifier)
        {
            yield return new(name, "Only an identifier attribute can be the main identifier.");
        }
        else if (isMain && !wasMain && store[StructureKinds.Attributes].Of("").Any(attribute => attribute.Flag(name)))
        {
            yield return new(name, "A main identifier attribute already exists.");
        }
        else if (wasMain && !isMain)
        {
            yield return new(name, "There has to be a main identifier attribute.");
        }
    }

    private static bool HasIdentifier(StructureStore store) =>
        store[StructureKinds.Attributes].Of("").Any(attribute => attribute.Text("type") == AttributeTypes.Identifier);
}
