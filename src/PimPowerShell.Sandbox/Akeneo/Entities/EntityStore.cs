using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Media;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>All entities of one model, with their attributes, options, entries and files.</summary>
internal sealed class EntityStore(EntityModel model, EntityWorld world)
{
    public EntityModel Model { get; } = model;

    public EntityWorld World { get; } = world;

    public EntityTable Entities { get; } = new(world.Gate, codeOrder: model.CodeOrder);

    /// <summary>By the code of their entity.</summary>
    public EntityTable Attributes { get; } = new(world.Gate, model.CodeOrder);

    /// <summary>By the code of their entity, a slash, and the code of their attribute.</summary>
    public EntityTable Options { get; } = new(world.Gate, model.CodeOrder);

    /// <summary>Records or assets, by the code of their entity.</summary>
    public EntityTable Entries { get; } = new(world.Gate, model.CodeOrder);

    public MediaStore Media { get; } = new();

    public StructureEntity RequireEntity(string code) =>
        Entities.Find("", code) ?? throw ApiException.NotFound(Model.NotFound(code));

    public StructureEntity RequireAttribute(string entity, string code) =>
        Attributes.Find(RequireEntity(entity).Code, code) ?? throw ApiException.NotFound(Model.AttributeNotFound(entity, code));

    public static string OptionOwner(StructureEntity attribute) => attribute.Owner + "/" + attribute.Code;

    public IReadOnlyList<StructureEntity> OptionsOf(StructureEntity attribute) => Options.Of(OptionOwner(attribute));

    /// <summary>The entity store that values of an attribute link into.</summary>
    public EntityStore TargetOf(EntityAttributeType type) => type.LinksToAssets ? World.Assets : World.References;

    /// <summary>An attribute as the server makes it when little is said of it.</summary>
    public StructureEntity Make(string entity, EntityAttributeSeed seed, DateTimeOffset time, long order)
    {
        JsonObject data = [];
        foreach (Property property in (IEnumerable<Property>)[.. Model.AttributeProperties, .. Model.Type(seed.Type)!.Properties])
        {
            data[property.Name] = seed.More[property.Name]?.DeepClone() ?? EntityModels.Default(property);
        }

        data["code"] = seed.Code;
        data["type"] = seed.Type;
        data["value_per_locale"] = seed.PerLocale;
        data["value_per_channel"] = seed.PerChannel;
        data["is_required_for_completeness"] = seed.Required;
        data["labels"] = seed.Label is null ? new JsonObject() : new JsonObject { ["en_US"] = seed.Label };
        return new StructureEntity(entity, seed.Code, data, time, order);
    }
}
