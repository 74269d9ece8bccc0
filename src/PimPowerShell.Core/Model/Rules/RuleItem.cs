using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>An item as rules look at it.</summary>
/// <param name="Fields">Its JSON, an object.</param>
/// <param name="IsNew">Whether it is certain that there is no such item yet.</param>
internal sealed record RuleItem(JsonElement Fields, bool IsNew)
{
    /// <summary>The name by which a path leads to the identifier attribute.</summary>
    public const string IdentifierName = "identifier attribute";

    /// <summary>The step of a path that is the identifier attribute.</summary>
    public const string IdentifierStep = $"{{{IdentifierName}}}";

    /// <summary>Whether a file goes with it.</summary>
    public bool HasFile { get; init; }

    /// <summary>The item as the server has it; null where nobody has looked, or there is none.</summary>
    public JsonElement? Present { get; init; }

    /// <summary>The attribute that identifies products; null when it cannot be known.</summary>
    public string? IdentifierAttribute { get; init; }

    /// <summary>The text of a field, and what a flag says; null where it has neither.</summary>
    public string? TextOf(string field) =>
        field == IdentifierName ? IdentifierAttribute
        : !TryGet(field, out JsonElement value) ? null
        : value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.True => "true", JsonValueKind.False => "false", _ => null };

    /// <summary>A field as it is to be: what is given, or else what the item has.</summary>
    public bool TryGet(string field, out JsonElement value) =>
        Fields.TryGetProperty(field, out value) || (Present is { } present && present.TryGetProperty(field, out value));

    /// <summary>Whether a field is true.</summary>
    public bool IsTrue(string field) => TryGet(field, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    /// <summary>
    /// What a path leads to in what is given, with the name of each place. Steps are members; <c>*</c> is all that is in a list or an object,
    /// a number one of a list, and <c>{field}</c> the member that the field names.
    /// </summary>
    public IEnumerable<(string Name, JsonElement Value)> Find(string path)
    {
        IEnumerable<(string Name, JsonElement Value)> found = [("", Fields)];
        foreach (string step in path.Length == 0 ? [] : path.Split('.'))
        {
            found = found.SelectMany(place => Next(place.Name, place.Value, step));
        }

        return found;
    }

    private IEnumerable<(string Name, JsonElement Value)> Next(string name, JsonElement holder, string step)
    {
        string? wanted = step.StartsWith("{", StringComparison.Ordinal) ? TextOf(step.Trim('{', '}')) : step;
        if (holder.ValueKind == JsonValueKind.Array)
        {
            int place = 0;
            foreach (JsonElement item in holder.EnumerateArray())
            {
                if (wanted == "*" || wanted == place.ToString(CultureInfo.InvariantCulture))
                {
                    yield return ($"{name}[{place}]", item);
                }

                place++;
            }
        }
        else if (holder.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in holder.EnumerateObject())
            {
                if (wanted == "*" || member.NameEquals(wanted))
                {
                    yield return (name.Length == 0 ? member.Name : $"{name}.{member.Name}", member.Value);
                }
            }
        }
    }
}
