using System.Collections.Generic;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Association types (1.12).</summary>
internal sealed class AssociationTypeRules : StructureRules
{
    public override IEnumerable<Violation> Validate(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        if (entity["is_quantified"]!.GetValue<bool>() && entity["is_two_way"]!.GetValue<bool>())
        {
            yield return new("is_quantified", "The association type cannot be both quantified and two-way.");
        }
    }
}
