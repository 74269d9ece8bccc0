using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>Creates, changes and deletes records or assets.</summary>
internal sealed class EntryWriter(EntityStore store)
{
    public bool Upsert(string entityCode, string code, JsonElement body)
    {
        EntityModel model = store.Model;
        lock (store.World.Gate)
        {
            StructureEntity entity = store.RequireEntity(entityCode);
            IReadOnlyList<StructureEntity> attributes = store.Attributes.Of(entity.Code);
            EntityDraft draft = new(model.EntryNoun, model.EntryProperties, store.Entries.Find(entity.Code, code));
            draft.Read(code, body, new EntryFormat(model, attributes).Check(body));
            if (draft.IsNew)
            {
                draft.Data["created"] = Timestamps.Write(Timestamps.Now());
            }

            PhpJson.TryGet(body, "values", out JsonElement values);
            draft.Refuse(EntryValues.Merge(store, attributes, draft.Data, values));
            return draft.Commit(store.World.Structure, store.Entries, entity.Code, store.World.Structure.NextOrder());
        }
    }

    public void Delete(string entityCode, string code)
    {
        lock (store.World.Gate)
        {
            StructureEntity entry = Require(entityCode, code);
            store.Entries.Remove(entry);
            Unlink(store.World.References, entry);
            Unlink(store.World.Assets, entry);
        }
    }

    public StructureEntity Require(string entityCode, string code)
    {
        StructureEntity entity = store.RequireEntity(entityCode);
        return store.Entries.Find(entity.Code, code) ?? throw ApiException.NotFound(store.Model.EntryNotFound(entityCode, code));
    }

    /// <summary>Takes the links to an entry out of all others.</summary>
    private void Unlink(EntityStore linking, StructureEntity entry)
    {
        foreach (StructureEntity attribute in linking.Attributes.All())
        {
            EntityAttributeType type = linking.Model.TypeOf(attribute);
            if (type.LinkProperty is string property && linking.TargetOf(type) == store && store.Model.CodeOrder.Equals(attribute.Text(property), entry.Owner))
            {
                foreach (StructureEntity other in linking.Entries.Of(attribute.Owner).ToArray())
                {
                    EntryValues.Forget(linking, other, attribute, entry.Code);
                }
            }
        }
    }
}
