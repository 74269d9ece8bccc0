using System.Collections.Generic;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>Reference entities: their image is an upload.</summary>
internal sealed class ReferenceEntityRules : EntityRules
{
    public override IEnumerable<Violation> Validate(EntityStore store, JsonObject entity, IReadOnlyList<StructureEntity> attributes)
    {
        if (entity["image"]?.GetValue<string>() is string image && store.Media.Find(image) is null)
        {
            yield return new("image", $"Media file \"{image}\" does not exist.");
        }
    }
}
