using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>What one kind of entity does beyond what its tables say. This base does nothing more.</summary>
internal class EntityRules
{
    /// <summary>Looks at the parts of a body whose format no table of properties tells.</summary>
    public virtual IEnumerable<Violation> Format(JsonElement body) => [];

    /// <param name="store">Where the entity is kept.</param>
    /// <param name="entity">The entity as it will be.</param>
    /// <param name="attributes">The attributes that it has, or will have from the start.</param>
    public virtual IEnumerable<Violation> Validate(EntityStore store, JsonObject entity, IReadOnlyList<StructureEntity> attributes) => [];
}
