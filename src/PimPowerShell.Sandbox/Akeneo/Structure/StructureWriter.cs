using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Creates and changes structure entities (5.1, 5.7).</summary>
internal sealed class StructureWriter(StructureStore store)
{
    /// <summary>POST: the entity must be new. Gives its code.</summary>
    public string Create(StructureKind kind, string owner, JsonElement body)
    {
        lock (store.Gate)
        {
            kind.Rules.RequireOwner(store, owner);
            PhpJson.TryGet(body, "code", out JsonElement code);
            string text = PhpJson.StringOrNull(code) ?? "";
            return Write(kind, owner, text, body, stored: null, isTaken: store[kind].Find(owner, text) is not null).Code;
        }
    }

    /// <summary>PATCH of one entity: creates or changes. True when it was created.</summary>
    public bool Upsert(StructureKind kind, string owner, string code, JsonElement body)
    {
        lock (store.Gate)
        {
            kind.Rules.RequireOwner(store, owner);
            StructureEntity? stored = store[kind].Find(owner, code);
            if (stored is null && PhpJson.TryGet(body, "code", out JsonElement sent) && PhpJson.StringOrNull(sent) is string given && given != code)
            {
                throw ApiException.Unprocessable(
                    $"The code \"{given}\" provided in the request body must match the code \"{code}\" provided in the url.");
            }

            Write(kind, owner, code, body, stored, isTaken: false);
            return stored is null;
        }
    }

    public void Delete(StructureKind kind, string owner, string code)
    {
        lock (store.Gate)
        {
            StructureEntity entity = store[kind].Find(owner, code) ?? throw ApiException.NotFound(kind.NotFound(owner, code));
            kind.Rules.Delete(store, entity);
            store.Remove(kind, entity);
        }
    }

    private StructureEntity Write(StructureKind kind, string owner, string code, JsonElement body, StructureEntity? stored, bool isTaken)
    {
        JsonObject? before = stored is null ? null : Completed(kind, owner, stored.Data);
        JsonObject after = before is null ? Blank(kind, code) : (JsonObject)before.DeepClone();
        Apply(kind, after, body, code);
        kind.Rules.Prepare(store, owner, after, before);

        List<Violation> violations = [.. PropertyChecks.Code(kind.Noun, after["code"]?.GetValue<string>())];
        if (isTaken)
        {
            violations.Add(new("code", "This value is already used."));
        }

        violations.AddRange(PropertyChecks.Immutable(kind.Properties, after, before));
        violations.AddRange(PropertyChecks.Labels(store, kind.Properties, after));
        violations.AddRange(kind.Rules.Validate(store, owner, after, before));
        if (violations.Count > 0)
        {
            throw ApiException.Invalid(violations);
        }

        if (stored is not null && JsonNode.DeepEquals(before, after))
        {
            return stored; // a write that changes nothing does not move updated (5.10)
        }

        long order = kind.Rules.Order(store, after, stored);
        StructureEntity entity = new(owner, stored?.Code ?? after["code"]!.GetValue<string>(), after, Timestamps.Now(), order);
        store.Put(kind, entity);
        kind.Rules.Saved(store, entity);
        return entity;
    }

    private JsonObject Completed(StructureKind kind, string owner, JsonObject data)
    {
        JsonObject copy = (JsonObject)data.DeepClone();
        kind.Rules.Complete(store, owner, copy);
        return copy;
    }

    private static JsonObject Blank(StructureKind kind, string code)
    {
        JsonObject entity = [];
        foreach (Property property in kind.Properties)
        {
            entity[property.Name] = property.Default;
        }

        entity["code"] = code;
        return entity;
    }

    private void Apply(StructureKind kind, JsonObject entity, JsonElement body, string code)
    {
        foreach (KeyValuePair<string, JsonElement> entry in PhpJson.Entries(body))
        {
            Property property = kind.Property(entry.Key) is { } known && (store.Edition.IsSaas || !known.SaasOnly) ? known
                : throw ApiException.UnknownProperty(entry.Key);
            if (property.Access == PropertyAccess.ReadOnly)
            {
                continue;
            }

            if (property.Name == "code" && code.Equals(PhpJson.StringOrNull(entry.Value), StringComparison.OrdinalIgnoreCase))
            {
                continue; // another spelling of the same code keeps the stored one
            }

            if (property.Type == PropertyType.Value && !store.Edition.IsSaas && entry.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null))
            {
                throw ApiException.WrongType(property.Name, "a boolean", PhpJson.TypeName(entry.Value));
            }

            PropertyWriter.Apply(entity, property, entry.Value);
        }
    }
}
