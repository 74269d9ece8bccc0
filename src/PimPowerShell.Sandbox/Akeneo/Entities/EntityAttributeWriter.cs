using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>Creates and changes the attributes of reference entities or asset families, and the attributes' options.</summary>
internal sealed class EntityAttributeWriter(EntityStore store)
{
    private const int AttributesMaximum = 100;
    private const int OptionsMaximum = 100;
    private const string Noun = "attribute";
    private const string OptionNoun = "attribute option";

    public bool Upsert(string entityCode, string code, JsonElement body)
    {
        EntityModel model = store.Model;
        lock (store.World.Gate)
        {
            StructureEntity entity = store.RequireEntity(entityCode);
            StructureEntity? stored = store.Attributes.Find(entity.Code, code);
            EntityAttributeType type = stored is not null ? model.TypeOf(stored) : SentType(body);
            EntityDraft draft = new(Noun, [.. model.AttributeProperties, .. type.Properties], stored);
            draft.Read(code, body, EntityAttributeRules.Format(body, draft.IsNew));
            draft.Refuse(EntityAttributeRules.Validate(store, type, draft.Data));
            draft.Refuse(TooMany(draft, store.Attributes.Of(entity.Code).Count, AttributesMaximum));
            return draft.Commit(store.World.Structure, store.Attributes, entity.Code, store.World.Structure.NextOrder());
        }
    }

    public bool UpsertOption(string entityCode, string attributeCode, string code, JsonElement body)
    {
        lock (store.World.Gate)
        {
            StructureEntity attribute = RequireOptions(entityCode, attributeCode);
            string owner = EntityStore.OptionOwner(attribute);
            EntityDraft draft = new(OptionNoun, EntityModels.OptionProperties, store.Options.Find(owner, code));
            draft.Read(code, body, []);
            draft.Refuse(TooMany(draft, store.Options.Of(owner).Count, OptionsMaximum));
            return draft.Commit(store.World.Structure, store.Options, owner, store.World.Structure.NextOrder());
        }
    }

    public void DeleteOption(string entityCode, string attributeCode, string code)
    {
        lock (store.World.Gate)
        {
            StructureEntity option = RequireOption(entityCode, attributeCode, code);
            StructureEntity attribute = store.RequireAttribute(entityCode, attributeCode);
            store.Options.Remove(option);
            foreach (StructureEntity entry in store.Entries.Of(attribute.Owner))
            {
                EntryValues.Forget(store, entry, attribute, option.Code);
            }
        }
    }

    public StructureEntity RequireOption(string entityCode, string attributeCode, string code)
    {
        StructureEntity attribute = RequireOptions(entityCode, attributeCode);
        return store.Options.Find(EntityStore.OptionOwner(attribute), code)
            ?? throw ApiException.NotFound($"Attribute option \"{code}\" does not exist or is not an option of the attribute \"{attributeCode}\".");
    }

    /// <summary>The attribute, refused when it has no options.</summary>
    public StructureEntity RequireOptions(string entityCode, string attributeCode)
    {
        StructureEntity attribute = store.RequireAttribute(entityCode, attributeCode);
        if (store.Model.TypeOf(attribute).HasOptions)
        {
            return attribute;
        }

        string types = string.Join("\", \"", store.Model.AttributeTypes.Where(type => type.HasOptions).Select(type => type.Name));
        throw ApiException.NotFound($"Attribute \"{attributeCode}\" does not support options. Only attributes of type \"{types}\" support options.");
    }

    private EntityAttributeType SentType(JsonElement body)
    {
        if (!PhpJson.TryGet(body, "type", out JsonElement type))
        {
            throw Refuse(FormatCheck.Missing("type"));
        }

        return store.Model.Type(PhpJson.StringOrNull(type)) ?? throw Refuse(type.ValueKind == JsonValueKind.String
            ? FormatCheck.NotOneOf(store.Model.AttributeTypes.Select(known => known.Name))
            : FormatCheck.Found(type, "a string"));
    }

    private static ApiException Refuse(string message) =>
        ApiException.WithViolations(422, $"The {Noun} has an invalid format.", [new("type", message)]);

    private static IEnumerable<Violation> TooMany(EntityDraft draft, int count, int maximum) =>
        draft.IsNew && count >= maximum ? [new("code", $"This collection should contain {maximum} elements or less.")] : [];
}
