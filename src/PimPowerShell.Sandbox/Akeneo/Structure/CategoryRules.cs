using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Categories (9.5).</summary>
internal sealed class CategoryRules : StructureRules
{
    public override void Prepare(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        if (entity["parent"]?.GetValue<string>() is string parent)
        {
            StructureEntity found = store[StructureKinds.Categories].Find("", parent)
                ?? throw ApiException.UnknownCode("parent", "category code", "The category does not exist", parent);
            entity["parent"] = found.Code;
        }
    }

    public override IEnumerable<Violation> Validate(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        string code = entity["code"]?.GetValue<string>() ?? "";
        string? ancestor = entity["parent"]?.GetValue<string>();
        while (ancestor is not null)
        {
            if (ancestor.Equals(code, StringComparison.OrdinalIgnoreCase))
            {
                yield return new("parent", "The category cannot have itself or one of its descendants as parent.");
                yield break;
            }

            ancestor = store[StructureKinds.Categories].Find("", ancestor)?.Text("parent");
        }
    }

    /// <summary>A new or moved category comes after its siblings.</summary>
    public override long Order(StructureStore store, JsonObject entity, StructureEntity? stored) =>
        stored is not null && stored.Text("parent") == entity["parent"]?.GetValue<string>() ? stored.Order : store.NextOrder();
}
