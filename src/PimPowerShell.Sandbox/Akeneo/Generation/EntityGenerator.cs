using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Entities;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>Fills the reference entities and asset families. Equal seeds give equal records and assets.</summary>
internal sealed class EntityGenerator(EntityWorld world, int seed)
{
    private const ulong EntryDice = 40;

    private static readonly DateTimeOffset _born = new(2024, 3, 5, 9, 30, 0, TimeSpan.Zero);

    private long _order;

    public void Fill()
    {
        // what is linked to comes before what links
        EntitySeed pictures = EntitySeeds.ModelPictures(world.IsExtended);
        Add(world.References, EntitySeeds.Color, [], at => $"color_{at + 1:00}");
        Add(world.References, EntitySeeds.Designer, [], at => $"designer_{at + 1:000}");
        Add(world.Assets, EntitySeeds.Packshots, EntitySeeds.PackshotsAutomation(), at => $"packshot_{at + 1:000}");
        Add(world.Assets, EntitySeeds.UserGuides, new() { ["attribute_as_main_media"] = "document" }, at => $"guide_{at + 1:000}");
        Add(world.Assets, pictures, [], at => $"model_picture_{at + 1:000}");
        Add(world.References, EntitySeeds.Brand, [], at => Words.Brands[at].ToLowerInvariant());
    }

    private void Add(EntityStore store, EntitySeed entity, JsonObject more, Func<int, string> codeOf)
    {
        JsonObject data = [];
        foreach (Property property in store.Model.Properties)
        {
            data[property.Name] = more[property.Name]?.DeepClone() ?? EntityModels.Default(property);
        }

        data["code"] = entity.Code;
        data["labels"] = new JsonObject { ["en_US"] = entity.Label };
        if (store == world.Assets)
        {
            data["attribute_as_main_media"] ??= "media";
        }

        store.Entities.Put(new StructureEntity("", entity.Code, data, _born, ++_order));
        EntityAttributeSeed[] attributes = [.. store.Model.FirstAttributes, .. entity.Attributes];
        foreach (EntityAttributeSeed attribute in attributes)
        {
            AddAttribute(store, entity.Code, attribute);
        }

        EntryValueMaker maker = new(store);
        for (int at = 0; at < entity.Count; at++)
        {
            string code = codeOf(at);
            Dice dice = Dice.For(seed, EntryDice + (ulong)(entity.Code.Length % 16), (ulong)at);
            store.Entries.Put(Entry(store, entity.Code, code, maker.Values(attributes, code, ref dice), _born.AddMinutes(dice.Next(500_000))));
        }
    }

    private void AddAttribute(EntityStore store, string entity, EntityAttributeSeed seed)
    {
        StructureEntity attribute = store.Make(entity, seed, _born, ++_order);
        store.Attributes.Put(attribute);
        foreach (string option in seed.Options)
        {
            JsonObject labels = new() { ["en_US"] = char.ToUpperInvariant(option[0]) + option.Substring(1) };
            JsonObject data = new() { ["code"] = option, ["labels"] = labels };
            store.Options.Put(new StructureEntity(EntityStore.OptionOwner(attribute), option, data, _born, ++_order));
        }
    }

    private StructureEntity Entry(EntityStore store, string entity, string code, JsonObject values, DateTimeOffset updated)
    {
        JsonObject data = [];
        foreach (Property property in store.Model.EntryProperties)
        {
            data[property.Name] = EntityModels.Default(property);
        }

        data["code"] = code;
        data["values"] = values;
        data["created"] = Timestamps.Write(_born);
        return new StructureEntity(entity, code, data, updated, ++_order);
    }
}
