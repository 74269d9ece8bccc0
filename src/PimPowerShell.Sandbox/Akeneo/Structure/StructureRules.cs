using System.Collections.Generic;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>What one kind of entity does beyond what its table of properties says. This base does nothing more.</summary>
internal class StructureRules
{
    /// <summary>Refuses an owner that does not exist.</summary>
    public virtual void RequireOwner(StructureStore store, string owner)
    {
    }

    public virtual string? NotFound(string owner, string code) => null;

    /// <summary>Adds what is kept elsewhere, before an entity is shown or changed.</summary>
    public virtual void Complete(StructureStore store, string owner, JsonObject entity)
    {
    }

    /// <summary>Whether an entity has a property that others of its kind have.</summary>
    public virtual bool Has(JsonObject entity, string property) => true;

    /// <summary>A property as the server tells it to a call.</summary>
    public virtual JsonNode? Show(StructureStore store, JsonObject entity, string property, QueryString query) => entity[property];

    /// <summary>Adds what the server adds to what was sent; throws where the server does so before it validates.</summary>
    public virtual void Prepare(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
    }

    public virtual IEnumerable<Violation> Validate(StructureStore store, string owner, JsonObject entity, JsonObject? stored) => [];

    /// <summary>Changes what depends on an entity that was written.</summary>
    public virtual void Saved(StructureStore store, StructureEntity entity)
    {
    }

    /// <summary>Where a written entity stands among its siblings.</summary>
    public virtual long Order(StructureStore store, JsonObject entity, StructureEntity? stored) => 0;

    /// <summary>Refuses a deletion, or removes what goes with the entity.</summary>
    public virtual void Delete(StructureStore store, StructureEntity entity)
    {
    }
}
