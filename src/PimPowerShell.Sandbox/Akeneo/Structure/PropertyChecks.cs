using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PimPowerShell.Sandbox.Akeneo.Api;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>The rules that every kind of entity has in common.</summary>
internal static class PropertyChecks
{
    private const int CodeMaximum = 100;

    private static readonly Regex _code = new("^[a-zA-Z0-9_]+$", RegexOptions.CultureInvariant);

    /// <param name="noun">The word for the entity as messages begin with it.</param>
    /// <param name="code">Its code, null or empty when it has none.</param>
    public static IEnumerable<Violation> Code(string noun, string? code)
    {
        if (string.IsNullOrEmpty(code))
        {
            yield return new("code", "This value should not be blank.");
        }
        else if (!_code.IsMatch(code))
        {
            yield return new("code", $"{noun} code may contain only letters, numbers and underscores");
        }

        if (code?.Length > CodeMaximum)
        {
            yield return new("code", $"This value is too long. It should have {CodeMaximum} characters or less.");
        }
    }

    /// <summary>None when the entity is not stored yet.</summary>
    public static IEnumerable<Violation> Immutable(IEnumerable<Property> properties, JsonObject after, JsonObject? before) =>
        before is null ? [] : properties
            .Where(property => property.Access == PropertyAccess.Immutable && !JsonNode.DeepEquals(before[property.Name], after[property.Name]))
            .Select(property => new Violation(property.Name, "This property cannot be changed."));

    public static IEnumerable<Violation> Labels(StructureStore store, IEnumerable<Property> properties, JsonObject entity) =>
        from property in properties
        where property.Type == PropertyType.Labels
        from label in entity[property.Name].Members()
        where store[StructureKinds.Locales].Find("", label.Key) is null
        select new Violation(property.Name, $"The locale \"{label.Key}\" does not exist.");
}
