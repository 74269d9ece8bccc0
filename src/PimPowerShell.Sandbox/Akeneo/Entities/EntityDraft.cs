using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>One write on its way: first the format of the body, then the rules, then the table.</summary>
/// <param name="noun">The word for what is written, as refusals name it.</param>
/// <param name="properties">What it can have.</param>
/// <param name="stored">What is there already, or null.</param>
internal sealed class EntityDraft(string noun, IReadOnlyList<Property> properties, StructureEntity? stored)
{
    private readonly List<Violation> _violations = [];

    /// <summary>The properties as they will be.</summary>
    public JsonObject Data { get; private set; } = [];

    public bool IsNew => stored is null;

    /// <summary>Puts what was sent into the properties, or refuses it.</summary>
    /// <param name="code">The code in the address.</param>
    /// <param name="body">What was sent.</param>
    /// <param name="more">What else is wrong with the format.</param>
    public void Read(string code, JsonElement body, IEnumerable<Violation> more)
    {
        Violation[] wrong = [.. BodyFormat.Check(body, properties), .. more];
        if (wrong.Length > 0)
        {
            throw ApiException.WithViolations(422, $"The {noun} has an invalid format.", wrong);
        }

        PhpJson.TryGet(body, "code", out JsonElement sent);
        string? given = PhpJson.StringOrNull(sent);
        if (IsNew && given is not null && given != code)
        {
            throw ApiException.Unprocessable($"The code \"{given}\" provided in the request body must match the code \"{code}\" provided in the url.");
        }

        Data = stored is null ? Blank() : (JsonObject)stored.Data.DeepClone();
        foreach (KeyValuePair<string, JsonElement> entry in PhpJson.Entries(body))
        {
            Property property = properties.First(candidate => candidate.Name == entry.Key);
            if (property.Type == PropertyType.Free)
            {
                Data[property.Name] = PhpJson.ToNode(entry.Value);
            }
            else if (property.Access != PropertyAccess.ReadOnly && property.Name is not ("code" or "values"))
            {
                PropertyWriter.Apply(Data, property, entry.Value);
            }
        }

        // another spelling of the same code keeps the stored one
        Data["code"] = stored is null ? code : code.Equals(given ?? code, StringComparison.OrdinalIgnoreCase) ? stored.Code : given;
    }

    public void Refuse(IEnumerable<Violation> violations) => _violations.AddRange(violations);

    /// <summary>Keeps the draft, unless a rule is against it. True when it is new.</summary>
    public bool Commit(StructureStore structure, EntityTable table, string owner, long order)
    {
        List<Violation> violations =
        [
            .. PropertyChecks.Code(char.ToUpperInvariant(noun[0]) + noun.Substring(1), Data["code"]!.GetValue<string>()),
            .. PropertyChecks.Immutable(properties, Data, stored?.Data),
            .. PropertyChecks.Labels(structure, properties, Data),
            .. _violations,
        ];
        if (violations.Count > 0)
        {
            throw ApiException.WithViolations(422, $"The {noun} has data that does not comply with the business rules.", violations);
        }

        // a write that changes nothing does not move updated (5.10)
        if (stored is null || !JsonNode.DeepEquals(stored.Data, Data))
        {
            table.Put(new StructureEntity(owner, Data["code"]!.GetValue<string>(), Data, Timestamps.Now(), stored?.Order ?? order));
        }

        return IsNew;
    }

    private JsonObject Blank()
    {
        JsonObject blank = [];
        foreach (Property property in properties)
        {
            blank[property.Name] = EntityModels.Default(property);
        }

        return blank;
    }
}
