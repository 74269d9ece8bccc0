using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Attribute groups (1.11). An attribute knows its group; a group's list is made from that.</summary>
internal sealed class AttributeGroupRules : StructureRules
{
    private const string Fallback = "other";

    public override void Complete(StructureStore store, string owner, JsonObject entity) =>
        entity["attributes"] = Members(store, entity["code"]!.GetValue<string>()).Select(attribute => attribute.Code).ToJson();

    public override void Prepare(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        foreach (string code in entity["attributes"].ToCodes())
        {
            if (store[StructureKinds.Attributes].Find("", code) is null)
            {
                throw ApiException.UnknownCode("attributes", "attribute code", "The attribute does not exist", code);
            }
        }

        entity["sort_order"] ??= 0L;
    }

    public override void Saved(StructureStore store, StructureEntity entity)
    {
        HashSet<string> wanted = new(entity.Codes("attributes"), StringComparer.OrdinalIgnoreCase);
        foreach (StructureEntity dropped in Members(store, entity.Code).Where(attribute => !wanted.Contains(attribute.Code)).ToList())
        {
            Move(store, dropped, Fallback);
        }

        foreach (string code in wanted)
        {
            Move(store, store[StructureKinds.Attributes].Find("", code)!, entity.Code);
        }
    }

    public override IEnumerable<Violation> Validate(StructureStore store, string owner, JsonObject entity, JsonObject? stored) =>
        entity["sort_order"]!.GetValue<long>() < 0 ? [new("sort_order", "This value should be either positive or zero.")] : [];

    private static IEnumerable<StructureEntity> Members(StructureStore store, string group) =>
        store[StructureKinds.Attributes].Of("").Where(attribute => group.Equals(attribute.Text("group"), StringComparison.OrdinalIgnoreCase));

    private static void Move(StructureStore store, StructureEntity attribute, string group)
    {
        if (attribute.Text("group") == group)
        {
            return;
        }

        JsonObject data = (JsonObject)attribute.Data.DeepClone();
        data["group"] = group;
        store.Put(StructureKinds.Attributes, new StructureEntity("", attribute.Code, data, Timestamps.Now(), attribute.Order));
    }
}
