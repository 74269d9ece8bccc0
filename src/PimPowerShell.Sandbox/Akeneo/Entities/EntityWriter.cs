using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>Creates and changes reference entities or asset families.</summary>
internal sealed class EntityWriter(EntityStore store)
{
    public bool Upsert(string code, JsonElement body)
    {
        EntityModel model = store.Model;
        lock (store.World.Gate)
        {
            StructureEntity? stored = store.Entities.Find("", code);
            EntityDraft draft = new(model.Noun, model.Properties, stored);
            draft.Read(code, body, model.Rules.Format(body));
            IReadOnlyList<StructureEntity> attributes = stored is null ? First(code) : store.Attributes.Of(stored.Code);
            draft.Refuse(model.Rules.Validate(store, draft.Data, attributes));
            if (!draft.Commit(store.World.Structure, store.Entities, "", store.World.Structure.NextOrder()))
            {
                return false;
            }

            foreach (StructureEntity attribute in attributes)
            {
                store.Attributes.Put(attribute);
            }

            return true;
        }
    }

    private List<StructureEntity> First(string code)
    {
        List<StructureEntity> attributes = [];
        foreach (EntityAttributeSeed seed in store.Model.FirstAttributes)
        {
            attributes.Add(store.Make(code, seed, Timestamps.Now(), store.World.Structure.NextOrder()));
        }

        return attributes;
    }
}
