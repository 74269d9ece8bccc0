using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Apps;

/// <summary>Between a body and an entity that is described by a list of properties.</summary>
internal static class PropertyBody
{
    public static JsonObject Blank(IReadOnlyList<Property> properties)
    {
        JsonObject entity = [];
        foreach (Property property in properties)
        {
            entity[property.Name] = property.Default;
        }

        return entity;
    }

    /// <summary>Puts what was sent into an entity. What the server makes itself is ignored, what it does not know refused.</summary>
    public static JsonObject Apply(IReadOnlyList<Property> properties, JsonObject entity, JsonElement body)
    {
        foreach (KeyValuePair<string, JsonElement> entry in PhpJson.Entries(body))
        {
            Property property = properties.FirstOrDefault(candidate => candidate.Name == entry.Key) ?? throw ApiException.UnknownProperty(entry.Key);
            if (property.Access != PropertyAccess.ReadOnly)
            {
                PropertyWriter.Apply(entity, property, entry.Value);
            }
        }

        return entity;
    }
}
