using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Apps;

/// <summary>Collects what is wrong with an entity, to refuse it with all of that at once (7.3 c).</summary>
internal sealed class EntityChecks(StructureStore structure)
{
    private const string BlankMessage = "This value should not be blank.";
    private const string ChoiceMessage = "The value you selected is not a valid choice.";

    private readonly List<Violation> _violations = [];

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public void Add(string property, string message) => _violations.Add(new Violation(property, message));

    public void Add(IEnumerable<Violation> violations) => _violations.AddRange(violations);

    /// <summary>Requires a text. True when it is there.</summary>
    public bool Required(JsonObject entity, string name, string? path = null)
    {
        bool isThere = !string.IsNullOrWhiteSpace(Text(entity[name]));
        if (!isThere)
        {
            Add(path ?? name, BlankMessage);
        }

        return isThere;
    }

    /// <summary>Requires a text that is one of a few.</summary>
    public void RequiredChoice(JsonObject entity, string name, IReadOnlyCollection<string> choices, string? path = null)
    {
        if (Required(entity, name, path) && !choices.Contains(Text(entity[name])!))
        {
            Add(path ?? name, ChoiceMessage);
        }
    }

    public void Unchanged(JsonObject entity, JsonObject? stored, string name)
    {
        if (stored is not null && !JsonNode.DeepEquals(stored[name], entity[name]))
        {
            Add(name, "This property cannot be changed.");
        }
    }

    public void MaximumLength(JsonObject entity, string name, int maximum)
    {
        if (Text(entity[name])?.Length > maximum)
        {
            Add(name, $"This value is too long. It should have {maximum} characters or less.");
        }
    }

    public void MinimumLength(JsonObject entity, string name, int minimum, string? path = null)
    {
        if (Text(entity[name])?.Length < minimum)
        {
            Add(path ?? name, $"This value is too short. It should have {minimum} characters or more.");
        }
    }

    public void Labels(JsonNode? labels, string path) => Locales(labels.Members().Select(label => label.Key), path);

    public void Locales(IEnumerable<string> locales, string path) => Exist(StructureKinds.Locales, locales, path);

    public void Currencies(IEnumerable<string> currencies, string path) => Exist(StructureKinds.Currencies, currencies, path);

    public void Attributes(IEnumerable<string> attributes, string path) => Exist(StructureKinds.Attributes, attributes, path);

    public void Channels(IEnumerable<string> channels, string path) => Exist(StructureKinds.Channels, channels, path);

    /// <summary>Refuses the entity if anything was found.</summary>
    public void Conclude()
    {
        if (_violations.Count > 0)
        {
            throw ApiException.Invalid(_violations);
        }
    }

    private void Exist(StructureKind kind, IEnumerable<string> codes, string path)
    {
        foreach (string code in codes.Where(code => structure[kind].Find("", code) is null))
        {
            Add(path, $"The {kind.Noun.ToLowerInvariant()} \"{code}\" does not exist.");
        }
    }
}
