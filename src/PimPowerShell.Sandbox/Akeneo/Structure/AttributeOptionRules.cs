using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Attribute options (1.10).</summary>
internal sealed class AttributeOptionRules : StructureRules
{
    public override void RequireOwner(StructureStore store, string owner)
    {
        StructureEntity attribute = store[StructureKinds.Attributes].Find("", owner)
            ?? throw ApiException.NotFound($"Attribute \"{owner}\" does not exist.");
        if (attribute.Text("type") is not (AttributeTypes.SimpleSelect or AttributeTypes.MultiSelect))
        {
            throw ApiException.NotFound(
                $"Attribute \"{owner}\" does not support options. Only attributes of type \"{AttributeTypes.SimpleSelect}\", \"{AttributeTypes.MultiSelect}\" support options.");
        }
    }

    public override string NotFound(string owner, string code) =>
        $"Attribute option \"{code}\" does not exist or is not an option of the attribute \"{owner}\".";

    public override void Prepare(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        string? attribute = entity["attribute"]?.GetValue<string>();
        if (attribute is not null && !attribute.Equals(owner, StringComparison.OrdinalIgnoreCase))
        {
            throw ApiException.Unprocessable(
                $"The attribute code \"{attribute}\" provided in the request body must match the attribute code \"{owner}\" provided in the url.");
        }

        entity["attribute"] = store[StructureKinds.Attributes].Find("", owner)!.Code;
        entity["sort_order"] ??= NextSortOrder(store[StructureKinds.AttributeOptions].Of(owner));
    }

    public override IEnumerable<Violation> Validate(StructureStore store, string owner, JsonObject entity, JsonObject? stored) =>
        entity["sort_order"]!.GetValue<long>() < 0 ? [new("sort_order", "This value should be either positive or zero.")] : [];

    private static long NextSortOrder(IReadOnlyList<StructureEntity> siblings) =>
        siblings.Select(option => (option.Data["sort_order"]?.GetValue<long>() ?? 0) + 1).DefaultIfEmpty(1).Max();
}
